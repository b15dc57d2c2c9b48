import { afterAll } from "vitest";

import { httpApi, standUpFixture } from "./fixture-cloud.ts";
import type { AtEnd } from "./stand-ins.ts";

const echo = "exports.handler = async (event) => event;";

type Routes = Record<string, "public" | "signed-in">;

/** A site of one function, and what asks it. */
export async function site(routes: Routes, code = echo, properties = {}, atEnd?: AtEnd) {
  const functions = { Web: { code, properties } };
  const cloud = await standUpFixture({ functions, resources: httpApi("Web", routes), ...(atEnd && { atEnd }) });
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${cloud.url}${path}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
  };
  const token = (options = {}) =>
    cloud.issuer.token({ email: "vanthu@stp.daklak.example" }, { audience: "site", ...options });
  return {
    ...cloud,
    call,
    token,
    get: (bearer?: string) => call("/me", bearer ? { headers: { authorization: bearer } } : {}),
  };
}

const shared = new Map<string, ReturnType<typeof site>>();
const endings: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
});

/** A site whose function answers what it is given: for all tests that leave it as it was. */
export function sharedSite(routes: Routes): ReturnType<typeof site> {
  const name = JSON.stringify(routes);
  const known = shared.get(name) ?? site(routes, echo, {}, (end) => void endings.push(end));
  shared.set(name, known);
  return known;
}
