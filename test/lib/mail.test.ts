import { describe, expect, it } from "vitest";

import { only, resourcesOf, synthesize } from "./synthesized.ts";

const template = synthesize();

it("keeps no list of addresses beside the register's: an office that says its mailbox takes mail again is written to", () => {
  const { properties } = only(resourcesOf(template, "AWS::SES::ConfigurationSet"));
  expect(properties).toMatchObject({
    SuppressionOptions: { SuppressedReasons: [] },
    DeliveryOptions: { TlsPolicy: "REQUIRE" },
  });
});

describe("the sender's domain", () => {
  const dkim = (of: typeof template) => Object.keys(of.toJSON()["Outputs"]).filter((name) => name.includes("Dkim"));

  it("is made an identity of the mail service's, and its three records are told", () => {
    expect(only(resourcesOf(template, "AWS::SES::EmailIdentity")).properties["EmailIdentity"]).toBe("daklak.example");
    expect(dkim(template)).toHaveLength(3);
  });

  it("is left alone when another deployment has made it: a domain has one identity in an account and region", () => {
    const adopting = synthesize({ identity: "adopt" });
    expect(resourcesOf(adopting, "AWS::SES::EmailIdentity")).toEqual([]);
    expect(dkim(adopting)).toEqual([]);
    const [made, adopted] = [template, adopting].map((of) =>
      JSON.stringify(
        resourcesOf(of, "AWS::IAM::Policy").filter(({ properties }) => JSON.stringify(properties).includes('"ses:')),
      ),
    );
    expect(adopted).toBe(made);
  });
});
