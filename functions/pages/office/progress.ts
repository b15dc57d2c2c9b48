import { isFreed, isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import type { EpochMs } from "../../domain/instant.ts";
import { inOrderOfKind } from "../../wording/kinds.ts";
import { toneOf } from "../parts/state.ts";
import type { ToneCounts } from "../parts/tone-bar.ts";
import type { Tone } from "../parts/tone.ts";

/** How far some duties are, in the colours that staff know. Who was freed from it owes nothing, and is not among them. */
export type Progress = {
  readonly tones: ToneCounts;
  readonly owing: number;
  readonly filed: number;
};

export function progressOf(duties: Iterable<Duty>, now: EpochMs): Progress {
  const tones: Record<Tone, number> = { green: 0, orange: 0, blue: 0, grey: 0, red: 0 };
  let [owing, filed] = [0, 0];
  for (const duty of duties) {
    if (isFreed(duty)) continue;
    tones[toneOf(duty, now)]++;
    owing++;
    if (!isOpen(duty)) filed++;
  }
  return { tones, owing, filed };
}

/** The same for each kind of unit, in the order of offices. */
export function progressByKind(duties: readonly Duty[], now: EpochMs): { kind: string; progress: Progress }[] {
  const byKind = Map.groupBy(duties, ({ kind }) => kind);
  return inOrderOfKind(byKind.keys()).map((kind) => ({ kind, progress: progressOf(byKind.get(kind) ?? [], now) }));
}
