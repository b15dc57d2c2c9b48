import { isProvisional, ladderFor } from "../../domain/ladder.ts";
import type { Directive, Obligation } from "../../domain/directive.ts";
import type { EpochMs } from "../../domain/instant.ts";
import type { MilestoneRun } from "../../domain/milestone-run.ts";
import type { Unit } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatNumber, formatPlanned } from "../../wording/dates.ts";
import { milestoneWords } from "../../wording/milestones.ts";
import { skippedWords } from "../../wording/skipped-milestones.ts";
import { nothing } from "../parts/attributes.ts";
import { chip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { unitName } from "./unit-names.ts";
import { deadlineIn } from "../../domain/deadline.ts";

const MOST_SHOWN = 100;

/** The ladder of an obligation that is not issued yet: what is past already will be skipped. */
export function ladderAhead(visit: Visit, directive: Directive, obligation: Obligation): Html {
  const { say, receivedAt: now } = visit;
  const ladder = ladderFor(visit.calendar, { directive, obligation, deadline: deadlineIn(obligation) });
  return milestoneTable(visit, [
    [
      milestoneWords(visit, "issue"),
      say("Ngay khi giao nhiệm vụ", "At issue"),
      chip("grey", say("Sắp tới", "To come")),
    ],
    ...ladder.map(({ name, at }) => [
      milestoneWords(visit, name),
      formatPlanned(visit, at, isProvisional(visit.calendar, { at }, deadlineIn(obligation))),
      at < now
        ? chip("grey", say("Đã qua, không gửi", "Past, not sent"), "dash")
        : chip("grey", say("Sắp tới", "To come")),
    ]),
  ]);
}

/** What ran of an obligation's ladder and what is to come; and the milestones of units with dates of their own. */
export function milestonesRun(
  visit: Visit,
  obligation: Pick<Obligation, "before" | "by">,
  runs: readonly MilestoneRun[],
  units: readonly Unit[],
): Html {
  const when = ({ at, phase, deadline = deadlineIn(obligation) }: MilestoneRun) =>
    formatPlanned(visit, at, phase === "planned" && isProvisional(visit.calendar, { at }, deadline));
  const { say, receivedAt: now } = visit;
  const own = runs.filter(({ unitId }) => unitId !== undefined);
  const lines = (of: readonly MilestoneRun[]) =>
    of.map((run) => [nameOf(visit, run), when(run), phaseChip(visit, run, now)]);
  const more = own.length > MOST_SHOWN;
  const number = more ? say(`hơn ${MOST_SHOWN}`, `more than ${MOST_SHOWN}`) : formatNumber(visit, own.length);
  const title = say(
    `Mốc riêng của các đơn vị có thời hạn riêng (${number})`,
    `Milestones of units with dates of their own (${number})`,
  );
  return html`${milestoneTable(visit, lines(runs.filter(({ unitId }) => unitId === undefined)))}${
    own.length === 0
      ? nothing
      : html`<details>
          <summary>${title}</summary>
          <ul>
            ${own.slice(0, MOST_SHOWN).map(
              (run) => html`<li>
                ${vi(unitName(units, run.unitId ?? ""))}: ${milestoneWords(visit, run.milestone)}, ${when(run)}.
                ${phaseChip(visit, run, now)}
              </li>`,
            )}
            ${more ? html`<li>${say("… và những mốc khác", "… and more")}</li>` : nothing}
          </ul>
        </details>`
  }`;
}

/** A milestone by its name, and what is none by what it does. */
function nameOf(visit: Visit, { milestone, reporters }: MilestoneRun): string {
  if (!reporters) return milestoneWords(visit, milestone);
  const [add, release] = [reporters.add.length, reporters.release.length].map((n) => formatNumber(visit, n));
  return visit.say(`Thêm ${add}, bớt ${release} đơn vị`, `Units added: ${add}, released: ${release}`);
}

function milestoneTable({ say }: Visit, rows: readonly (readonly (Html | string)[])[]): Html {
  return table({
    caption: say("Các mốc nhắc và đôn đốc", "Reminders and escalations"),
    columns: [
      { label: say("Mốc", "Milestone") },
      { label: say("Thời điểm", "When") },
      { label: say("Tình trạng", "State") },
    ],
    rows,
    empty: say("Chưa có mốc nào.", "There are no milestones yet."),
  });
}

function phaseChip(visit: Visit, { phase, at, reason }: MilestoneRun, now: EpochMs): Html {
  const { say } = visit;
  switch (phase) {
    case "planned":
      return at > now ? chip("grey", say("Sắp tới", "To come")) : chip("blue", say("Sắp gửi thư", "About to run"));
    case "sweeping":
      return chip("blue", say("Đang gửi thư", "Letters going out"));
    case "watched":
      return chip("blue", say("Đang gửi và theo dõi thư", "Letters going out, being watched"));
    case "settled":
      return chip("green", say("Đã thực hiện", "Done"));
    case "skipped": {
      const why = reason === undefined ? "" : `: ${skippedWords(visit, reason)}`;
      return chip("grey", `${say("Không gửi", "Not sent")}${why}`, "dash");
    }
    default:
      return phase satisfies never;
  }
}
