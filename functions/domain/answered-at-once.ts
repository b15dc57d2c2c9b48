import type { Answer } from "./letter.ts";

/** Acts on one duty. What a whole obligation hears of, like a date that has moved, goes out like a milestone's letters. */
const ON_ONE_DUTY: readonly Answer[] = ["receipt", "returned", "extended", "exempted", "reinstated"];

/** Whether a letter answers an act on one duty: somebody waits for it. */
export function isAnsweredAtOnce(milestone: string): boolean {
  return ON_ONE_DUTY.some((answer) => milestone.startsWith(`${answer}-`));
}
