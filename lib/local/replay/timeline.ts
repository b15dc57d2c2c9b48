import {
  dayNamedIn,
  deadlineGiven,
  deadlineIn,
  isInclusive,
  targetDayOf,
  timeNamedIn,
} from "../../../functions/domain/deadline.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { isReporter } from "../../../functions/domain/unit.ts";
import { isEscalation } from "../../../functions/domain/ladder.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import type { Account, EscalationAccount, MilestoneAccount, PostedLetter } from "./results.ts";
import type { Happening } from "./outcome.ts";
import type { Scenario } from "./scenario.ts";
import type { PlacedAct } from "./season.ts";
import type { Deadline } from "../../../functions/domain/deadline.ts";

/** A season told day by day, for people. Units go by their names; the words around them are English. */
export function timeline(
  scenario: Scenario,
  {
    happenings,
    account,
    letters,
  }: { happenings: readonly Happening[]; account: Account; letters: readonly PostedLetter[] },
): string {
  const names = new Map<string, string>(scenario.units.map((unit) => [unit.id, unit.name]));
  const name = (id: string): string => names.get(id) ?? id;
  const milestones = Map.groupBy(account.milestones, momentOf);
  const told = Map.groupBy(account.escalations, momentOf);
  const lines = happenings.flatMap((happening): Line[] => {
    switch (happening.what) {
      case "issued":
        return [{ at: happening.at, mark: "▶", text: `Issued. ${issued(letters)}` }];
      case "act":
        return actLines(happening, name);
      case "milestone":
        return milestoneLines(happening, { milestones, told, name });
      default:
        return happening satisfies never;
    }
  });
  return [...heading(scenario), "", ...laidOut(lines), "", ...ending(scenario, account, name)].join("\n");
}

type Line = { readonly at: EpochMs; readonly mark: string; readonly text: string };

function heading({ directives, units }: Scenario): string[] {
  return directives.flatMap(({ number, issuedOn, issuer, subject, obligations }) => [
    `${number} of ${day(issuedOn)}, ${issuer}`,
    `  ${subject}`,
    ...obligations.map((obligation) => {
      const { id, receiver, reporters } = obligation;
      const deadline = deadlineIn(obligation);
      const owing = units.filter((unit) => isReporter(reporters, unit));
      const who = owing.length === 1 ? owing[0]?.name : `${owing.length} units`;
      const to = units.find((unit) => unit.id === receiver)?.name ?? receiver;
      return `  ${id}: ${who} to ${to}, ${due(deadline)}; the last working day is ${day(targetDayOf(calendar, deadline, obligation.ladder.at))}`;
    }),
  ]);
}

function issued(letters: readonly PostedLetter[]): string {
  const issue = letters.filter(({ milestone }) => milestone === "issue");
  const back = issue.filter(({ outcome }) => outcome === "bounced");
  const returned = back.map(({ to, unit }) => {
    const next = issue.find((other) => other.unit === unit && other.outcome !== "bounced");
    return `${to.join(", ")} came back, so it went to ${next?.to.join(", ") ?? "nobody"}`;
  });
  return [`${plural(issue.length - back.length, "letter")} with the calendar entry`, ...returned].join("; ") + ".";
}

function actLines({ at, act, outcome }: Happening & { what: "act" }, name: (id: string) => string): Line[] {
  const who = name(act.unit);
  const text = actText(act, who, outcome);
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
};

function actText(
  act: PlacedAct,
  who: string,
  { standing, supplementStanding, revision }: (Happening & { what: "act" })["outcome"],
): string | undefined {
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
    default:
      return act satisfies never;
  }
}

/** An account's entries by their moment. */
type Moments = {
  readonly milestones: ReadonlyMap<string, MilestoneAccount[]>;
  readonly told: ReadonlyMap<string, EscalationAccount[]>;
  readonly name: (id: string) => string;
};

const momentOf = (one: { directive?: string; obligation: string; milestone: string; at: string }): string =>
  [one.directive ?? "", one.obligation, one.milestone, one.at].join(" ");

function milestoneLines(
  { at, directive, obligation, milestone, unit }: Happening & { what: "milestone" },
  { milestones, told: toldOf, name }: Moments,
): Line[] {
  const moment = { obligation, milestone, at: formatInstant(at) };
  // A season of one directive does not name it.
  const of = <One>(all: ReadonlyMap<string, One[]>): One[] => [
    ...(all.get(momentOf(moment)) ?? []),
    ...(all.get(momentOf({ directive, ...moment })) ?? []),
  ];
  const sent = of(milestones)
    .flatMap((one) => one.sent)
    .filter((one) => unit === null || one.unit === unit);
  if (sent.length === 0) return [];
  const whom = sent.length > 4 ? plural(sent.length, "unit") : sent.map((one) => name(one.unit)).join(", ");
  if (!isEscalation(milestone)) return [{ at, mark: "✉", text: `${milestone} (${obligation}): ${whom}` }];
  const [told] = of(toldOf);
  return [
    {
      at,
      mark: "⚑",
      text: `${milestone} (${obligation}): ${whom}, and their heads${told ? `; ${told.to.join(", ")} is told by name` : ""}`,
    },
  ];
}

/** Lines under their days. */
function laidOut(lines: readonly Line[]): string[] {
  let last = "";
  return lines.map(({ at, mark, text }) => {
    const [date = "", time = ""] = formatInstant(at).split("T");
    const head = date === last ? "" : day(date);
    last = date;
    return `${head.padEnd(11)} ${time.slice(0, 5)}  ${mark}  ${text}`;
  });
}

function ending({ directives }: Scenario, account: Account, name: (id: string) => string): string[] {
  const several = directives.length > 1;
  const standings = directives.flatMap((directive) =>
    directive.obligations.map(({ id }) => {
      const key = several ? `${directive.id}/${id}` : id;
      const all = Object.entries(account.standings[key] ?? {});
      const counted = ["on-time", "within-extension", "late"].map(
        (standing) => `${all.filter(([, one]) => one === standing).length} ${standing}`,
      );
      const missing = all.filter(([, one]) => one === null).map(([unit]) => name(unit));
      const none =
        missing.length === 0
          ? "nobody missing"
          : `missing: ${missing.length > 10 ? missing.length : missing.join(", ")}`;
      return `${key}: ${counted.join(", ")}; ${none}`;
    }),
  );
  return [...standings, `${plural(account.letters, "letter")} sent, ${plural(account.duplicates, "duplicate")}.`];
}

const plural = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;

/** 30/10/2017, as the office writes it. */
function day(date: string): string {
  const [year, month, of] = date.split("-");
  return `${Number(of)}/${Number(month)}/${year}`;
}

/** A deadline as it was written, in English. */
function due(deadline: Deadline): string {
  const time = timeNamedIn(deadline);
  return `${isInclusive(deadline) ? "by" : "before"}${time === undefined ? "" : ` ${time} on`} ${day(dayNamedIn(deadline))}`;
}
