import { isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import type { ObligationRef, UnitId } from "../../domain/ids.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { MOST_CHOSEN } from "../../use-cases/act-on-several.ts";
import type { Became, Outcome } from "../../use-cases/act-on-several.ts";
import { findSupervised, obligationRefOf } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDue } from "../../wording/dates.ts";
import { unitsCounted } from "../../wording/milestones.ts";
import type { Again } from "../form-kit/again.ts";
import { nothing } from "../parts/attributes.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { chip, stateChip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import type { Tone } from "../../domain/tone.ts";
import { vi } from "../parts/vi.ts";
import { addressOf, dutyPath, obligationPath } from "../paths.ts";
import { nothingHere } from "../refusal-pages.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { chosenIn, namedInQuery } from "./chosen.ts";
import { crumbsBelowObligation } from "./crumbs.ts";

/** What became of one that was chosen; `left`: the look had said that it cannot be done. */
export type Told = Became | "left";
type Words = readonly [vi: string, en: string];

const TOLD = ["done", "changed", "failed", "left"] as const satisfies readonly Told[];

/** Where it is told what became of each. */
export function outcomeAddress(
  ref: ObligationRef,
  act: string,
  outcomes: readonly { readonly unitId: UnitId; readonly was: Told }[],
): string {
  const named = TOLD.map((told) => [told, outcomes.filter(({ was }) => was === told)] as const).filter(
    ([, those]) => those.length > 0,
  );
  return addressOf(
    `${obligationPath(ref)}/several/${act}/outcome`,
    Object.fromEntries(named.map(([told, those]) => [told, namedInQuery(those.map(({ unitId }) => unitId))])),
  );
}

/** What became of each unit that was acted on with others, how it stands now, and the way to try again what was not done. */
export const showOutcome: PageHandler = async (visit, effects) => {
  const found = await findSupervised(visit, effects);
  if (isRefusal(found)) return found;
  const act = visit.params["act"] ?? "";
  const words = ACTS.get(act);
  if (!words) return nothingHere(visit);
  const { say } = visit;
  const ref = obligationRefOf(found);
  const told = TOLD.flatMap((was) => chosenIn(visit.query, was).map((unitId) => ({ unitId, was }))).slice(
    0,
    MOST_CHOSEN,
  );
  const duties = await effects.register.duties.dutiesNamed(
    { ...ref, place: found.place },
    told.map(({ unitId }) => unitId),
  );
  const rows = told.flatMap((one) =>
    duties.filter(({ unitId }) => unitId === one.unitId).map((duty) => ({ ...one, duty })),
  );
  const done = rows.filter(({ was }) => was === "done");
  const again = rows.filter(({ was }) => was === "failed" || was === "changed");
  const [of, all] = [unitsCounted(visit, done.length), unitsCounted(visit, rows.length)];
  const title = `${say(...words)}: ${done.length === rows.length ? all : say(`${of} trong ${all}`, `${of} of ${all}`)}`;
  const path = obligationPath(ref);
  const main = html`
    ${heading({ above: vi(found.obligation.title), title })}
    ${
      again.length > 0
        ? notice(
            "warning",
            html`<p>
                ${say(
                  `Chưa thực hiện với ${unitsCounted(visit, again.length)}; các đơn vị khác không bị ảnh hưởng.`,
                  `It was not done for ${unitsCounted(visit, again.length)}; the others are not touched by that.`,
                )}
              </p>
              <p>
                <a href="${retryAddress(path, act, again, done[0]?.unitId)}">${say(
                  `Làm lại với ${unitsCounted(visit, again.length)} này`,
                  `Try these again (${again.length})`,
                )}</a>
              </p>`,
          )
        : notice("good", say("Đã thực hiện xong.", "It is done."))
    }
    ${table({
      caption: say("Kết quả đối với từng đơn vị", "What became of each unit"),
      captionHidden: true,
      columns: [
        { label: say("Đơn vị", "Unit") },
        { label: say("Kết quả", "Outcome") },
        { label: say("Hiện nay", "Now") },
      ],
      rows: rows.map(({ duty, was }) => [
        html`<a href="${dutyPath(duty)}">${vi(duty.unitName)}</a>`,
        toldShown(visit, act, was),
        html`${stateChip(visit, duty, visit.receivedAt)}${isOpen(duty) ? html`<p class="quiet">${formatDue(visit, duty.deadline)}</p>` : nothing}`,
      ]),
      empty: say("Không có đơn vị nào.", "There are none."),
    })}
    <p class="buttons">
      <a class="button main" href="${path}/duties">${say("Về danh sách các đơn vị", "Back to the list of units")}</a>
      ${
        act === "acceptance"
          ? html`<a class="away" href="${path}/review">${say("Báo cáo chờ xem xét", "Reports to review")}</a>`
          : nothing
      }
    </p>
  `;
  return page(visit, { title, main, crumbs: crumbsBelowObligation(visit, found) });
};

/** Nothing came of any of them: what is told above the look, which is drawn anew. */
export function nothingDone(visit: Visit, outcomes: readonly Outcome[], duties: readonly Duty[]): Again {
  const { say } = visit;
  const items = outcomes.map(({ unitId, was }) => {
    const name = duties.find((duty) => duty.unitId === unitId)?.unitName ?? unitId;
    return html`<li>${vi(name)}: ${say(...WORDS[was])}</li> `;
  });
  return {
    status: 409,
    notice: notice(
      "warning",
      html`<p>
          ${say(
            "Chưa có gì được thực hiện. Nội dung đã nhập vẫn còn; đề nghị xem lại dưới đây rồi xác nhận tiếp.",
            "Nothing was done. What was typed is still here; look again below, and go on.",
          )}
        </p>
        <ul>${items}</ul>`,
    ),
  };
}

function retryAddress(
  path: string,
  act: string,
  again: readonly { readonly unitId: UnitId }[],
  like: UnitId | undefined,
): string {
  const unit = namedInQuery(again.map(({ unitId }) => unitId));
  return act === "reminder"
    ? addressOf(`${path}/reminder`, { unit })
    : addressOf(`${path}/several/${act}`, { unit, ...(like === undefined ? {} : { like }) });
}

function toldShown({ say }: Visit, act: string, was: Told): Html {
  const words = was === "done" ? (DONE.get(act) ?? WORDS.done) : WORDS[was];
  return chip(TONE_OF[was], say(...words));
}

const TONE_OF: Record<Told, Tone> = { done: "green", changed: "orange", failed: "red", left: "grey" };

const WORDS: Record<Told, Words> = {
  done: ["Đã thực hiện", "Done"],
  changed: ["Chưa thực hiện: đã có thay đổi sau khi xem lại", "Not done: it changed after the look"],
  failed: [
    "Chưa thực hiện xong: hệ thống đang bận, đề nghị thử lại sau ít phút",
    "Not done to its end: the system is busy; try again in some minutes",
  ],
  left: ["Không thực hiện được, như đã nêu khi xem lại", "Cannot be done, as the look said"],
};

const DONE: ReadonlyMap<string, Words> = new Map([
  ["acceptance", ["Đã chấp nhận", "Accepted"]],
  ["extension", ["Đã gia hạn", "Extended"]],
  ["exemption", ["Đã miễn báo cáo", "Exempt"]],
  ["reminder", ["Đang gửi thư nhắc", "The reminder is on its way"]],
]);

const ACTS: ReadonlyMap<string, Words> = new Map([
  ["acceptance", ["Chấp nhận báo cáo", "Reports accepted"]],
  ["extension", ["Gia hạn", "Extended"]],
  ["exemption", ["Miễn báo cáo", "Exempted"]],
  ["reminder", ["Gửi thư nhắc", "Reminded"]],
]);
