import { expect, it } from "vitest";

import { ref } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

export function countSuite(fresh: Fresh): void {
  it("changes add up, whoever sends them at once", async () => {
    const { register } = await fresh();
    expect(await register.tallies.tally(ref)).toEqual({});
    await Promise.all(
      Array.from({ length: 20 }, () =>
        register.tallies.add(ref, { "state.huyen.awaiting": -1, "state.huyen.submitted": 1 }),
      ),
    );
    expect(await register.tallies.tally(ref)).toEqual({ "state.huyen.awaiting": -20, "state.huyen.submitted": 20 });
    expect(await register.tallies.changes(ref)).toBe(20);
  });

  it("a move that changes no count writes nothing", async () => {
    const { register, costOf } = await fresh();
    expect(await costOf(() => register.tallies.add(ref, {}))).toEqual({ read: 0, write: 0, index: 0 });
    expect(await register.tallies.changes(ref)).toBe(0);
  });

  it("counts taken afresh replace what was there", async () => {
    const { register } = await fresh();
    await register.tallies.add(ref, { "state.huyen.awaiting": 3, "filed.2017-10-13": 1 });
    expect(await register.tallies.replace(ref, { "state.huyen.awaiting": 15 }, 1)).toBe(true);
    expect(await register.tallies.tally(ref)).toEqual({ "state.huyen.awaiting": 15 });
    await register.tallies.add(ref, { "state.huyen.awaiting": -1 });
    expect(await register.tallies.tally(ref)).toEqual({ "state.huyen.awaiting": 14 });
  });

  it("counts taken afresh are given up when a duty moved while they were taken", async () => {
    const { register } = await fresh();
    expect(await register.tallies.replace(ref, { "state.huyen.awaiting": 15 }, 0)).toBe(true);
    const seen = await register.tallies.changes(ref);
    await register.tallies.add(ref, { "state.huyen.awaiting": -1 });
    expect(await register.tallies.replace(ref, { "state.huyen.awaiting": 99 }, seen)).toBe(false);
    expect(await register.tallies.replace(ref, { "state.huyen.awaiting": 99 }, 0)).toBe(false);
    expect(await register.tallies.tally(ref)).toEqual({ "state.huyen.awaiting": 14 });
  });
}
