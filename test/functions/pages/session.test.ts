import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { beginSession, cookieNamed, endSession, sessionOf } from "../../../functions/pages/session.ts";
import type { Sessions } from "../../../functions/store/sessions.ts";
import { at, email } from "../season.ts";
import { embeddedEngine, freshRegister } from "../store/engines.ts";
import type { Engine, TestRegister } from "../store/engines.ts";

const NOW = at("2017-10-27T08:00");
const HOUR = 3_600_000;
const CLERK = email("vanthu@stc.daklak.example");

let engine: Engine;
let table: TestRegister;
let sessions: Sessions;
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
    expect(await sessionOf([sent(cookie)], NOW + 12 * HOUR - 1, sessions)).toMatchObject({ principal: CLERK });
    expect(await sessionOf([sent(cookie)], NOW + 12 * HOUR, sessions)).toBeUndefined();
  });

  it("is held by a cookie for this host alone, over a safe connection, out of the reach of scripts and other sites' posts", async () => {
    const { cookie } = await beginSession(CLERK, NOW, sessions);
    expect(cookie).toMatch(/^__Host-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
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
    expect(await sessionOf([cookie], NOW, sessions)).toBeUndefined();
  });

  it("of one browser goes on when another's ends", async () => {
    const [one, other] = [await begin(), await begin()];
    await endSession([other], sessions);
    expect(await sessionOf([one], NOW, sessions)).toBeDefined();
  });

  it.each([
    ["is missing", []],
    ["is empty", ["__Host-session="]],
    ["is too short", ["__Host-session=abc"]],
    ["is another's", [`session=${"a".repeat(43)}`, `x__Host-session=${"a".repeat(43)}`]],
    ["was never given out", [`__Host-session=${"a".repeat(43)}`]],
  ])("is not opened by a cookie that %s", async (_title, cookies) => {
    expect(await sessionOf(cookies, NOW, sessions)).toBeUndefined();
  });

  it("asks the table nothing about what cannot be a secret", async () => {
    const cookies = [`__Host-session=${"a".repeat(42)}#`];
    const { read, write } = await table.costOf(async () => {
      await sessionOf(cookies, NOW, sessions);
      await endSession(cookies, sessions);
    });
    expect({ read, write }).toEqual({ read: 0, write: 0 });
  });
});
