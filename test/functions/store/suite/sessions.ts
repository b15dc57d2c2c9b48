import { expect, it } from "vitest";

import { keys } from "../../../../functions/store/table.ts";
import { at, email } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

const NOW = at("2017-10-27T08:00");
const HOUR = 3_600_000;
const HASH = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";
const session = { principal: email("vanthu@stc.daklak.example"), startedAt: NOW, endsAt: NOW + 12 * HOUR + 1 };

export function sessionSuite(fresh: Fresh): void {
  it("a session is found by its hash until it ends, whether or not the table has dropped it by then", async () => {
    const { register } = await fresh();
    expect(await register.sessions.begin(HASH, session)).toBe(true);
    expect(await register.sessions.session(HASH, session.endsAt - 1)).toEqual(session);
    expect(await register.sessions.session(HASH, session.endsAt)).toBeUndefined();
    expect(await register.sessions.session(HASH.replace("5", "6"), NOW)).toBeUndefined();
  });

  it("a session that was ended is gone at once", async () => {
    const { register } = await fresh();
    await register.sessions.begin(HASH, session);
    await register.sessions.end(HASH);
    expect(await register.sessions.session(HASH, NOW)).toBeUndefined();
  });

  it("nobody begins a session under a hash that is taken", async () => {
    const { register } = await fresh();
    await register.sessions.begin(HASH, session);
    const other = { ...session, principal: email("vanthu@stp.daklak.example") };
    expect(await register.sessions.begin(HASH, other)).toBe(false);
    expect(await register.sessions.session(HASH, NOW)).toMatchObject({ principal: session.principal });
  });

  it("the table drops a session in the second after it ended, not before", async () => {
    const { register, table } = await fresh();
    await register.sessions.begin(HASH, session);
    expect(await table.get(keys.session(HASH))).toMatchObject({ expiresAt: Math.ceil(session.endsAt / 1000) });
  });
}
