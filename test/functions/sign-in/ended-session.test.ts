import { describe, expect, it } from "vitest";

import type { Staff } from "../../../functions/domain/access.ts";
import { callerNamed } from "../../../functions/http/caller.ts";
import { endSession } from "../../../functions/pages/session.ts";
import { email, unitId, unitNamed } from "../season.ts";
import { FIRST_KEEPER } from "./office.ts";
import type { Browser } from "./office.ts";
import { browser, office, openForEach } from "./open-office.ts";

const HOUR = 3_600_000;
const UNITS = "/units";

openForEach();

describe("who comes with a session that has ended", () => {
  it.each([
    ["lain unused", async () => void (office.now += 2 * HOUR)],
    ["been ended elsewhere", async () => void (await endSession([cookieOf(browser)], office.register.sessions))],
  ])("because it has %s is told so before the sign-in, once, and is led back to the page asked for", async (_, end) => {
    await browser.signIn();
    await end();
    const told = await browser.get(`/sign-in?to=${encodeURIComponent(UNITS)}`);
    expect([told.status, told.cookies]).toEqual([
      200,
      ["__Host-session=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"],
    ]);
    expect(told.body).toContain("không thao tác quá 2 giờ, đã quá 12 giờ, hoặc đã được kết thúc từ nơi khác");
    const [, href = ""] = /<a class="button main" href="([^"]*)"/.exec(told.body) ?? [];
    const on = await browser.get(href.replaceAll("&#38;", "&"));
    expect([on.status, on.location.startsWith(office.issuer.url)]).toEqual([303, true]);
    expect((await browser.get(office.issuer.signIn(on.location))).location).toBe(UNITS);
    expect(await browser.session()).toBeDefined();
  });

  it("is not kept from signing in as somebody else", async () => {
    await browser.signIn();
    office.now += 2 * HOUR;
    expect((await browser.get("/sign-in?to=%2F&as=another")).status).toBe(303);
  });
});

describe("the browser that one signs in by", () => {
  it("stands beside the session, as its owner knows it", async () => {
    const started = await browser.start("/", "&as=another");
    const userAgent = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";
    await browser.get(office.issuer.signIn(started), { "user-agent": userAgent });
    const person = (browser.jar.get("__Host-session") ?? "").slice(0, 22);
    const names = (await office.register.sessions.sessionsOf(person)).map(({ browser: name }) => name);
    expect(names).toContain("Chrome, Windows");
  });
});

describe("the first keeper of the register", () => {
  const named = (address: string, firstKeeper: Staff = FIRST_KEEPER) =>
    callerNamed(address, { register: office.register, firstKeeper });
  const keeps = async () => (await named(FIRST_KEEPER.email)).staff;

  it("keeps it until a contact of the home unit signs in, and then no more, at once and for good", async () => {
    await office.register.units.putUnits([unitNamed("snv"), unitNamed("stc")], new Map());
    office.issuer.person = { ...office.issuer.person, email: FIRST_KEEPER.email };
    await browser.signIn();
    expect(await keeps()).toEqual(FIRST_KEEPER);
    office.issuer.person = { ...office.issuer.person, email: "vanthu@stc.daklak.example" };
    await office.browser().signIn();
    expect(await keeps()).toEqual(FIRST_KEEPER);

    office.issuer.person = { ...office.issuer.person, email: "vanthu@snv.daklak.example" };
    const contact = office.browser();
    await contact.signIn();
    expect(await keeps()).toBeUndefined();
    await contact.post("/sign-out");
    await contact.signIn();
    expect(await keeps()).toBeUndefined();
    expect((await named("vanthu@snv.daklak.example")).units).toEqual([unitId("snv")]);
  });

  it("that a later deployment names keeps it again, until the next contact signs in", async () => {
    const another = { ...FIRST_KEEPER, email: email("another@snv.daklak.example") };
    await office.register.staff.relieve(FIRST_KEEPER.email, office.now);
    expect((await named(another.email, another)).staff).toEqual(another);
  });

  it("is asked about only when it is he who comes: nobody else's request costs a read more", async () => {
    const asked: string[] = [];
    const { staff } = office.register;
    const watched = {
      ...staff,
      isRelieved: (of: typeof FIRST_KEEPER.email) => (asked.push(of), staff.isRelieved(of)),
    };
    const lists = { register: { ...office.register, staff: watched }, firstKeeper: FIRST_KEEPER };
    await callerNamed("vanthu@stc.daklak.example", lists);
    expect(asked).toEqual([]);
    await callerNamed(FIRST_KEEPER.email, lists);
    expect(asked).toEqual([FIRST_KEEPER.email]);
  });
});

const cookieOf = ({ jar }: Browser): string => `__Host-session=${jar.get("__Host-session")}`;
