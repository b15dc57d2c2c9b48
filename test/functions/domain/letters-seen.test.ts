import { describe, expect, it } from "vitest";

import { NO_LETTERS } from "../../../functions/domain/letters-by-milestone.ts";
import { seenOfRun } from "../../../functions/domain/letters-seen.ts";
import { at, planned } from "../season.ts";

describe("what a look has seen of a milestone's letters", () => {
  const run = { ...planned("remind-10", "2017-10-13T08:00"), sweptAt: at("2017-10-13T08:05") };
  const sent = (count: number) => ({ ...NO_LETTERS, sent: count });
  const ofAll = (time: string) => ({ at: at(time), letters: { "0.remind-10": sent(3) } });
  const ofOne = (time: string) => ({ "0.remind-10": { at: at(time), letters: sent(2) } });

  it("is known once a look has begun after all of them were asked for", () => {
    const watched = { ...run, phase: "watched" } as const;
    expect(seenOfRun(watched, ofAll("2017-10-13T08:25"), {})).toEqual(sent(3));
    expect(seenOfRun(watched, ofAll("2017-10-13T08:04"), {})).toBeUndefined();
    expect(seenOfRun(watched, undefined, {})).toBeUndefined();
    expect(seenOfRun({ ...watched, phase: "sweeping" }, ofAll("2017-10-13T08:25"), {})).toBeUndefined();
  });

  it("is that of the later look, be it over all units or at this milestone alone", () => {
    const settled = { ...run, phase: "settled" } as const;
    expect(seenOfRun(settled, ofAll("2017-10-13T08:04"), ofOne("2017-10-13T08:25"))).toEqual(sent(2));
    expect(seenOfRun(settled, ofAll("2017-10-14T08:00"), ofOne("2017-10-13T08:25"))).toEqual(sent(3));
  });

  it("is none where a look over all has found none", () => {
    expect(seenOfRun({ ...run, ladder: -1, phase: "settled" }, ofAll("2017-10-13T08:25"), {})).toEqual(NO_LETTERS);
  });
});
