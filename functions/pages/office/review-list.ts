import { isRefusal } from "../../domain/refusal.ts";
import { nextToReview, waitingForReview, waitsSince } from "../../domain/review-order.ts";
import type { Duty } from "../../domain/duty.ts";
import { findSupervised, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { seeOther } from "../../http/exchange.ts";
import { formatMinute, formatNumber } from "../../wording/dates.ts";
import { standingWords } from "../../wording/milestones.ts";
import { nothing } from "../parts/attributes.ts";
import { empty } from "../parts/card.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { pagination } from "../parts/pagination.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import { addressOf, dutyPath, obligationPath } from "../paths.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { chooseBox, choosing, isChosen } from "./choosing.ts";
import { chosenIn } from "./chosen.ts";
import { crumbsBelowObligation } from "./crumbs.ts";
import { everyDuty } from "./every-duty.ts";
import { reviewed } from "./reviewed.ts";

/** As many as can be chosen together. */
const PAGE = 50;

/** Up to so many units the reports that wait are put in order; of more the list of units has them. */
export const MOST_ORDERED = 3_000;

/** The reports that wait to be looked at, oldest first; `after=stp` leads on to the one behind that unit's. */
export const showReviewList: PageHandler = async (visit, effects) => {
  const found = await findSupervised(visit, effects);
  if (isRefusal(found)) return found;
  const waiting = await reportsToReview(found, effects);
  const next = waiting && (await nextAfter(visit, found, waiting, effects));
  if (next) {
    const { done = "" } = visit.query;
    const [of = ""] = chosenIn(visit.query, "after");
    return seeOther(addressOf(`${dutyPath(next)}/review`, done === "" ? {} : { done, of }));
  }
  const { say } = visit;
  const path = obligationPath(obligationRefOf(found));
  const title = say("Báo cáo chờ xem xét", "Reports to review");
  const main = html`
    ${heading({
      above: vi(found.obligation.title),
      title: waiting ? `${title}: ${formatNumber(visit, waiting.length)}` : title,
    })}
    ${await reviewed(visit, found, effects)}
    ${
      waiting
        ? listed(visit, found, waiting)
        : notice(
            "info",
            html`<p>
              ${say("Danh sách quá dài để xếp thứ tự:", "There are too many units to put in order:")}
              <a href="${path}/duties?state=submitted">${say("xem theo trang trong danh sách các đơn vị", "see them page by page in the list of units")}</a>.
            </p>`,
          )
    }
  `;
  return page(visit, { title, main, crumbs: crumbsBelowObligation(visit, found) });
};

/** The reports of an obligation that wait, in their order; nothing when there are too many units to be read for it. */
async function reportsToReview(
  found: FoundObligation,
  effects: Pick<WebEffects, "register">,
): Promise<Duty[] | undefined> {
  const duties = await everyDuty(found, effects, MOST_ORDERED);
  return duties && waitingForReview(duties);
}

async function nextAfter(
  { query }: Visit,
  found: FoundObligation,
  waiting: readonly Duty[],
  { register }: Pick<WebEffects, "register">,
): Promise<Duty | undefined> {
  const [unitId] = chosenIn(query, "after");
  if (unitId === undefined) return undefined;
  const after = await register.duties.duty({ ...obligationRefOf(found), unitId }, found.place);
  return after && nextToReview(waiting, after);
}

function listed(visit: Visit, found: FoundObligation, waiting: readonly Duty[]): Html {
  const { say, path } = visit;
  const [first] = waiting;
  const pages = Math.max(1, Math.ceil(waiting.length / PAGE));
  const asked = Number(visit.query["page"]);
  const at = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  const shown = waiting.slice((at - 1) * PAGE, at * PAGE);
  if (!first)
    return empty(
      say("Không có báo cáo nào chờ xem xét.", "No report waits to be reviewed."),
      html`<p>
        <a href="${obligationPath(obligationRefOf(found))}">${say("Về trang tổng hợp", "To the summary")}</a>
      </p>`,
    );
  const pageAt = (n: number) => addressOf(path, n === 1 ? {} : { page: String(n) });
  return html`<div class="buttons screen-only">
      <a class="button main" href="${dutyPath(first)}/review">${say("Xem lần lượt, từ báo cáo gửi sớm nhất", "Review one by one, oldest first")}</a>
    </div>
    ${choosing(visit, found, { rows: shown.length, acts: ["acceptance"], list: reviewTable(visit, shown) })}
    ${pagination(visit, {
      first: at > 1 ? pageAt(1) : undefined,
      next: at < pages ? pageAt(at + 1) : undefined,
      shown: say(`Trang ${at} trên ${pages}`, `Page ${at} of ${pages}`),
    })}`;
}

function reviewTable(visit: Visit, waiting: readonly Duty[]): Html {
  const { say } = visit;
  return table({
    caption: say("Báo cáo chờ xem xét, gửi sớm nhất ở trên", "Reports to review, oldest first"),
    captionHidden: true,
    columns: [
      { label: say("Đơn vị", "Unit") },
      { label: say("Gửi lúc", "Filed"), kind: "date" },
      { label: say("Lần gửi", "Revision"), kind: "number" },
      { label: say("Ghi nhận", "Stands as") },
    ],
    rows: waiting.map((duty, at) => [
      html`${chooseBox(visit, duty, isChosen(visit, at))}<a href="${dutyPath(duty)}/review">${vi(duty.unitName)}</a>`,
      formatMinute(visit, waitsSince(duty)),
      formatNumber(visit, duty.revision),
      duty.standing === undefined ? nothing : standingWords(visit, duty.standing),
    ]),
    empty: "",
  });
}
