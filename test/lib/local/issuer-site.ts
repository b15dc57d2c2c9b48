import { onTestFinished } from "vitest";

import { StaffSchema } from "../../../functions/store/staff.ts";
import { UnitSchema } from "../../../functions/domain/unit-input.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { Issuer, issuerKey } from "embedded-cloud";
import { listenOnLoopback } from "embedded-cloud/loopback-server";
import { audience } from "../../../lib/local/own-settings.ts";
import { signInTo } from "../../../lib/local/sign-in/sign-in.ts";
import { embeddedEngine, freshRegister } from "../../functions/store/engines.ts";
import { awsEnvironment, startMs } from "./stand-ins.ts";

export const keeper = "vanthu@snv.daklak.example";

/** A unit with all three mailboxes, unless said otherwise. */
export function unitOf(id: string, name: string, more: object = {}): UnitRecord {
  const addresses = {
    clerkEmail: `vanthu@${id}.example`,
    officeEmail: `vp@${id}.example`,
    headEmail: `ld@${id}.example`,
  };
  return UnitSchema.parse({ id, name, kind: "so-ban-nganh", headTitle: `Giám đốc ${name}`, ...addresses, ...more });
}

const season = [
  unitOf("snv", "Sở Nội vụ", { clerkEmail: keeper }),
  unitOf("stp", "Sở Tư pháp"),
  unitOf("buon-don", "UBND huyện Buôn Đôn", { kind: "huyen", headTitle: "" }),
];
const leader = { email: "chutich@ubnd.example", name: "Chủ tịch UBND tỉnh", role: "leader", unitId: "snv" };

/** The issuer before a site of two pages, its register in an embedded DynamoDB, its virtual clock as the test sets it. */
export async function issuerSite({ units = season }: { units?: readonly UnitRecord[] } = {}) {
  const engine = await embeddedEngine();
  const { register, name } = await freshRegister(engine);
  await register.units.putUnits(units, new Map());
  if (units.length > 0) await register.staff.put(StaffSchema.parse(leader));
  const clock = { ms: startMs };
  const key = await issuerKey(undefined);
  let issuer: Issuer | undefined;
  const server = await listenOnLoopback(async (request, response) => {
    if (request.url?.startsWith("/local/issuer/")) return issuer?.handle(request, response);
    response.end("the site");
  });
  const site = server.url;
  const people = { register: { url: engine.endpoint, tableName: name }, awsEnvironment, homeUnit: "snv", keeper };
  issuer = new Issuer({
    url: `${site}/local/issuer`,
    key,
    audience,
    signIn: { now: () => clock.ms, ...signInTo(site, people) },
  });
  onTestFinished(async () => {
    await server.close();
    await engine.close();
  });
  return { site, issuer, key, clock, units: register.units };
}

/** RFC 7636's own example. */
export const pkce = {
  verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
  challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
};

/** Where a sign-in begins; what is undefined is left out. */
export function authorizationUrl(site: string, changed: Record<string, string | undefined> = {}): string {
  const asked = {
    client_id: audience,
    redirect_uri: `${site}/signed-in`,
    response_type: "code",
    scope: "openid email",
    state: "the-state",
    nonce: "the-nonce",
    code_challenge: pkce.challenge,
    code_challenge_method: "S256",
    ...changed,
  };
  return pathWith(`${site}/local/issuer/auth`, asked);
}

/** Where a sign-out begins; what is undefined is left out. */
export function endSessionUrl(site: string, asked: Record<string, string | undefined> = {}): string {
  return pathWith(`${site}/local/issuer/session/end`, asked);
}

/** Redeems a code as the site's sign-in would. */
export async function redeem(site: string, code: string, changed: Record<string, string> = {}) {
  const response = await fetch(`${site}/local/issuer/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: audience,
      redirect_uri: `${site}/signed-in`,
      code,
      code_verifier: pkce.verifier,
      ...changed,
    }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export type Page = { readonly url: URL; readonly status: number; readonly headers: Headers; readonly text: string };

/** As much of a browser as a sign-in takes: cookies by their paths, forms, and where an answer leads on to. */
export class Browser {
  /** As the server set them: name, value, path. */
  readonly cookies: { name: string; value: string; path: string }[] = [];
  readonly #goesOnTo: (next: URL) => boolean;

  /** @param goesOnTo where it follows an answer; unless said, until it leaves the issuer */
  constructor(goesOnTo = ({ pathname }: URL) => pathname.startsWith("/local/issuer/")) {
    this.#goesOnTo = goesOnTo;
  }

  /** @param origin of the page that posts the form */
  async open(address: string | URL, form?: Record<string, string>, origin?: string): Promise<Page> {
    const url = new URL(address);
    const fitting = this.cookies.filter(({ path }) => `${url.pathname}/`.startsWith(path === "/" ? path : `${path}/`));
    const cookie = fitting.map(({ name, value }) => `${name}=${value}`).join("; ");
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie, accept: "text/html", ...(form && { origin: origin ?? url.origin }) },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    const { status, headers } = response;
    for (const header of headers.getSetCookie()) this.#keep(header);
    // A page that leads on by itself says so in a header.
    const location = headers.get("location") ?? headers.get("refresh")?.replace(/^0;url=/, "");
    const next = location === undefined ? undefined : new URL(location, url);
    if (next !== undefined && this.#goesOnTo(next)) return this.open(next);
    return { url: next ?? url, status, headers, text: await response.text() };
  }

  #keep(header: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
    const [, path = "/"] = /; path=([^;]+)/i.exec(header) ?? [];
    const known = this.cookies.findIndex((one) => one.name === name && one.path === path);
    if (known >= 0) this.cookies.splice(known, 1);
    if (value !== "") this.cookies.push({ name, value, path });
  }
}

/** Signs somebody in, as far as the site's `/signed-in`. */
export async function signIn(site: string, form: Record<string, string>, browser = new Browser()): Promise<Page> {
  const list = await browser.open(authorizationUrl(site));
  return browser.open(list.url, form);
}

function pathWith(address: string, asked: Record<string, string | undefined>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
