import { isByHand } from "../../functions/domain/by-hand.ts";
import { OPEN_STATES } from "../../functions/domain/duty.ts";
import type { DutyState } from "../../functions/domain/duty.ts";
import { answerOf, parseLetterKey } from "../../functions/domain/letter.ts";
import type { LetterEntry } from "../../functions/domain/letter.ts";
import type { Bounced } from "../../functions/domain/unit.ts";
import type { CalendarLine } from "../../functions/domain/provisional-year.ts";
import type { Item } from "../../functions/store/expressions.ts";
import type { Wrong } from "./invariants/wrong.ts";
import type { Written } from "./item-store.ts";
import type { TakenMail } from "./simulated-mail.ts";

/** A duty from one instant on. */
export type DutyMoment = {
  readonly at: number;
  readonly state: DutyState;
  readonly ladder: number;
  readonly deadline: string;
  readonly revision: number;
  readonly sequence: number;
  readonly follows: number;
};

/** One entry of a ledger, changed: what it became, or nothing when it was struck. */
export type EntryChange = {
  readonly at: number;
  readonly name: string;
  readonly entry: LetterEntry | undefined;
};

/** What happened to one item that keeps a ledger: a duty, or the run of a milestone. */
export type Story = {
  readonly pk: string;
  readonly sk: string;
  readonly entries: EntryChange[];
};
export type DutyStory = Story & { readonly kind: "duty"; readonly moments: DutyMoment[] };
export type RunStory = Story & {
  readonly kind: "run";
  readonly phases: { readonly at: number; readonly phase: string }[];
};

/** An act that somebody was told was done. */
export type Acknowledged = {
  readonly act: string;
  readonly obligationId: string;
  readonly unitId: string;
  readonly attempt: string;
  readonly at: number;
  readonly revision?: number;
  readonly receipt?: number;
  readonly sha256?: string;
  /** Units that were said to have been added, and released. */
  readonly added?: readonly string[];
  readonly released?: readonly string[];
  /** That it was taken on, and not done yet. */
  readonly underWay?: boolean;
};

/** A count taken afresh, and whether anything was under way that could make it wrong. */
export type Recount = { readonly at: number; readonly obligationId: string; readonly quiet: boolean };

/** How long an address was marked, since mail to it came back. */
export type Marked = { readonly from: number; readonly why: Bounced["why"]; until: number };

/** Sees everything that truly happens, by the one true clock, and forgets nothing: what invariants are held against. */
export class Witness {
  readonly duties = new Map<string, DutyStory>();
  readonly runs = new Map<string, RunStory>();
  readonly mails: TakenMail[] = [];
  readonly acknowledged: Acknowledged[] = [];
  readonly recounts: Recount[] = [];
  /** When the date of an obligation was moved. */
  readonly moves: number[] = [];
  /** When a year was made final, and by which lines. */
  readonly years: { readonly at: number; readonly year: number; readonly lines: readonly CalendarLine[] }[] = [];
  /** The marks of addresses, one after another. */
  readonly marks = new Map<string, Marked[]>();
  /** When the directive was withdrawn, if it was. */
  withdrawnAt: number | undefined;
  /** Wrongs that can be seen as they happen. */
  readonly wrongs: Wrong[] = [];
  readonly #now: () => number;
  readonly #countsAreQuiet: (obligationId: string) => boolean;

  constructor(now: () => number, countsAreQuiet: (obligationId: string) => boolean) {
    this.#now = now;
    this.#countsAreQuiet = countsAreQuiet;
  }

  readonly sees = ({ by, key, old, item }: Written): void => {
    if (key.pk.startsWith("OBLIGATION#")) this.#seesDuty(key.pk, key.sk, old, item);
    else if (key.pk === "MOVES") this.#seesMove(old, item);
    else if (key.pk === "CALENDAR" && item)
      this.years.push({ at: this.#now(), ...(item as unknown as { year: number; lines: readonly CalendarLine[] }) });
    else if (key.pk === "MILESTONES") this.#seesRun(key.sk, old, item);
    else if (key.sk === "MARK") this.#seesMark(key.pk, item);
    else if (key.pk === "TALLIES" && by === "put") this.#seesRecount(key.sk);
  };

  isMarked(address: string): boolean {
    return (this.marks.get(address)?.at(-1)?.until ?? 0) > this.#now();
  }

  #seesMark(pk: string, item: Item | undefined): void {
    const marks = entryOf(this.marks, pk.slice("ADDRESS#".length), (): Marked[] => []);
    const last = marks.at(-1);
    if (last) last.until = Math.min(last.until, this.#now());
    const { why } = (item ?? {}) as Partial<Bounced>;
    if (why) marks.push({ from: this.#now(), why, until: Number.POSITIVE_INFINITY });
  }

  #seesMove(old: Item | undefined, item: Item | undefined): void {
    if (item?.["#withdrawal"] && !old?.["#withdrawal"]) this.withdrawnAt = this.#now();
    else this.moves.push(this.#now());
  }

  /** When a duty last turned, or was laid out. */
  lastTurn(obligationId: string): number {
    let last = 0;
    for (const { pk, moments } of this.duties.values())
      if (pk.split("#")[2] === obligationId) last = Math.max(last, moments.at(-1)?.at ?? 0);
    return last;
  }

  #seesDuty(pk: string, sk: string, old: Item | undefined, item: Item | undefined): void {
    if (!item) return;
    const story = entryOf(this.duties, `${pk}/${sk}`, (): DutyStory => ({
      kind: "duty",
      pk,
      sk,
      entries: [],
      moments: [],
    }));
    const was = story.moments.at(-1);
    const is = momentOf(item, this.#now());
    if (
      !was ||
      was.state !== is.state ||
      was.ladder !== is.ladder ||
      was.deadline !== is.deadline ||
      was.revision !== is.revision ||
      was.sequence !== is.sequence ||
      was.follows !== is.follows
    )
      story.moments.push(is);
    this.#seesLedger(story, old, item, is);
  }

  #seesRun(sk: string, old: Item | undefined, item: Item | undefined): void {
    if (!item) return;
    const story = entryOf(this.runs, sk, (): RunStory => ({
      kind: "run",
      pk: "MILESTONES",
      sk,
      entries: [],
      phases: [],
    }));
    const phase = String(item["phase"]);
    if (story.phases.at(-1)?.phase !== phase) story.phases.push({ at: this.#now(), phase });
    this.#seesLedger(story, old, item, undefined);
  }

  #seesLedger(story: Story, old: Item | undefined, item: Item, duty: DutyMoment | undefined): void {
    const before = (old?.["letters"] ?? {}) as Record<string, LetterEntry>;
    const after = item["letters"] as Record<string, LetterEntry>;
    if (before === after) return;
    const at = this.#now();
    for (const name of Object.keys(before)) if (!after[name]) story.entries.push({ at, name, entry: undefined });
    for (const [name, entry] of Object.entries(after)) {
      if (before[name] === entry) continue;
      story.entries.push({ at, name, entry });
      if (entry.status === "claimed" && duty) this.#seesClaim(name, story, duty);
    }
  }

  /** Nobody is written to for a report that he does not owe: what the claim is there to make sure of. */
  #seesClaim(name: string, { sk }: Story, duty: DutyMoment): void {
    const { ladder, milestone } = parseLetterKey(name);
    const about = [sk.slice("UNIT#".length), milestone];
    const answer = answerOf(milestone);
    const untrue =
      (answer === "exempted" && duty.state !== "exempt") ||
      (answer === "withdrawn" && duty.state !== "withdrawn") ||
      (answer === "extended" && duty.state === "withdrawn") ||
      ((answer === "reinstated" || answer === "moved") && !isOpenState(duty.state));
    if (untrue) this.wrongs.push({ wrong: `${sk}: ${name} was claimed when the duty was ${duty.state}`, about });
    if (answer) return;
    if (!isOpenState(duty.state))
      this.wrongs.push({ wrong: `${sk}: ${name} was claimed when the report was ${duty.state}`, about });
    else if (milestone !== "issue" && !isByHand(milestone) && ladder !== duty.ladder)
      this.wrongs.push({ wrong: `${sk}: ${name} was claimed when the duty was on ladder ${duty.ladder}`, about });
  }

  #seesRecount(sk: string): void {
    const obligationId = sk.split("#")[2] ?? "";
    this.recounts.push({ at: this.#now(), obligationId, quiet: this.#countsAreQuiet(obligationId) });
  }
}

export function isOpenState(state: DutyState): boolean {
  return OPEN_STATES.some((open) => open === state);
}

function momentOf(item: Item, at: number): DutyMoment {
  return {
    at,
    state: item["state"] as DutyState,
    ladder: Number(item["ownLadder"] ?? 0),
    deadline: String(item["deadline"]),
    revision: Number(item["revision"]),
    sequence: Number(item["sequence"]),
    follows: Number(item["follows"] ?? 0),
  };
}

function entryOf<T>(map: Map<string, T>, name: string, make: () => T): T {
  let found = map.get(name);
  if (!found) map.set(name, (found = make()));
  return found;
}
