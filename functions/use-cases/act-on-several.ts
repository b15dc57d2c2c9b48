import type { Duty } from "../domain/duty.ts";
import type { UnitId } from "../domain/ids.ts";
import { isRefusal } from "../domain/refusal.ts";
import { forEachLimited } from "../runtime/for-each-limited.ts";
import { logFailure } from "../runtime/log.ts";
import type { Asking } from "./asking.ts";
import { dutyToActOn } from "./duty-to-act-on.ts";
import type { WebEffects } from "./effects.ts";
import { obligationRefOf } from "./found.ts";
import type { FoundDuty, FoundObligation } from "./found.ts";
import { timeOfRequest } from "./sweep-at-once.ts";

/** So many duties of one obligation are chosen, looked at and acted on together. */
export const MOST_CHOSEN = 50;

/** So many of them side by side. */
const AT_ONCE = 8;

/** What became of one duty: `changed`, it is not what was seen, and was left alone; `failed`, it may be tried again. */
export type Became = "done" | "changed" | "failed";
export type Outcome = { readonly unitId: UnitId; readonly was: Became };

/** A duty, and which version of it was seen when the act was decided on. */
export type SeenDuty = { readonly unitId: UnitId; readonly version: string };

type Several = {
  readonly found: FoundObligation;
  readonly seen: readonly SeenDuty[];
  readonly versionOf: (duty: Duty) => string;
  /** The act on one duty, as it is done alone. */
  readonly act: (found: FoundDuty) => Promise<unknown>;
};

/**
 * The same act on several duties of one obligation, each by itself: one that cannot be done keeps none of the others back. Done
 * again by the same attempt, it goes on where it ended: what it did by then is told as done.
 * @returns what became of each, in the order given
 */
export async function actOnSeveral(
  { found, seen, versionOf, act }: Several,
  { attempt }: Pick<Asking, "attempt">,
  effects: WebEffects,
): Promise<Outcome[]> {
  const timeLeftMs = timeOfRequest();
  const became = new Map<UnitId, Became>();
  await forEachLimited(seen, AT_ONCE, async ({ unitId, version }) => {
    if (timeLeftMs() <= 0) return;
    const ref = { ...obligationRefOf(found), unitId };
    try {
      const duty = await dutyToActOn({ ...found, ref }, effects);
      const isAsSeen = duty !== undefined && versionOf(duty) === version;
      became.set(unitId, isAsSeen ? becameOf(await act({ ...found, ref, duty })) : await sinceWhen(ref, duty));
    } catch (error) {
      logFailure("One of several acts failed.", error, { ...ref, attempt });
    }
  });
  return seen.map(({ unitId }) => ({ unitId, was: became.get(unitId) ?? "failed" }));

  async function sinceWhen(ref: FoundDuty["ref"], duty: Duty | undefined): Promise<Became> {
    const { history } = await effects.register.filings.dossier(ref);
    const own = history.some((entry) => entry.attempt === attempt && entry.sequence <= (duty?.sequence ?? 0));
    return own ? "done" : "changed";
  }
}

function becameOf(answer: unknown): Became {
  if (!isRefusal(answer)) return "done";
  return answer.refused === "busy" ? "failed" : "changed";
}

/** The duties of the units that are named, as they stand for whoever acts on them; of who does not report there is none. */
export async function dutiesChosen(
  found: FoundObligation,
  unitIds: readonly UnitId[],
  effects: Pick<WebEffects, "clock" | "register">,
): Promise<Duty[]> {
  const duties = new Map<UnitId, Duty>();
  await forEachLimited(unitIds, AT_ONCE, async (unitId) => {
    const duty = await dutyToActOn({ ...found, ref: { ...obligationRefOf(found), unitId } }, effects);
    if (duty) duties.set(unitId, duty);
  });
  return unitIds.flatMap((unitId) => duties.get(unitId) ?? []);
}
