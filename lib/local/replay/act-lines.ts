import { deadlineGiven, deadlineIn } from "../../../functions/domain/deadline.ts";
import type { Happening } from "./outcome.ts";
import type { PostedLetter } from "./results.ts";
import type { Scenario } from "./scenario.ts";
import type { PlacedAct, UnitAct } from "./season-acts.ts";
import { isUnitAct } from "./season-acts.ts";
import { due, plural } from "./words.ts";
import type { Line } from "./words.ts";

type Done = Happening & { what: "act" };
type Told = {
  readonly name: (id: string) => string;
  readonly scenario: Scenario;
  /** Of a mended address: what has gone out to it at once. */
  readonly missed: readonly PostedLetter[];
};

/** What a timeline says of an act: one line, or nothing of what shows only by its consequences. */
export function actLines({ at, act, outcome }: Done, told: Told): Line[] {
  const text = isUnitAct(act) ? unitActText(act, told, outcome) : wideActText(act, outcome, told);
  return text === undefined ? [] : [{ at, mark: MARKS[act.act], text }];
}

const MARKS: Record<PlacedAct["act"], string> = {
  draft: "…",
  submit: "✓",
  paper: "✓",
  return: "↩",
  extend: "⇢",
  accept: "✓",
  exempt: "○",
  reinstate: "●",
  reason: "…",
  bounce: "✗",
  mend: "✎",
  acknowledge: "✓",
  "move-date": "⇢",
  add: "●",
  release: "○",
  remind: "✉",
  withdraw: "■",
  "final-year": "▦",
};

function unitActText(
  act: UnitAct,
  { name, missed }: Told,
  { standing, supplementStanding, revision }: Done["outcome"],
): string | undefined {
  const who = name(act.unit);
  const stands = supplementStanding ? `supplement ${supplementStanding}` : standing;
  switch (act.act) {
    case "submit":
      return `${who} files${revision !== undefined && revision > 1 ? ` revision ${revision}` : ""}: ${stands}`;
    case "paper":
      return `${who} filed on paper: ${stands}`;
    case "draft":
      return `${who} saves a draft, and still owes the report`;
    case "return":
      return `${who} gets its report back${deadlineGiven(act) ? `, to complete it ${due(deadlineIn(act))}` : ""}: ${act.reason}`;
    case "extend":
      return `${who} is given until ${due(deadlineIn(act))} (${act.documentNumber}): ${act.reason}`;
    case "accept":
      return `${who}'s report is accepted`;
    case "exempt":
      return `${who} is exempted: ${act.reason}`;
    case "reinstate":
      return `${who} owes its report again${deadlineGiven(act) ? `, ${due(deadlineIn(act))}` : ""}: ${act.reason}`;
    case "reason":
      return `${who} says why it will be late: ${act.text ?? act.reason ?? ""}`;
    case "bounce":
      return undefined;
    case "mend":
      return `${who}'s ${act.contact} is written to at ${act.email} from now on${missedText(missed)}`;
    case "acknowledge":
      return `${who} says that it has received the directive`;
    default:
      return act satisfies never;
  }
}

function missedText(missed: readonly PostedLetter[]): string {
  const letters = missed.map(({ milestone, obligation }) => `${milestone} (${obligation})`);
  return letters.length === 0 ? "" : `, and gets what it missed: ${letters.toSorted().join(", ")}`;
}

function wideActText(
  act: Exclude<PlacedAct, UnitAct>,
  { previous, moved = 0, kept = 0, changes = [], reminded = 0 }: Done["outcome"],
  { name, scenario }: Told,
): string {
  const names = (units: readonly string[]): string => units.map(name).join(", ");
  const because = "reason" in act && act.reason !== undefined ? `: ${act.reason}` : "";
  switch (act.act) {
    case "move-date": {
      const instead = previous && deadlineGiven(previous) ? `, and no longer ${due(deadlineIn(previous))}` : "";
      const keep = kept === 0 ? "" : `, ${plural(kept, "unit")} by a date of their own`;
      return `${act.obligation} is due ${due(deadlineIn(act))}${instead} (${act.documentNumber})${because}; ${plural(moved, "unit")} by it${keep}`;
    }
    case "add":
      return `${names(act.units)} ${act.units.length === 1 ? "owes" : "owe"} ${act.obligation} as well${deadlineGiven(act) ? `, ${due(deadlineIn(act))}` : ""}${because}`;
    case "release":
      return `${names(act.units)} need not report on ${act.obligation} any more${because}`;
    case "remind": {
      const whom = typeof act.units === "string" ? `all that are ${act.units}` : names(act.units);
      return `reminded by hand of ${act.obligation}: ${whom}; ${plural(reminded, "letter")}${act.note === undefined ? "" : `: ${act.note}`}`;
    }
    case "withdraw": {
      const number = scenario.directives.find(({ id }) => id === act.directiveId)?.number ?? act.directiveId;
      return `${number} is withdrawn${because}`;
    }
    case "final-year":
      return `${act.year} is final: ${plural(changes.length, "milestone")} at another moment`;
    default:
      return act satisfies never;
  }
}
