import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { beginSession, cookieNamed, endSession, sessionOf } from "../../../functions/pages/session.ts";
import { isOpen } from "../../../functions/domain/session.ts";
import type { Sessions } from "../../../functions/store/sessions.ts";
import { at, email } from "../season.ts";
import { embeddedEngine, freshRegister } from "../store/engines.ts";
import type { Engine, TestRegister } from "../store/engines.ts";

const NOW = at("2017-10-27T08:00");
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Deployments may let a session lie unused for as long as it lasts. */
const ALL_DAY = { idleMs: 12 * HOUR, notesUse: true };
const TWO_HOURS = { idleMs: 2 * HOUR, notesUse: true };
const CLERK = email("vanthu@stc.daklak.example");

let engine: Engine;
let table: TestRegister;
let sessions: Sessions;
const opened = (cookies: readonly string[], now: number, sessionRules = ALL_DAY) =>
  sessionOf(cookies, now, { register: { sessions }, sessionRules });
beforeAll(async () => {
  engine = await embeddedEngine();
  table = await freshRegister(engine);
  ({ sessions } = table.register);
});
afterAll(() => engine.close());

/** What a browser sends of a cookie that was set. */
const sent = (line: string): string => line.split(";")[0] ?? "";
const begin = async () => sent((await beginSession(CLERK, NOW, sessions)).cookie);

describe("a session", () => {
  it("lasts twelve hours, and no longer than its browser", async () => {
    const { cookie } = await beginSession(CLERK, NOW, sessions);
    expect(cookie).not.toMatch(/Max-Age|Expires/);
    expect(await opened([sent(cookie)], NOW + 12 * HOUR - 1)).toMatchObject({ principal: CLERK });
    expect(await opened([sent(cookie)], NOW + 12 * HOUR)).toBeUndefined();
  });

  it("is held by a cookie for this host alone, over a safe connection, out of the reach of scripts and other sites' posts", async () => {
    const { cookie } = await beginSession(CLERK, NOW, sessions);
    expect(cookie).toMatch(/^__Host-session=[\w-]{65}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
  });

  it("begins under a new secret each time, of which the table holds the hash only", async () => {
    const [one, other] = [await begin(), await begin()];
    expect(one).not.toBe(other);
    const secret = cookieNamed([one], "__Host-session") ?? "";
    const kept = await table.client.send(new ScanCommand({ TableName: table.name }));
    expect(kept.Count).toBeGreaterThan(1);
    expect(JSON.stringify(kept.Items)).not.toContain(secret);
  });

  it("that was ended opens nothing, and its cookie is taken", async () => {
    const cookie = await begin();
    const { cookie: taken } = await endSession(["__Host-language=en", cookie], sessions);
    expect(taken).toBe("__Host-session=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax");
    expect(await opened([cookie], NOW)).toBeUndefined();
  });

  it("of one browser goes on when another's ends", async () => {
    const [one, other] = [await begin(), await begin()];
    await endSession([other], sessions);
    expect(await opened([one], NOW)).toBeDefined();
  });

  it.each([
    ["is missing", []],
    ["is empty", ["__Host-session="]],
    ["is too short", ["__Host-session=abc"]],
    ["is another's", [`session=${"a".repeat(65)}`, `x__Host-session=${"a".repeat(65)}`]],
    ["was never given out", [`__Host-session=${"a".repeat(65)}`]],
    ["is of a secret alone", [`__Host-session=${"a".repeat(43)}`]],
  ])("is not opened by a cookie that %s", async (_title, cookies) => {
    expect(await opened(cookies, NOW)).toBeUndefined();
  });

  it("asks the table nothing about what cannot be a secret", async () => {
    const cookies = [`__Host-session=${"a".repeat(64)}#`];
    const { read, write } = await table.costOf(async () => {
      await opened(cookies, NOW);
      await endSession(cookies, sessions);
    });
    expect({ read, write }).toEqual({ read: 0, write: 0 });
  });
});

describe("a session that lies unused", () => {
  it("ends at the end of the time that the deployment allows", async () => {
    const cookie = await begin();
    const rules = { ...TWO_HOURS, notesUse: false };
    expect(await opened([cookie], NOW + 2 * HOUR - 1, rules)).toMatchObject({ principal: CLERK });
    expect(await opened([cookie], NOW + 2 * HOUR, rules)).toBeUndefined();
  });

  it("goes on from each use that is noted, and ends for good twelve hours after its beginning", async () => {
    const cookie = await begin();
    for (let hours = 1; hours < 12; hours++)
      expect(await opened([cookie], NOW + hours * HOUR, TWO_HOURS)).toMatchObject({ principal: CLERK });
    expect(await opened([cookie], NOW + 12 * HOUR, TWO_HOURS)).toBeUndefined();
  });

  it("never lies open longer than allowed, and at most five minutes less", async () => {
    const cookie = await begin();
    await opened([cookie], NOW + 5 * MINUTE - 1, TWO_HOURS);
    expect(await opened([cookie], NOW + 2 * HOUR - 1, { ...TWO_HOURS, notesUse: false })).toBeDefined();
    expect(await opened([cookie], NOW + 2 * HOUR, TWO_HOURS)).toBeUndefined();
  });

  it("is over after twelve hours, however lately it was used", () => {
    const kept = { usedAt: NOW, endsAt: NOW + 12 * HOUR };
    expect(isOpen(kept, NOW + 2 * HOUR - 1, TWO_HOURS)).toBe(true);
    expect(isOpen({ ...kept, usedAt: NOW + 11 * HOUR }, NOW + 12 * HOUR, TWO_HOURS)).toBe(false);
  });
});

describe("the price of a session", () => {
  it("is one read for each request, and one write at most every five minutes", async () => {
    const cookie = await begin();
    const cost = async (now: number) => {
      const { read, write } = await table.costOf(() => opened([cookie], now, TWO_HOURS));
      return { read, write };
    };
    expect(await cost(NOW + 1)).toEqual({ read: 1, write: 0 });
    expect(await cost(NOW + 5 * MINUTE - 1)).toEqual({ read: 1, write: 0 });
    expect(await cost(NOW + 5 * MINUTE)).toEqual({ read: 1, write: 1 });
    expect(await cost(NOW + 10 * MINUTE - 1)).toEqual({ read: 1, write: 0 });
  });

  it("is no write where a function may only read", async () => {
    const cookie = await begin();
    const { write } = await table.costOf(() => opened([cookie], NOW + HOUR, { ...TWO_HOURS, notesUse: false }));
    expect(write).toBe(0);
  });
});

describe("a session that is ended while it is used", () => {
  it("stays ended: to note its use brings nothing back", async () => {
    const cookie = await begin();
    const meanwhile = {
      session: async (name: Parameters<Sessions["session"]>[0]) => {
        const kept = await sessions.session(name);
        await sessions.end(name);
        return kept;
      },
      use: sessions.use,
    };
    const asked = { register: { sessions: meanwhile }, sessionRules: TWO_HOURS };
    expect(await sessionOf([cookie], NOW + HOUR, asked)).toBeUndefined();
    expect(await opened([cookie], NOW + HOUR, TWO_HOURS)).toBeUndefined();
  });
});
