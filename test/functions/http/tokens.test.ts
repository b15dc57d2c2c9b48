import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Clients } from "../../../functions/domain/clients.ts";
import { ClientsSchema, writeClients } from "../../../functions/domain/clients.ts";
import { routes } from "../../../functions/api/all.ts";
import { holderOf } from "../../../functions/http/token-holder.ts";
import type { Claims } from "../../../functions/http/token-holder.ts";
import { unitNamed } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { DUTY, testSiteOf, openTestSite } from "./register-site.ts";
import type { TestSite } from "./register-site.ts";

const EMAIL = "vanthu@stc.daklak.example";
const verified = { email: EMAIL, email_verified: "true" };

/** The site's and the scripts' client, and three systems: of the pool, of Keycloak, and of Auth0. */
const clients = ClientsSchema.parse(
  "dung-han dung-han-script edoc-stc=stc edoc-stp=stp=0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 edoc-snv=snv=edoc-snv@clients",
);
/** As the gateway writes claims into its events: every one a text. */
const idToken = { aud: "dung-han", sub: "7d1c", token_use: "id", "cognito:username": "7d1c", ...verified };
const systemToken = { sub: "edoc-stc", client_id: "edoc-stc", token_use: "access", scope: "dung-han/api" };
const keycloak = { aud: "[dung-han account]", azp: "dung-han", sub: "7d1c", typ: "Bearer", scope: "openid email" };

type Case = readonly [what: string, claims: Claims];

describe("a person", () => {
  it.each<Case>([
    ["an ID token of the user pool, made for the site's client", idToken],
    ["an ID token of the user pool, made for the scripts' client", { ...idToken, aud: "dung-han-script" }],
    ["an ID token that names no other client than its audience", { aud: "dung-han", ...verified }],
    ["an ID token whose audience is a list of one", { aud: "[dung-han]", ...verified }],
    ["a list that has not been written as a text", { aud: ["dung-han"], ...verified }],
    ["an address that is verified by a boolean", { ...idToken, email_verified: true }],
    ["an address in capitals", { ...idToken, email: "VanThu@STC.daklak.example" }],
    ["Keycloak's ID token", { ...keycloak, aud: "dung-han", typ: "ID", ...verified }],
    ["Keycloak's access token, for several audiences", { ...keycloak, ...verified }],
    [
      "an access token by RFC 9068, for an API",
      { aud: "bao-cao-api", client_id: "dung-han", sub: "7d1c", ...verified },
    ],
    ["Microsoft's access token", { aud: "api://bao-cao", azp: "dung-han", sub: "7d1c", ...verified }],
    ["Microsoft's old access token", { aud: "api://bao-cao", appid: "dung-han", sub: "7d1c", ...verified }],
    ["Okta's access token", { aud: "api://bao-cao", cid: "dung-han", sub: "7d1c", ...verified }],
    ["a token that names its client twice", { azp: "dung-han", client_id: "dung-han", aud: "edoc", ...verified }],
  ])("is %s", (_what, claims) => {
    expect(holderOf(claims, clients)).toEqual({ person: EMAIL });
  });
});

describe("a system", () => {
  it.each<readonly [what: string, unit: string, claims: Claims]>([
    ["the user pool's client-credentials token", "stc", systemToken],
    ["one by RFC 9068", "stc", { aud: "bao-cao-api", sub: "edoc-stc", client_id: "edoc-stc" }],
    ["one with an audience of lists", "stc", { aud: "[dung-han edoc-stc]", sub: "edoc-stc", client_id: "edoc-stc" }],
    [
      "Keycloak's, of its service account, which the deployment's file names",
      "stp",
      {
        ...keycloak,
        azp: "edoc-stp",
        client_id: "edoc-stp",
        sub: "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        preferred_username: "service-account-edoc-stp",
        email_verified: "false",
      },
    ],
    ["Auth0's", "snv", { aud: "bao-cao-api", azp: "edoc-snv", sub: "edoc-snv@clients", gty: "client-credentials" }],
    ["one with an address, which is of no account there", "stc", { ...systemToken, ...verified }],
  ])("is %s", (_what, unit, claims) => {
    expect(holderOf(claims, clients)).toMatchObject({ system: { unit } });
  });
});

const NOBODY: Case[] = [
  ["no claims at all", {}],
  ["an address that nobody made a token for", verified],
  ["a user's name that is an address", { aud: "dung-han", token_use: "id", username: EMAIL, sub: EMAIL }],

  // Other clients' tokens.
  ["an ID token made for another client of the audience", { ...idToken, aud: "van-thu" }],
  ["an ID token of another client, given to that client by name", { ...idToken, azp: "van-thu" }],
  [
    "another client's access token for this site, with the person's address",
    { ...keycloak, azp: "van-thu", ...verified },
  ],
  ["another client's access token by RFC 9068", { aud: "dung-han", client_id: "van-thu", sub: "7d1c", ...verified }],
  ["another client's access token of Microsoft's", { aud: "dung-han", appid: "van-thu", sub: "7d1c", ...verified }],
  ["a token for several audiences that does not say whose it is", { aud: "[dung-han van-thu]", ...verified }],
  ["one for several audiences, as a list", { aud: ["van-thu", "dung-han"], ...verified }],
  ["one for nobody", { aud: "", ...verified }],
  ["one for an empty list", { aud: "[]", ...verified }],
  ["one for two, of which it makes one name", { aud: "dung-han van-thu", ...verified }],
  ["a token that contradicts itself", { ...idToken, azp: "dung-han", client_id: "van-thu" }],
  ["one that contradicts itself the other way round", { ...idToken, azp: "van-thu", client_id: "dung-han" }],
  ["one with an empty name of its client", { ...idToken, azp: "" }],
  ["a client that is a list", { ...idToken, azp: "[dung-han dung-han-script]" }],
  ["a client that is no text", { ...idToken, azp: ["dung-han"] }],
  ["another client's client-credentials token", { ...systemToken, sub: "edoc-xyz", client_id: "edoc-xyz" }],

  // The site's own client, without a person whose address is verified.
  [
    "a person's access token of the user pool",
    { client_id: "dung-han", sub: "7d1c", token_use: "access", username: "7d1c" },
  ],
  [
    "one into which a trigger wrote the address",
    { client_id: "dung-han", sub: "7d1c", token_use: "access", ...verified },
  ],
  ["the site's client itself, as a system", { client_id: "dung-han", sub: "dung-han", token_use: "access" }],
  ["the site's client itself, with an address", { client_id: "dung-han", sub: "dung-han", ...verified }],
  ["an address that the issuer has not verified", { ...idToken, email_verified: "false" }],
  ["an address of which the issuer says nothing", { aud: "dung-han", token_use: "id", email: EMAIL }],
  ["an address that is verified by a number", { ...idToken, email_verified: 1 }],
  ["an address that is verified by a number, as a text", { ...idToken, email_verified: "1" }],
  ["an address that is verified in capitals", { ...idToken, email_verified: "TRUE" }],
  ["an empty address", { ...idToken, email: "" }],
  ["an address that is a list", { ...idToken, email: `[${EMAIL} vanthu@stp.daklak.example]` }],
  ["an address that is no text", { ...idToken, email: [EMAIL] }],
  [
    "an address in another alphabet, which in lower case would be the unit's",
    { ...idToken, email: EMAIL.replace("k", "\u212A") },
  ],
  ["an address that spells a system's name", { ...idToken, email: "client:edoc-stc" }],
  ["a token to get new ones by", { ...keycloak, typ: "Refresh", ...verified }],
  ["a token to get new ones by for months", { ...keycloak, typ: "Offline", ...verified }],

  // A system's client, without the system.
  [
    "somebody who signed in at a system's client",
    { client_id: "edoc-stc", sub: "7d1c", token_use: "access", username: "7d1c" },
  ],
  ["the same, by an ID token with a verified address", { ...idToken, aud: "edoc-stc" }],
  ["the same, at an issuer of the province's", { ...keycloak, azp: "edoc-stc", ...verified }],
  ["a system without a subject", { client_id: "edoc-stc", token_use: "access" }],
  ["a system's client id for a subject, where the file says another", { azp: "edoc-stp", sub: "edoc-stp" }],
  ["an ID token of a system's client, whatever its subject", { ...systemToken, token_use: "id" }],
  ["a system's token to get new ones by", { ...systemToken, typ: "Refresh" }],
  ["one system's subject at another's client", { ...systemToken, client_id: "edoc-stp" }],

  // Almost the same id.
  ["a client id in capitals", { ...systemToken, sub: "EDOC-STC", client_id: "EDOC-STC" }],
  ["a client id with a space after it", { ...systemToken, sub: "edoc-stc ", client_id: "edoc-stc " }],
  ["a client id with a line's end after it", { ...systemToken, sub: "edoc-stc\n", client_id: "edoc-stc\n" }],
  ["a client id with a Cyrillic letter", { ...systemToken, sub: "edoc-st\u0441", client_id: "edoc-st\u0441" }],
  ["a client id of full width", { ...systemToken, sub: "\uFF45doc-stc", client_id: "\uFF45doc-stc" }],
  ["a client id that nobody sees begin", { ...systemToken, sub: "\u200Bedoc-stc", client_id: "\u200Bedoc-stc" }],
  ["the site's client in capitals", { ...idToken, aud: "Dung-Han" }],
  ["the site's client with a space before it", { ...idToken, aud: " dung-han" }],
  ["a client id that spells a unit's address", { ...systemToken, sub: EMAIL, client_id: EMAIL }],
  [
    "a client id that spells the register's own name of a system",
    { client_id: "client:edoc-stc", sub: "client:edoc-stc" },
  ],
];

describe("nobody", () => {
  it.each(NOBODY)("is %s, and is told why", (_what, claims) => {
    expect(holderOf(claims, clients)).toEqual({ nobody: expect.stringMatching(/^[A-Z].*\.$/) });
  });

  it("is a system of a client that people sign in by, though the file says so", () => {
    const confused: Clients = { ...clients, people: [...clients.people, "edoc-stc"] };
    expect(holderOf(systemToken, confused)).toHaveProperty("nobody");
  });
});

describe("over the API", () => {
  let engine: Engine;
  let site: TestSite;
  beforeAll(async () => {
    engine = await embeddedEngine();
    site = await openTestSite(engine);
  });
  afterAll(() => engine.close());

  it("a token of nobody is 401 at every route, whatever is asked for and sent", async () => {
    const lines = Object.values(routes)
      .filter(({ access }) => access === "signed-in")
      .map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, "khong-co")}`);
    const claims = { ...idToken, aud: "van-thu" };
    for (const line of [...lines, `GET ${DUTY}`, `PUT ${DUTY}/draft`]) {
      const got = await site.send(line, { claims, body: "{", contentType: "text/plain" });
      expect([line, got.status, got.headers["www-authenticate"]]).toEqual([line, 401, 'Bearer error="invalid_token"']);
      expect(got.json).toEqual({
        type: "/problems/not-signed-in",
        title: "Sign in first",
        status: 401,
        detail: "This token does not count here. It was not made for a client of this site.",
      });
    }
  });

  it.each(NOBODY)("%s is 401", async (_what, claims) => {
    const { send } = testSiteOf({ ...site.world, clients });
    expect((await send("GET /api/me", { claims })).status).toBe(401);
  });

  it("a person's access token hears which token is needed", async () => {
    const claims = { client_id: "dung-han", sub: "7d1c", token_use: "access" };
    expect((await site.send("GET /api/me", { claims })).json).toMatchObject({
      detail: "This token does not count here. Send the person's ID token.",
    });
  });

  it("a system acts for its unit, and only for that, whatever the register has elsewhere", async () => {
    // Entered by hand in the table, or before the deployment's file bound it to another unit.
    const stp = { ...unitNamed("stp"), clients: ["edoc-stp", "edoc-stc"] };
    const { units } = site.world.register;
    await units.putUnits([stp], await units.unitsToChange([stp]));
    expect((await site.send("GET /api/me", { as: "client:edoc-stc" })).json).toMatchObject({
      principal: "client:edoc-stc",
      units: ["stc"],
      keepsRegister: false,
    });
    expect((await site.send(`GET ${DUTY}`, { as: "client:edoc-stc" })).status).toBe(200);
    expect((await site.send(`GET ${DUTY.replace("/stc", "/stp")}`, { as: "client:edoc-stc" })).status).toBe(404);
  });

  it("a system that the register does not name for its unit acts for nobody", async () => {
    const me = await site.send("GET /api/me", { as: "client:edoc-2" });
    expect([me.status, me.json]).toMatchObject([200, { principal: "client:edoc-2", units: [] }]);
    expect((await site.send(`GET ${DUTY}`, { as: "client:edoc-2" })).status).toBe(404);
  });
});

describe("the clients in a function's environment", () => {
  it("come back as they were written", () => {
    expect(ClientsSchema.parse(writeClients(clients))).toEqual(clients);
    expect(clients).toEqual({
      people: ["dung-han", "dung-han-script"],
      systems: [
        { client: "edoc-stc", unit: "stc" },
        { client: "edoc-stp", unit: "stp", subject: "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0" },
        { client: "edoc-snv", unit: "snv", subject: "edoc-snv@clients" },
      ],
    });
  });

  it.each(["", " ", "edoc-stc=stc", "dung-han edoc-stc=", "dung-han =stc", "dung-han a=b=c=d", "dung-han  edoc=stc"])(
    "are not taken when they are %j",
    (text) => {
      expect(ClientsSchema.safeParse(text).success).toBe(false);
    },
  );
});
