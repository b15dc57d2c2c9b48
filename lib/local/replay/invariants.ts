import { formatInstant } from "../../../functions/domain/instant.ts";
import { formatNumber } from "../../../functions/domain/vietnamese.ts";
import { MOST_NAMED } from "../../../functions/domain/letter-text.ts";
import type { MootReason } from "../../../functions/domain/milestone-run.ts";
import { UNREACHABLE } from "../../../functions/domain/owed.ts";
import type { SkipReason } from "../../../functions/domain/owed.ts";
import { eventsIn } from "./events.ts";
import { EVENT_KINDS } from "./results.ts";
import type { Account, PostedLetter } from "./results.ts";
import { addressesOf } from "./expected-letter.ts";
import { expectedDuties } from "./expected.ts";
import type { ExpectedDuty } from "./expected.ts";
import type { Scenario } from "./scenario.ts";
import { cameThrough, identityOf } from "./collect-results.ts";

/**
 * What must hold of every season, worked out from its acts alone and held against what the product did: nobody
 * who has filed is chased, nobody who has not is forgotten, no letter goes twice, each arrives where mail is taken, every
 * act is told to those whom it concerns, every standing is right, and the supervisor's letter names exactly who is late.
 * @returns what is broken, in words; nothing when all holds.
 */
export function brokenInvariants(scenario: Scenario, account: Account, letters: readonly PostedLetter[]): string[] {
  const duties = expectedDuties(scenario);
  return [
    ...sentTwice(letters),
    ...chasedOrForgotten(duties, { scenario, account, letters }),
    ...wrongStandings(duties, { scenario, account }),
    ...toldAmiss(duties, { scenario, letters }),
    ...arrivedAmiss(duties, { scenario, account, letters }),
    ...unnamed(scenario, account, letters),
  ];
}

type Outcome = { readonly scenario: Scenario; readonly account: Account; readonly letters: readonly PostedLetter[] };

function sentTwice(letters: readonly PostedLetter[]): string[] {
  const seen = new Set<string>();
  return letters.filter(cameThrough).flatMap((letter) => {
    const identity = identityOf(letter);
    if (seen.has(identity))
      return [`${letter.unit} was sent ${letter.milestone} twice, the second time at ${formatInstant(letter.at)}`];
    seen.add(identity);
    return [];
  });
}

function chasedOrForgotten(duties: readonly ExpectedDuty[], { scenario, account, letters }: Outcome): string[] {
  const key = (...parts: string[]): string => parts.join(" ");
  const expected = new Set(
    duties.flatMap(({ directive, obligation, unit, chases }) =>
      chases.map(({ milestone, at }) => key(directive.id, obligation.id, unit.id, milestone, formatInstant(at))),
    ),
  );
  const sent = new Set<string>();
  const answered = new Set<string>();
  for (const {
    directive = scenario.directives[0]?.id ?? "",
    obligation,
    milestone,
    at,
    sent: to,
    skipped,
  } of account.milestones) {
    for (const { unit } of to) sent.add(key(directive, obligation, unit, milestone, at));
    for (const { unit, reason } of skipped)
      if (!OF_AN_OLDER_DATE.has(reason)) answered.add(key(directive, obligation, unit, milestone, at));
  }
  const forgotten = [...expected]
    .filter((one) => !sent.has(one) && !answered.has(one))
    .map((one) => `forgotten: ${one}`);
  const chased = [...sent]
    .filter((one) => !expected.has(one) && !one.includes(" issue "))
    .map((one) => `chased though it owed nothing: ${one}`);
  const issued = new Set(
    letters
      .filter(({ milestone }) => milestone === "issue")
      .map(({ directive, obligation, unit }) => key(directive, obligation, unit)),
  );
  const untold = duties
    .filter(({ issue }) => issue.unit !== undefined)
    .filter(({ directive, obligation, unit }) => !issued.has(key(directive.id, obligation.id, unit.id)))
    .map(({ obligation, unit }) => `${unit.id} was never told of ${obligation.id}`);
  return [...forgotten, ...chased, ...untold];
}

/** What is skipped for these says nothing of the milestone of the date in force, which may have the same name and moment. */
const OF_AN_OLDER_DATE: ReadonlySet<string> = new Set<MootReason | SkipReason>([
  "the date was moved",
  "the duty was given another date",
  "its date was moved",
  "has a date of its own",
]);

/** Each act is told to the unit by one letter of its own, unless no address of the unit takes mail. */
function toldAmiss(duties: readonly ExpectedDuty[], { scenario, letters }: Omit<Outcome, "account">): string[] {
  const eventOf = eventsIn(scenario);
  const ofDuty = Map.groupBy(letters.filter(cameThrough), dutyNamed);
  return duties.flatMap(({ directive, obligation, unit, told }) => {
    const mine = ofDuty.get([directive.id, obligation.id, unit.id].join(" ")) ?? [];
    return EVENT_KINDS.filter((kind) => kind !== "receipt").flatMap((kind) => {
      const owed = told.filter((one) => one.kind === kind && one.letter.unit !== undefined).length;
      const sent = new Set(mine.filter((letter) => eventOf(letter) === kind).map(({ milestone }) => milestone)).size;
      return sent === owed
        ? []
        : [`${unit.id} has ${sent} letters of kind ${kind} on ${obligation.id}; it should have ${owed}`];
    });
  });
}

/**
 * Letters of issue and of the ladder arrive at the address that takes mail, a mended one among them, and nowhere else. Where mail
 * came back that no act of the season makes come back, a storm struck: where those letters arrive is for who plays it.
 */
function arrivedAmiss(duties: readonly ExpectedDuty[], { letters, account, scenario }: Outcome): string[] {
  const dying = new Set(scenario.season.acts.flatMap((act) => (act.act === "bounce" ? [act.unit] : [])));
  const struck = new Set(letters.filter((one) => !cameThrough(one) && !dying.has(one.unit)).map(({ unit }) => unit));
  const arrived = Map.groupBy(letters.filter(cameThrough), (letter) => letterNamed(dutyNamed(letter), letter));
  const settled = new Set(
    account.milestones.flatMap(({ directive = scenario.directives[0]?.id ?? "", obligation, milestone, at, skipped }) =>
      skipped
        .filter(({ reason }) => reason !== UNREACHABLE)
        .map(({ unit }) => [directive, obligation, unit, milestone, at].join(" ")),
    ),
  );
  return duties.flatMap(({ directive, obligation, unit, issue, chases }) => {
    if (struck.has(unit.id)) return [];
    const duty = [directive.id, obligation.id, unit.id].join(" ");
    return [issue, ...chases].flatMap((letter) => {
      const sent = (arrived.get(letterNamed(duty, letter)) ?? []).filter(({ kind }) => kind !== "supervisor-letter");
      const [got, due] = [sent.flatMap(({ to }) => to), [...addressesOf(letter)]].map((to) => to.toSorted().join(", "));
      if (got === due || settled.has(`${duty} ${letter.milestone} ${formatInstant(letter.at)}`)) return [];
      return [
        `${letter.milestone} of ${unit.id} on ${obligation.id} arrived at ${got || "nobody"}; it should at ${due || "nobody"}`,
      ];
    });
  });
}

const dutyNamed = ({ directive, obligation, unit }: PostedLetter): string => [directive, obligation, unit].join(" ");

const letterNamed = (duty: string, { ladder, milestone }: { ladder: number; milestone: string }): string =>
  [duty, ladder, milestone].join(" ");

function wrongStandings(duties: readonly ExpectedDuty[], { scenario, account }: Omit<Outcome, "letters">): string[] {
  return duties.flatMap(({ directive, obligation, unit, standing }) => {
    const got =
      account.standings[scenario.directives.length > 1 ? `${directive.id}/${obligation.id}` : obligation.id]?.[unit.id];
    return got === standing
      ? []
      : [`${unit.id} stands ${String(got)} on ${obligation.id}; it should be ${String(standing)}`];
  });
}

/**
 * Each unit that the escalation list held is named in the supervisor's letter, and there is one letter for each
 * escalation. Of more units than a letter can name, it names as many as it can, and says how many there are.
 */
function unnamed(scenario: Scenario, account: Account, letters: readonly PostedLetter[]): string[] {
  const names = new Map<string, string>(scenario.units.map(({ id, name }) => [id, name]));
  const texts = letters.filter(({ kind }) => kind === "supervisor-letter");
  return account.escalations.flatMap(({ milestone, units }, i) => {
    const { text = "" } = texts[i] ?? {};
    const missing = units.filter((id) => !text.includes(names.get(id) ?? id));
    const beyond = Math.max(0, units.length - MOST_NAMED);
    const told = beyond === 0 || (missing.length <= beyond && text.includes(`${formatNumber(units.length)} đơn vị`));
    return [
      ...(told ? missing.slice(beyond) : missing).map(
        (id) => `${id} is late at ${milestone} and is not named to the supervisor`,
      ),
      ...(units.length === 0 ? [`the supervisor was written to at ${milestone}, and nobody was late`] : []),
    ];
  });
}
