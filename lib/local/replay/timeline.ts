import { deadlineIn, targetDayOf } from "../../../functions/domain/deadline.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import { isReporter } from "../../../functions/domain/unit.ts";
import { isEscalation } from "../../../functions/domain/ladder.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import type { Account, EscalationAccount, MilestoneAccount, PostedLetter } from "./results.ts";
import type { Happening } from "./outcome.ts";
import type { Scenario } from "./scenario.ts";
import { actLines } from "./act-lines.ts";
import { cameThrough } from "./collect-results.ts";
import { eventsIn } from "./events.ts";
import { expectedDuties } from "./expected.ts";
import { day, due, plural } from "./words.ts";
import type { Line } from "./words.ts";

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
  const milestones = Map.groupBy(account.milestones, milestoneOf);
  const told = Map.groupBy(account.escalations, momentOf);
  const missed = missedBy(happenings, letters);
  const late = new Set([...missed.values()].flat());
  const punctual = letters.filter((letter) => cameThrough(letter) && !late.has(letter));
  const inTime = new Set(
    punctual.flatMap((letter) => [nameInFull(letter), ...letter.to.map((to) => toldIn(letter, to))]),
  );
  const lines = happenings.flatMap((happening): Line[] => {
    switch (happening.what) {
      case "issued":
        return [
          {
            at: happening.at,
            mark: "▶",
            text: `Issued. ${issued(
              scenario,
              letters.filter((letter) => !late.has(letter)),
            )}`,
          },
        ];
      case "act":
        return actLines(happening, { name, scenario, missed: missed.get(happening) ?? [] });
      case "milestone":
        return milestoneLines(happening, { milestones, told, name, inTime });
      default:
        return happening satisfies never;
    }
  });
  return [...heading(scenario), "", ...laidOut(lines), "", ...ending(scenario, account, name)].join("\n");
}

/** The letters that went out late, each to an address that was mended: of what happened next none is among them. */
function missedBy(
  happenings: readonly Happening[],
  letters: readonly PostedLetter[],
): ReadonlyMap<Happening, readonly PostedLetter[]> {
  return new Map(
    happenings.flatMap((happening, i) => {
      if (happening.what !== "act" || happening.act.act !== "mend") return [];
      const { unit, email } = happening.act;
      const until = happenings.slice(i + 1).find(({ at }) => at > happening.at)?.at ?? Infinity;
      const sent = letters.filter(
        ({ unit: whose, to, at }) => whose === unit && to.includes(email) && at >= happening.at && at < until,
      );
      return [[happening, sent] as const];
    }),
  );
}

type Named = Pick<PostedLetter, "directive" | "obligation" | "milestone">;

const nameInFull = ({ directive, obligation, milestone, unit }: Named & Pick<PostedLetter, "unit">): string =>
  [directive, obligation, milestone, unit].join(" ");

const toldIn = ({ directive, obligation, milestone }: Named, to: string): string =>
  [directive, obligation, milestone, to].join(" ");

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

function issued(scenario: Scenario, letters: readonly PostedLetter[]): string {
  const eventOf = eventsIn(scenario);
  const issue = letters.filter((letter) => letter.milestone === "issue" && eventOf(letter) === undefined);
  const back = issue.filter(({ outcome }) => outcome === "bounced");
  const returned = back.map(({ to, unit }) => {
    const next = issue.find((other) => other.unit === unit && other.outcome !== "bounced");
    return `${to.join(", ")} came back, so it went to ${next?.to.join(", ") ?? "nobody"}`;
  });
  return [`${plural(issue.length - back.length, "letter")} with the calendar entry`, ...returned].join("; ") + ".";
}

/** An account's entries by their moment. */
type Moments = {
  readonly milestones: ReadonlyMap<string, MilestoneAccount[]>;
  readonly told: ReadonlyMap<string, EscalationAccount[]>;
  readonly name: (id: string) => string;
  /** What arrived at its milestone, and not later at an address that was mended. */
  readonly inTime: ReadonlySet<string>;
};

type Moment = {
  readonly directive?: string;
  readonly obligation: string;
  readonly milestone: string;
  readonly at: string;
};

const momentOf = (one: Moment): string => [one.directive ?? "", one.obligation, one.milestone, one.at].join(" ");

/** Of a milestone of one unit's own date, whose too: the obligation's may have the same name and time. */
const milestoneOf = ({ unit, ...one }: Moment & { readonly unit?: string }): string =>
  [momentOf(one), unit ?? ""].join(" ");

function milestoneLines(
  { at, directive, obligation, milestone, unit }: Happening & { what: "milestone" },
  { milestones, told: toldOf, name, inTime }: Moments,
): Line[] {
  const moment = { obligation, milestone, at: formatInstant(at) };
  // A season of one directive does not name it.
  const of = <One>(all: ReadonlyMap<string, One[]>, whose: (one: Moment) => string): One[] => [
    ...(all.get(whose(moment)) ?? []),
    ...(all.get(whose({ directive, ...moment })) ?? []),
  ];
  const sent = of(milestones, (one) => milestoneOf({ ...one, ...(unit === null ? {} : { unit }) }))
    .flatMap((one) => one.sent)
    .filter((one) => inTime.has(nameInFull({ directive, obligation, milestone, unit: one.unit })));
  if (sent.length === 0) return [];
  const whom = sent.length > 4 ? plural(sent.length, "unit") : sent.map((one) => name(one.unit)).join(", ");
  if (!isEscalation(milestone)) return [{ at, mark: "✉", text: `${milestone} (${obligation}): ${whom}` }];
  const told = of(toldOf, momentOf).find(({ to }) =>
    to.some((address) => inTime.has(toldIn({ directive, obligation, milestone }, address))),
  );
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

function ending(scenario: Scenario, account: Account, name: (id: string) => string): string[] {
  const { directives } = scenario;
  const several = directives.length > 1;
  const duties = expectedDuties(scenario);
  const standings = directives.flatMap((directive) =>
    directive.obligations.map(({ id }) => {
      const key = several ? `${directive.id}/${id}` : id;
      const all = Object.entries(account.standings[key] ?? {});
      const counted = ["on-time", "within-extension", "late"].map(
        (standing) => `${all.filter(([, one]) => one === standing).length} ${standing}`,
      );
      const of = duties.filter((duty) => duty.directive.id === directive.id && duty.obligation.id === id);
      const freed = new Map<string, string>(
        of.flatMap(({ unit, state }) => (isFreed(state) ? [[unit.id, state]] : [])),
      );
      const unfiled = all.filter(([, one]) => one === null).map(([unit]) => unit);
      const missing = unfiled.filter((unit) => !freed.has(unit)).map(name);
      const none =
        missing.length === 0
          ? "nobody missing"
          : `missing: ${missing.length > 10 ? missing.length : missing.join(", ")}`;
      const free = FREED.flatMap((state) => {
        const units = unfiled.filter((unit) => freed.get(unit) === state);
        return units.length === 0 ? [] : [`; ${units.length} ${state}`];
      });
      return `${key}: ${counted.join(", ")}; ${none}${free.join("")}`;
    }),
  );
  return [...standings, `${plural(account.letters, "letter")} sent, ${plural(account.duplicates, "duplicate")}.`];
}

/** What frees a unit of its report. */
const FREED = ["exempt", "withdrawn"] as const;

function isFreed(state: string): state is (typeof FREED)[number] {
  return state === "exempt" || state === "withdrawn";
}
