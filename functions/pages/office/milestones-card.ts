import type { Obligation } from "../../domain/directive.ts";
import { isEscalation, isProvisional } from "../../domain/ladder.ts";
import type { LetterCounts } from "../../domain/letters-by-milestone.ts";
import { letterKey } from "../../domain/letter.ts";
import type { MilestoneRun, MootReason } from "../../domain/milestone-run.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute, formatNumber, formatPlanned } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { chip, letterStatusChip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import type { Visit } from "../visit.ts";
import type { Dashboard } from "./read-dashboard.ts";
import { outcomeWords } from "../../wording/letters.ts";
import { lower, milestoneWords, unitsCounted } from "../../wording/milestones.ts";
import { skippedWords } from "../../wording/skipped-milestones.ts";
import { deadlineIn } from "../../domain/deadline.ts";

/** The milestones of the ladder, numbered in order of time; the issue, which begins it, is 0 and not drawn, and reminders by hand are beside it. */
export function numberedMilestones({ runs }: Pick<Dashboard, "runs">): { number: number; run: MilestoneRun }[] {
  return runs
    .filter(({ milestone, byHand }) => milestone !== "issue" && !byHand)
    .map((run, i) => ({ number: i + 1, run }));
}

const GONE: MootReason = "the directive was withdrawn";

/** What ran when, how many letters went out, and what is still to come. */
export function milestonesCard(
  visit: Visit,
  obligation: Pick<Obligation, "before" | "by">,
  dashboard: Dashboard,
): Html {
  const { say } = visit;
  const when = (run: MilestoneRun) =>
    formatPlanned(visit, run.at, run.phase === "planned" && isProvisional(visit.calendar, run, deadlineIn(obligation)));
  const { runs, toCome, letters: seen } = dashboard;
  const next = runs.find((run) => run.phase === "planned");
  const withdrawn = runs.some(({ reason }) => reason === GONE);
  const numbers = new Map(numberedMilestones(dashboard).map(({ number, run }) => [run, number]));
  const rows = runs.map((run) => {
    const letters = seen.ofRun(run);
    return [
      html`${numbers.has(run) ? `${numbers.get(run)}. ` : ""}${milestoneWords(visit, run.milestone)}`,
      when(run),
      phase(visit, run, { isNext: run === next, isLookedThrough: letters !== undefined }),
      run.phase === "planned"
        ? expected(visit, run, toCome)
        : html`${lettersOf(visit, letters, run)}${toSupervisor(visit, run)}`,
    ];
  });
  return card(
    say("Các mốc", "Milestones"),
    html`${nextLine(visit, next && { milestone: next.milestone, when: when(next) }, { toCome, withdrawn })}
    ${table({
      caption: say("Các mốc và thư của từng mốc", "Milestones and their letters"),
      captionHidden: true,
      columns: [
        { label: say("Mốc", "Milestone") },
        { label: say("Thời điểm", "When"), kind: "date" },
        { label: say("Tình trạng", "State") },
        { label: say("Thư", "Letters") },
      ],
      rows,
      empty: say("Chưa có mốc nào.", "There are no milestones yet."),
    })}
    ${
      seen.at === undefined
        ? nothing
        : html`<p class="quiet">
            ${say("Số thư theo lần kiểm tra lúc", "Letters as they were looked through at")} ${formatMinute(visit, seen.at)}.
          </p>`
    }`,
    { id: "milestones" },
  );
}

function nextLine(
  visit: Visit,
  next: { readonly milestone: string; readonly when: string } | undefined,
  { toCome, withdrawn }: { readonly toCome: number; readonly withdrawn: boolean },
): Html {
  const { say } = visit;
  if (!next && withdrawn)
    return html`<p>${say("Văn bản chỉ đạo đã được thu hồi: không còn mốc nào.", "The directive was withdrawn: no milestone is to come.")}</p>`;
  if (!next) return html`<p>${say("Đã qua tất cả các mốc.", "All milestones are past.")}</p>`;
  const [name, at, units] = [lower(milestoneWords(visit, next.milestone)), next.when, unitsCounted(visit, toCome)];
  return html`<p>
    ${say("Mốc tiếp theo: ", "Next: ")}<b>${say(`${name}, ${at}`, `${name}, ${at}`)}</b>${say(
      `; nếu không có thay đổi, thư gửi đến ${units}.`,
      `; if nothing changes, it writes to ${units}.`,
    )}
  </p>`;
}

type Standing = { readonly isNext: boolean; readonly isLookedThrough: boolean };

function phase(visit: Visit, run: MilestoneRun, { isNext, isLookedThrough }: Standing): Html {
  const { say } = visit;
  switch (run.phase) {
    case "planned":
      return isNext ? chip("blue", say("Tiếp theo", "Next")) : chip("grey", say("Sắp tới", "To come"));
    case "sweeping":
      return chip("blue", say("Đang gửi thư", "Letters going out"));
    // Watched until what became of each letter is known: for people it is done once a look has seen its letters.
    case "watched":
      return isLookedThrough
        ? chip("green", say("Đã thực hiện", "Done"))
        : chip("blue", say("Đang gửi thư", "Letters going out"));
    case "settled":
      return chip("green", say("Đã thực hiện", "Done"));
    case "skipped": {
      const why = run.reason === undefined ? "" : `: ${skippedWords(visit, run.reason)}`;
      return chip("grey", `${say("Không gửi", "Not sent")}${why}`, "dash");
    }
    default:
      return run.phase satisfies never;
  }
}

function expected(visit: Visit, { milestone }: MilestoneRun, toCome: number): string {
  const { say } = visit;
  const units = unitsCounted(visit, toCome);
  return isEscalation(milestone)
    ? say(`Tối đa ${units}, thủ trưởng; cơ quan tổng hợp`, `Up to ${units}, their heads; the supervisor`)
    : say(`Tối đa ${units}`, `Up to ${units}`);
}

function lettersOf(visit: Visit, counts: LetterCounts | undefined, { phase: at }: MilestoneRun): Html {
  const { say } = visit;
  if (!counts) return at === "skipped" ? nothing : html`${say("Chưa đếm số thư", "Not counted yet")}`;
  const number = (n: number) => formatNumber(visit, n);
  const { sent, cameBack, skipped, underWay, waiting } = counts;
  if (at === "skipped" && sent + cameBack + skipped + underWay + waiting === 0) return nothing;
  const parts = [
    say(`${number(sent)} thư đã gửi`, `${number(sent)} sent`),
    ...(waiting > 0 ? [say(`${number(waiting)} đang chờ gửi`, `${number(waiting)} waiting`)] : []),
    ...(underWay > 0 ? [say(`${number(underWay)} đang gửi`, `${number(underWay)} being sent`)] : []),
    ...(cameBack > 0 ? [say(`${number(cameBack)} bị trả về`, `${number(cameBack)} came back`)] : []),
    ...(skipped > 0 ? [say(`${number(skipped)} không gửi`, `${number(skipped)} not sent`)] : []),
  ];
  return html`${parts.join("; ")}`;
}

/** The letter with the list of late units, at an escalation. */
function toSupervisor(visit: Visit, { ladder, milestone, letters }: MilestoneRun): Html {
  const letter = letters[letterKey({ ladder, milestone, addressee: "unit" })];
  if (!letter) return nothing;
  const why = letter.status === "skipped" ? ` ${outcomeWords(visit, letter)}` : "";
  return html`<p>
    ${visit.say("Danh sách gửi cơ quan tổng hợp: ", "List to the supervisor: ")}${letterStatusChip(visit, letter.status)}${why}
  </p>`;
}
