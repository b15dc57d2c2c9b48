import { describe, expect, it } from "vitest";

import type { Internet } from "../../../lib/doctor/ask-issuer.ts";
import { about, examined } from "./examined.ts";
import { internetOf, issuerSite } from "./recorded-internet.ts";

describe("the sign-on", () => {
  const sso = "https://sso.daklak.test/realms/tinh";
  const own = { settings: { issuer: sso, audience: ["dung-han"] } };
  const signOn = async (internet: Internet, settings = own.settings) =>
    about(await examined({ settings, internet }), "sign-on")[0];

  it("of the province's own is asked for its keys; of its keeper's account it knows more than we", async () => {
    const findings = await examined({ ...own, internet: internetOf(issuerSite(sso)) });
    expect(about(findings, "sign-on")).toEqual([expect.objectContaining({ state: "there" })]);
    expect(about(findings, "keeper")).toEqual([]);
  });

  const keysAt = `${sso}/.well-known/jwks.json`;
  it.each<[string, Internet, string]>([
    [
      "nobody reaches",
      internetOf({}),
      `its discovery document was not reached (connect ECONNREFUSED ${sso}/.well-known/openid-configuration)`,
    ],
    [
      "only the province's own network reaches",
      internetOf(issuerSite(sso), { "sso.daklak.test": ["10.20.0.5"] }),
      "its discovery document is reached from here at 10.20.0.5, which is no address of the internet",
    ],
    [
      "only a network of version 6 reaches",
      internetOf(issuerSite(sso), { "sso.daklak.test": ["fd00::5"] }),
      "is reached from here at fd00::5",
    ],
    [
      "leads elsewhere",
      internetOf({ [`${sso}/.well-known/openid-configuration`]: { status: 302, body: "" } }),
      "its discovery document answers with 302",
    ],
    [
      "answers with a page",
      internetOf({ [`${sso}/.well-known/openid-configuration`]: { body: "<html>" } }),
      "its discovery document lacks JSON",
    ],
    [
      "says too little",
      internetOf(issuerSite(sso, { token_endpoint: undefined })),
      "its discovery document lacks token_endpoint",
    ],
    [
      "calls itself otherwise",
      internetOf(issuerSite(sso, { issuer: `${sso}/` })),
      `says the issuer is ${sso}/: the file has to say so letter by letter`,
    ],
    [
      "has its keys without TLS",
      internetOf(issuerSite(sso, { jwks_uri: "http://sso.daklak.test/keys" })),
      "its keys (http://sso.daklak.test/keys) are not at an https address",
    ],
    [
      "has its keys where nobody reaches them",
      internetOf(issuerSite(sso, { jwks_uri: `${sso}/keys` })),
      "its key set was not reached",
    ],
    [
      "has its keys inside",
      internetOf(
        {
          ...issuerSite(sso, { jwks_uri: "https://keys.daklak.test/" }),
          "https://keys.daklak.test/": { body: { keys: [{ kty: "RSA" }] } },
        },
        { "keys.daklak.test": ["192.168.1.9"] },
      ),
      "its key set is reached from here at 192.168.1.9, which is no address of the internet",
    ],
    [
      "has keys of another kind",
      internetOf({ ...issuerSite(sso), [keysAt]: { body: { keys: [{ kty: "EC" }, { kty: "RSA", use: "enc" }] } } }),
      "holds no RSA key for signatures, and the gateway takes no other (EC, RSA)",
    ],
    ["has no keys", internetOf({ ...issuerSite(sso), [keysAt]: { body: {} } }), "(none at all)"],
  ])("that %s is missing", async (_, internet, says) => {
    const finding = await signOn(internet);
    expect(finding).toMatchObject({ state: "missing", todo: expect.stringContaining("without it nobody signs in") });
    expect(finding?.says).toContain(says);
  });

  it("is asked for at the same address with a slash at its end", async () => {
    const internet = internetOf(issuerSite(sso, { issuer: `${sso}/` }));
    expect(await signOn(internet, { issuer: `${sso}/`, audience: ["dung-han"] })).toMatchObject({ state: "there" });
  });
});
