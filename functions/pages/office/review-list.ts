import { isRefusal } from "../../domain/refusal.ts";
import { behindInReview, waitingForReview, waitsSince } from "../../domain/review-order.ts";
import type { Duty } from "../../domain/duty.ts";
import { askToBeCounted } from "../../use-cases/ask-to-be-counted.ts";
import { findSupervised, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { readRoll } from "../../use-cases/read-roll.ts";
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
import { reviewed } from "./reviewed.ts";

/** Every report of a province's season, to be accepted in one act; and as many as can be read beside the roll at what a list over all units may cost. */
const PAGE = 40;

/** The reports that wait to be looked at, oldest first; `after=stp` leads on to the one behind that unit's. */
export const showReviewList: PageHandler = async (visit, effects) => {
  const found = await findSupervised(visit, effects);
  if (isRefusal(found)) return found;
  const waiting = await waitingInRoll(found, effects);
  const next = waiting && (await nextAfter(visit, found, waiting, effects));
  if (next) {
    const { done = "" } = visit.query;
    const [of = ""] = chosenIn(visit.query, "after");
    return seeOther(addressOf(`${dutyPath(next)}/review`, done === "" ? {} : { done, of }));
  }
  const part = waiting && (await partOf(visit, found, waiting, effects));
  const { say } = visit;
  const title = say("Báo cáo chờ xem xét", "Reports to review");
  const main = html`
    ${heading({
      above: vi(found.obligation.title),
      title: part ? `${title}: ${formatNumber(visit, part.units)}` : title,
    })}
    ${await reviewed(visit, found, effects)} ${part ? listed(visit, found, part) : madeAnew(visit, found)}
  `;
  return page(visit, { title, main, crumbs: crumbsBelowObligation(visit, found) });
};

/** A page of the reports that wait, and how many there are; `oldest` is the first of all. */
type Part = {
  readonly units: number;
  readonly at: number;
  readonly pages: number;
  readonly shown: readonly Duty[];
  readonly oldest: Duty | undefined;
};

type Uses = Pick<WebEffects, "register" | "clock">;

/** The reports of an obligation that wait by its roll, in their order; nothing while that has not every unit: then it is asked for. */
async function waitingInRoll(found: FoundObligation, effects: Uses): Promise<readonly Duty[] | undefined> {
  const { roll } = await readRoll(found, effects);
  if (roll) return waitingForReview(roll);
  await askToBeCounted(obligationRefOf(found), effects);
  return undefined;
}

async function nextAfter(
  { query }: Visit,
  found: FoundObligation,
  waiting: readonly Duty[],
  effects: Uses,
): Promise<Duty | undefined> {
  const [unitId] = chosenIn(query, "after");
  if (unitId === undefined) return undefined;
  const after = await effects.register.duties.duty({ ...obligationRefOf(found), unitId }, found.place);
  return after && (await firstStillWaiting(behindInReview(waiting, after), found, effects)).shown[0];
}

async function partOf(
  { query }: Visit,
  found: FoundObligation,
  waiting: readonly Duty[],
  effects: Uses,
): Promise<Part> {
  const pages = Math.max(1, Math.ceil(waiting.length / PAGE));
  const asked = Number(query["page"]);
  const at = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  const { shown, gone } = await firstStillWaiting(waiting.slice((at - 1) * PAGE), found, effects);
  const [oldest] = at === 1 ? shown : waiting;
  return { units: waiting.length - gone, at, pages, shown, oldest };
}

/** The first of some lines of the roll that wait still, as their duties are now, and how many before them do not: somebody has just acted on these. */
async function firstStillWaiting(
  lines: readonly Duty[],
  found: FoundObligation,
  { register }: Uses,
): Promise<{ readonly shown: readonly Duty[]; readonly gone: number }> {
  const where = { ...obligationRefOf(found), place: found.place };
  let gone = 0;
  for (let start = 0; start < lines.length; start += PAGE) {
    const ids = lines.slice(start, start + PAGE).map(({ unitId }) => unitId);
    const shown = waitingForReview(await register.duties.dutiesNamed(where, ids, { consistent: false }));
    gone += ids.length - shown.length;
    if (shown.length > 0) return { shown, gone };
  }
  return { shown: [], gone };
}

/** The roll has not every unit yet, after a release that keeps it or while the duties are laid out. */
function madeAnew({ say }: Visit, found: FoundObligation): Html {
  return notice(
    "info",
    html`<p>
      ${say("Danh sách đang được lập lại, trong ít phút sẽ có; cho đến khi đó", "The list is being made anew, and will be here in some minutes; until then")}
      <a href="${obligationPath(obligationRefOf(found))}/duties?state=submitted">${say("xem theo trang trong danh sách các đơn vị", "see the reports page by page in the list of units")}</a>.
    </p>`,
  );
}

function listed(visit: Visit, found: FoundObligation, { at, pages, shown, oldest }: Part): Html {
  const { say, path } = visit;
  if (!oldest)
    return empty(
      say("Không có báo cáo nào chờ xem xét.", "No report waits to be reviewed."),
      html`<p>
        <a href="${obligationPath(obligationRefOf(found))}">${say("Về trang tổng hợp", "To the summary")}</a>
      </p>`,
    );
  const pageAt = (n: number) => addressOf(path, n === 1 ? {} : { page: String(n) });
  return html`<div class="buttons screen-only">
      <a class="button main" href="${dutyPath(oldest)}/review">${say("Xem lần lượt, từ báo cáo gửi sớm nhất", "Review one by one, oldest first")}</a>
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
