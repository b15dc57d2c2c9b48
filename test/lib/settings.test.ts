import { App } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";

import { readSettings } from "../../lib/settings.ts";
import { exampleContext } from "./synthesized.ts";

const read = (context: Record<string, unknown>) => readSettings(new App({ context }).node);

describe("the stack's settings", () => {
  it("are read from context, numbers from the command line too", () => {
    expect(
      read({
        ...exampleContext,
        mailRate: "50",
        mailWorkers: "4",
        siteUrl: "https://baocao.daklak.example/",
        issuer: "https://sso.daklak.example",
        audience: "a, b",
      }),
    ).toEqual({
      name: "laptop",
      stands: false,
      identity: "make",
      systems: [],
      homeUnit: "snv",
      keeper: "vanthu@snv.daklak.example",
      sender: "dunghan@daklak.example",
      mailRate: 50,
      mailWorkers: 4,
      siteUrl: "https://baocao.daklak.example",
      issuer: "https://sso.daklak.example",
      audience: ["a", "b"],
    });
  });

  it("name at once all that is missing or wrong, with the value got and what is allowed", () => {
    expect(() =>
      read({ sender: "văn thư", mailRate: "0", mailWorkers: 1, issuer: "http://sso.daklak.example", operatorEmail: 7 }),
    ).toThrow(
      [
        "These settings cannot be used (give them in cdk.json under context, or as -c name=value):",
        "- homeUnit: got nothing; allowed: one unit's id: 1 to 64 small letters a–z, digits, - and _, like snv",
        "- keeper: got nothing; allowed: an e-mail address, like dunghan@tinh.example",
        '- sender: got "văn thư"; allowed: an e-mail address, like dunghan@tinh.example',
        '- mailRate: got "0"; allowed: a number of letters a second, above 0',
        "- mailWorkers: got 1; allowed: a whole number of workers, from 2 to 1000",
        '- issuer: got "http://sso.daklak.example"; allowed: an https address without query, like https://sso.tinh.example (http on loopback only)',
        "- operatorEmail: got 7; allowed: an e-mail address, like dunghan@tinh.example",
        "- audience: got nothing; allowed: with an issuer, at least the client id that people sign in by, which comes first, separated by commas",
      ].join("\n"),
    );
  });

  const issuedBy = (issuer: string) => read({ ...exampleContext, issuer, audience: "dung-han" }).issuer;

  it.each(["http://127.0.0.1:4000", "http://localhost:4000", "https://sso.daklak.example/realms/tinh"])(
    "take %s for an issuer",
    (issuer) => {
      expect(issuedBy(issuer)).toBe(issuer);
    },
  );

  it.each([
    "http://sso.daklak.example",
    "http://127.0.0.1.evil.example",
    "https://sso.daklak.example?x=1",
    "javascript:alert(1)",
    "sso.daklak.example",
  ])("do not take %s for an issuer", (issuer) => {
    expect(() => issuedBy(issuer)).toThrow("issuer: got");
  });

  it.each(["https://a.example/bao-cao", "https://a.example?x", "https://user:pass@a.example", "http://a.example"])(
    "do not take %s for the site's address",
    (siteUrl) => {
      expect(() => read({ ...exampleContext, siteUrl })).toThrow("siteUrl: got");
    },
  );
});
