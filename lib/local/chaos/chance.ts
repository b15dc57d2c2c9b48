/** Numbers that a text alone decides: the same seed and step, the same faultPlan. */
export type Chance = {
  /** A whole number from 0 up to, and without, `limit`. */
  readonly below: (limit: number) => number;
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T;
  /** True in so many cases of a hundred. */
  readonly percent: (cases: number) => boolean;
};

export function chanceOf(text: string): Chance {
  let state = 2_166_136_261;
  // FNV-1a over the text, then mulberry32 from there.
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
  return {
    below,
    oneOf: (choices) => choices[below(choices.length)] ?? choices[0],
    percent: (cases) => below(100) < cases,
  };
}
