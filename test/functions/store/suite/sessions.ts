import { expect, it } from "vitest";

import { keys } from "../../../../functions/store/table.ts";
import { at, email } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

const NOW = at("2017-10-27T08:00");
const HOUR = 3_600_000;
const NAME = { person: "of-the-clerk", hash: "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8" };
const OTHER = { ...NAME, hash: NAME.hash.replace("5", "6") };
const session = {
  principal: email("vanthu@stc.daklak.example"),
  startedAt: NOW,
  usedAt: NOW,
  endsAt: NOW + 12 * HOUR + 1,
  browser: "Chrome, Windows",
};

export function sessionSuite(fresh: Fresh): void {
  it("a session is found by its name, and by no other", async () => {
    const { register } = await fresh();
    expect(await register.sessions.begin(NAME, session)).toBe(true);
    expect(await register.sessions.session(NAME)).toEqual(session);
    expect(await register.sessions.session(OTHER)).toBeUndefined();
    expect(await register.sessions.session({ ...NAME, person: "another" })).toBeUndefined();
  });

  it("a session that was ended is gone at once", async () => {
    const { register } = await fresh();
    await register.sessions.begin(NAME, session);
    await register.sessions.end(NAME);
    expect(await register.sessions.session(NAME)).toBeUndefined();
  });

  it("nobody begins a session under a name that is taken", async () => {
    const { register } = await fresh();
    await register.sessions.begin(NAME, session);
    const other = { ...session, principal: email("vanthu@stp.daklak.example") };
    expect(await register.sessions.begin(NAME, other)).toBe(false);
    expect(await register.sessions.session(NAME)).toMatchObject({ principal: session.principal });
  });

  it("the sessions of a person are listed as they stand last, and nobody else's", async () => {
    const { register } = await fresh();
    await register.sessions.begin(NAME, session);
    await register.sessions.begin(OTHER, session);
    await register.sessions.begin({ ...NAME, person: "another" }, session);
    await register.sessions.use(OTHER, NOW + HOUR);
    expect(await register.sessions.sessionsOf(NAME.person)).toEqual([
      { ...session, hash: NAME.hash },
      { ...session, hash: OTHER.hash, usedAt: NOW + HOUR },
    ]);
  });

  it("the use of a session that was ended is not noted, and brings it not back", async () => {
    const { register } = await fresh();
    await register.sessions.begin(NAME, session);
    expect(await register.sessions.use(NAME, NOW + HOUR)).toBe(true);
    await register.sessions.end(NAME);
    expect(await register.sessions.use(NAME, NOW + HOUR)).toBe(false);
    expect(await register.sessions.sessionsOf(NAME.person)).toEqual([]);
  });

  it("the table drops a session in the second after it ended, not before", async () => {
    const { register, table } = await fresh();
    await register.sessions.begin(NAME, session);
    expect(await table.get(keys.session(NAME))).toMatchObject({ expiresAt: Math.ceil(session.endsAt / 1000) });
  });

  it("a keeper is relieved once, and that stays so", async () => {
    const { register } = await fresh();
    expect(await register.staff.isRelieved(session.principal)).toBe(false);
    expect(await register.staff.relieve(session.principal, NOW)).toBe(true);
    expect(await register.staff.relieve(session.principal, NOW + HOUR)).toBe(false);
    expect(await register.staff.isRelieved(session.principal)).toBe(true);
    expect(await register.staff.isRelieved(email("another@snv.daklak.example"))).toBe(false);
    expect(await register.staff.members()).toEqual([]);
  });
}
