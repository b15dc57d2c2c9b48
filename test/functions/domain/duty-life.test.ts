import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { isOpen } from "../../../functions/domain/duty.ts";
import type { Duty, DutyState, Standing } from "../../../functions/domain/duty.ts";
import { addDays } from "../../../functions/domain/instant.ts";
import { move } from "../../../functions/domain/moves.ts";
import type { Act } from "../../../functions/domain/moves.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { countsChange, countsOfDuties } from "../../../functions/domain/counts.ts";
import { at, day, units } from "../letters/season-5500.ts";
import { dutyOf, frozen, plainDayOf } from "./samples.ts";

/**
 * A duty's life, written a second time and independently: the states as a drawing, dates
 * as days compared, and what is owed as a fact of its own.
 */
type Model = {
  state: DutyState;
  owed: boolean;
  revision: number;
  ladder: number;
  /** The date asked for, then every extension of it: the last one is in force. */
  dates: string[];
  extension?: { from: string; to: string };
  standing?: Standing;
  supplement?: Standing | "none yet";
  freedFrom?: DutyState;
};

const open = ["awaiting", "draft", "returned"];
const leaves: Record<Act["act"], readonly string[]> = {
  draft: [...open, "submitted"],
  submit: [...open, "submitted"],
  paper: open,
  return: ["submitted", "accepted"],
  accept: ["submitted"],
  extend: open,
  exempt: open,
  reinstate: ["exempt"],
  reason: open,
};

/** Turns the model, or says that the act is refused. */
function turn(model: Model, act: Act, now: number): boolean {
  if (!leaves[act.act].includes(model.state)) return false;
  const today = plainDayOf(now);
  switch (act.act) {
    case "draft":
      if (model.state === "awaiting") model.state = "draft";
      return true;
    case "submit":
    case "paper":
      if (act.act === "paper" && act.receivedAt > now) return false;
      file(model, plainDayOf(act.receivedAt));
      return true;
    case "return": {
      const date = act.deadline ?? inForce(model);
      if (date <= today) return false;
      if (date !== inForce(model)) {
        model.ladder++;
        model.dates = [date];
      }
      Object.assign(model, { state: "returned", owed: true, supplement: "none yet" });
      return true;
    }
    case "accept":
      model.state = "accepted";
      return true;
    case "extend":
      if (act.deadline <= inForce(model) || act.deadline <= today) return false;
      model.dates = [...model.dates, act.deadline];
      model.extension = { from: model.dates[0]!, to: act.deadline };
      model.ladder++;
      return true;
    case "exempt":
      Object.assign(model, { freedFrom: model.state, state: "exempt", owed: false });
      return true;
    case "reason":
      return act.promisedOn === undefined || act.promisedOn >= today;
    case "reinstate": {
      const date = act.deadline ?? inForce(model);
      if (date <= today || date < inForce(model)) return false;
      if (date !== inForce(model)) {
        model.ladder++;
        model.dates = [date];
        if (model.standing === undefined) delete model.extension;
      }
      Object.assign(model, { state: model.freedFrom, owed: true });
      return true;
    }
    default:
      return true;
  }
}

const inForce = (model: Model): string => model.dates.at(-1)!;

function file(model: Model, receivedOn: string): void {
  const past = receivedOn >= inForce(model);
  if (model.state === "returned") model.supplement = past ? "late" : "on-time";
  if (receivedOn < model.dates[0]!) model.standing ??= "on-time";
  else model.standing ??= past ? "late" : "within-extension";
  Object.assign(model, { state: "submitted", owed: false, revision: model.revision + 1 });
}

const start = at("2017-10-20T08:00:00");
const anyDate = fc.integer({ min: -5, max: 60 }).map((days) => addDays(day("2017-10-20"), days));

/** An act and how long after the one before; `receivedAt` is filled in when it happens. */
const anyStep = fc.record({
  pause: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 4 * 86_400_000 }),
    // To the midnight of the zone, and the millisecond before it.
    fc.constantFrom("midnight", "before midnight"),
  ),
  who: fc.constantFrom("stc" as const, "krongAna" as const),
  act: fc.oneof(
    fc.constantFrom("draft" as const, "submit" as const, "accept" as const, "exempt" as const),
    fc.constantFrom("submit" as const, "accept" as const),
    fc.record({ return: fc.option(anyDate, { nil: undefined }) }),
    fc.record({ extend: anyDate }),
    fc.record({ promise: fc.option(anyDate, { nil: undefined }) }),
    fc.record({ reinstate: fc.option(anyDate, { nil: undefined }) }),
    fc.record({ paper: fc.integer({ min: -10 * 86_400_000, max: 3_600_000 }) }),
  ),
});
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

function actOf({ act }: Step, now: number): Act {
  if (act === "draft" || act === "accept") return { act };
  if (act === "submit") return { act, receivedAt: now };
  if (act === "exempt") return { act, reason: "r" };
  if ("reinstate" in act) return { act: "reinstate", deadline: act.reinstate, reason: "r" };
  if ("return" in act) return { act: "return", deadline: act.return, reason: "r" };
  if ("promise" in act) return { act: "reason", text: "t", promisedOn: act.promise };
  if ("paper" in act) return { act: "paper", receivedAt: now + act.paper };
  return { act: "extend", deadline: act.extend, reason: "r", approvedBy: "a", documentNumber: "d" };
}

function later(now: number, pause: Step["pause"]): number {
  if (typeof pause === "number") return now + pause;
  const midnight = Math.ceil((now + 1 + 7 * 3_600_000) / 86_400_000) * 86_400_000 - 7 * 3_600_000;
  return pause === "midnight" ? midnight : Math.max(now, midnight - 1);
}

type Played = {
  readonly duty: Duty;
  readonly act: Act;
  /** The duty after the act; nothing when it was refused. */
  readonly next: Duty | undefined;
  readonly model: Model;
  readonly was: Model;
};
type Duties = { stc: Duty; krongAna: Duty };

/** Plays random acts on two duties and shows each act, done or refused, to `look`, and the duties at the end. */
function everyAct(look: (played: Played) => void, end: (duties: Duties) => void = () => {}): void {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 40 }), (steps) => {
      const duties = { stc: frozen(dutyOf({}, units.stc)), krongAna: frozen(dutyOf({}, units.krongAna)) };
      const fresh = (): Model => ({ state: "awaiting", owed: true, revision: 0, ladder: 0, dates: ["2017-10-30"] });
      const models = { stc: fresh(), krongAna: fresh() };
      let now = start;
      for (const step of steps) {
        now = later(now, step.pause);
        const duty = duties[step.who];
        const model = models[step.who];
        const was = structuredClone(model);
        const act = frozen(actOf(step, now));
        const result = move(duty, act, now);
        expect(isRefusal(result)).toBe(!turn(model, act, now));
        const next = isRefusal(result) ? undefined : frozen(result);
        duties[step.who] = next ?? duty;
        look({ duty, act, next, model, was });
      }
      end(duties);
    }),
    { numRuns: 400 },
  );
}

/** The acts that were done. */
function everyMove(look: (played: Played & { next: Duty }) => void): void {
  everyAct((played) => {
    if (played.next) look({ ...played, next: played.next });
  });
}

describe("whatever is done to a duty, in any order", () => {
  it("the duty stands as the drawing of its life says, and an act is refused only where the drawing has no way", () => {
    everyMove(({ next, model }) => {
      const { state, deadline, ladder, revision, standing, supplement, extension } = next;
      expect({
        state,
        deadline,
        ladder,
        revision,
        standing,
        supplement: supplement && (supplement.standing ?? "none yet"),
        extension: extension && { from: extension.previousDeadline, to: extension.deadline },
      }).toEqual({
        state: model.state,
        deadline: inForce(model),
        ladder: model.ladder,
        revision: model.revision,
        standing: model.standing,
        supplement: model.supplement,
        extension: model.extension,
      });
    });
  });

  it("the duty is open exactly while a report is owed", () => {
    everyMove(({ next, model }) => {
      expect(isOpen(next)).toBe(model.owed);
    });
  });

  it("a refused act changes nothing, neither what was nor what stands", () => {
    everyAct(({ duty, next, model, was }) => {
      // The duties are frozen: whatever wrote into one would have thrown.
      expect(Object.isFrozen(duty)).toBe(true);
      expect(next ? was : model).toEqual(was);
    });
  });

  it("moving one unit's date never moves another's", () => {
    const datesOf = (model: Model) => model.dates.at(-1);
    const stands = { stc: "2017-10-30", krongAna: "2017-10-30" } as Record<string, string | undefined>;
    everyAct(
      ({ duty, model }) => {
        stands[duty.unitId === "stc" ? "stc" : "krongAna"] = datesOf(model);
      },
      (duties) => {
        expect([duties.stc.deadline, duties.krongAna.deadline]).toEqual([stands["stc"], stands["krongAna"]]);
        Object.assign(stands, { stc: "2017-10-30", krongAna: "2017-10-30" });
      },
    );
  });

  it("the revision only grows, by one with each filing", () => {
    everyMove(({ duty, act, next }) => {
      expect(next.revision - duty.revision).toBe(act.act === "submit" || act.act === "paper" ? 1 : 0);
    });
  });

  it("the standing and the first moment are fixed at the first filing", () => {
    everyMove(({ duty, next }) => {
      expect(next.standing === undefined).toBe(next.revision === 0);
      expect(next.submittedAt === undefined).toBe(next.revision === 0);
      expect(duty.revision === 0 || (next.standing === duty.standing && next.submittedAt === duty.submittedAt)).toBe(
        true,
      );
    });
  });

  it("a report is accepted only from submitted, leaves accepted only by a return, and exempt only to be owed again", () => {
    everyMove(({ duty, act, next }) => {
      expect(next.state !== "accepted" || (duty.state === "submitted" && act.act === "accept")).toBe(true);
      expect(duty.state !== "accepted" || (next.state === "returned" && act.act === "return")).toBe(true);
      expect(duty.state !== "exempt" || (isOpen(next) && act.act === "reinstate")).toBe(true);
    });
  });

  it("an extension only ever gives a later date, and is touched by nothing else but a new date of who was freed", () => {
    everyMove(({ duty, act, next }) => {
      const { extension } = next;
      const givesMore =
        extension && extension.deadline === next.deadline && extension.deadline > extension.previousDeadline;
      const replaced = act.act === "reinstate" && next.standing === undefined && next.deadline !== duty.deadline;
      const kept = replaced ? extension === undefined : extension === duty.extension;
      expect(act.act === "extend" ? givesMore && next.deadline > duty.deadline : kept).toBe(true);
    });
  });

  it("the ladder is counted up exactly when the date moves, so no earlier milestone speaks for the duty", () => {
    everyMove(({ duty, next }) => {
      expect(next.ladder - duty.ladder).toBe(next.deadline === duty.deadline ? 0 : 1);
    });
  });

  it("no act writes into letters, receipts or the history's count", () => {
    everyMove(({ duty, next }) => {
      expect([next.letters, next.receipts, next.sequence]).toEqual([duty.letters, duty.receipts, duty.sequence]);
    });
  });

  it("the counts moved with each act are the counts taken afresh at the end", () => {
    const opening = countsOfDuties([dutyOf({}, units.stc), dutyOf({}, units.krongAna)]);
    let counts: Record<string, number> = { ...opening };
    everyAct(
      ({ duty, next }) => {
        const change = countsChange(duty, next ?? duty);
        for (const [name, by] of Object.entries(change)) counts[name] = (counts[name] ?? 0) + by;
      },
      (duties) => {
        const left = Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
        counts = { ...opening };
        expect(left).toEqual(countsOfDuties(Object.values(duties)));
      },
    );
  });
});
