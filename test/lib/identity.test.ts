import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";

import { Identity } from "../../lib/identity.ts";
import type { IdentityProps } from "../../lib/identity.ts";
import { unitId } from "../functions/season.ts";

const SITE = "https://baocao.daklak.example";

function identity(props: Partial<IdentityProps>) {
  const stack = new Stack(new App(), "Test");
  const made = new Identity(stack, "Identity", { siteUrl: SITE, issuer: undefined, audience: undefined, ...props });
  return {
    made,
    template: () => Template.fromStack(stack),
    resolve: (value: unknown): unknown => stack.resolve(value),
  };
}

describe("the identity of people", () => {
  it("comes from a user pool of the stack's own, as whose clients they sign in, by pages and by scripts", () => {
    const { made, template, resolve } = identity({ audience: ["edoc"] });
    const clients = template().findResources("AWS::Cognito::UserPoolClient");
    const [site = "", script = ""] = Object.keys(clients);
    expect([site, script]).toEqual([expect.stringContaining("Site"), expect.stringContaining("Script")]);
    expect(resolve(made.clientId)).toEqual({ Ref: site });
    expect(resolve(made.audience)).toEqual([{ Ref: site }, { Ref: script }, "edoc"]);
    expect(resolve(made.clients)).toEqual({ "Fn::Join": ["", [{ Ref: site }, " ", { Ref: script }]] });
  });

  it("lets the site's client lead back to its sign-in and start only, the scripts' to the asker's own machine", () => {
    const clients = identity({}).template().findResources("AWS::Cognito::UserPoolClient");
    expect(Object.values(clients)).toMatchObject([
      { Properties: { CallbackURLs: [`${SITE}/signed-in`], LogoutURLs: [`${SITE}/`] } },
      { Properties: { CallbackURLs: ["http://localhost:8976/signed-in"] } },
    ]);
  });

  it("has pages for each client: without them nobody gets past the pool's gateway", () => {
    const template = identity({}).template();
    const pages = Object.values(template.findResources("AWS::Cognito::ManagedLoginBranding"));
    const clients = Object.keys(template.findResources("AWS::Cognito::UserPoolClient"));
    expect(pages.map(({ Properties }) => Properties.ClientId.Ref)).toEqual(clients);
  });

  it("comes from an issuer that was given, and then the first of the audience is the client", () => {
    const { made } = identity({ issuer: "https://sso.daklak.example", audience: ["dung-han", "edoc"] });
    expect(made).toMatchObject({
      issuer: "https://sso.daklak.example",
      clientId: "dung-han",
      audience: ["dung-han", "edoc"],
    });
    expect(made.clients).toBe("dung-han");
    expect(made.node.children).toEqual([]);
  });

  it("cannot come from an issuer without anybody to sign in as", () => {
    expect(() => identity({ issuer: "https://sso.daklak.example" })).toThrow("at least the client id");
  });
});

describe("units' own systems", () => {
  const systems = [
    { client: "edoc-stc", unit: unitId("stc") },
    { client: "edoc-stp", unit: unitId("stp"), subject: "service-account-1" },
  ];

  it("are let in by the gateway, and known to the functions with their units", () => {
    const own = { issuer: "https://sso.daklak.example", audience: ["dung-han", "bao-cao-api"] };
    expect(identity({ ...own, systems }).made).toMatchObject({
      audience: ["dung-han", "bao-cao-api", "edoc-stc", "edoc-stp"],
      clients: "dung-han edoc-stc=stc edoc-stp=stp=service-account-1",
    });
  });

  it("get their tokens of the user pool for the one scope that there is", () => {
    const { made, template, resolve } = identity({ systems });
    expect(resolve(made.audience)).toEqual([expect.anything(), expect.anything(), "edoc-stc", "edoc-stp"]);
    expect(Object.values(template().findResources("AWS::Cognito::UserPoolResourceServer"))).toMatchObject([
      { Properties: { Identifier: "dung-han", Scopes: [{ ScopeName: "api" }] } },
    ]);
  });
});

describe("the user pool", () => {
  const poolOf = (props: Partial<IdentityProps> = {}) => {
    const [pool] = Object.values(identity(props).template().findResources("AWS::Cognito::UserPool"));
    return pool ?? {};
  };
  const clientsOf = (props: Partial<IdentityProps> = {}) =>
    Object.values(identity(props).template().findResources("AWS::Cognito::UserPoolClient"));

  // Required attributes have to be writable by every client that names what it writes, and nobody may write their address;
  // what is required can never be changed (Cognito, "Working with user attributes"; aws/aws-cdk#2608).
  it("requires no attribute, since nobody may write one: the address is the user's name", () => {
    expect(poolOf()["Properties"]).toMatchObject({ UsernameAttributes: ["email"] });
    const required = [poolOf()["Properties"]["Schema"] ?? []].flat().filter((one) => one.Required);
    expect(required).toEqual([]);
  });

  it("lets nobody write the address that their authority hangs on, nor say that it is verified", () => {
    for (const { Properties } of clientsOf()) expect(Properties.WriteAttributes).toEqual(["locale"]);
    expect(poolOf()["Properties"]).toMatchObject({
      AutoVerifiedAttributes: ["email"],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    });
  });

  it("signs people in by its own pages only, and so gives out no token by which an account could be changed", () => {
    for (const { Properties } of clientsOf()) {
      expect(Properties).toMatchObject({
        ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
        AllowedOAuthFlows: ["code"],
        AllowedOAuthScopes: ["openid", "email"],
        GenerateSecret: false,
        PreventUserExistenceErrors: "ENABLED",
      });
    }
  });

  it("has passwords of twelve characters at least; a first one, which somebody else knows, is good for a week", () => {
    expect(poolOf()["Properties"]["Policies"].PasswordPolicy).toMatchObject({
      MinimumLength: 12,
      PasswordHistorySize: 5,
      TemporaryPasswordValidityDays: 7,
    });
  });

  it("has an account set up by others only, and recovered by its verified address only", () => {
    expect(poolOf()["Properties"]).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
    });
  });

  it("can be rolled back with the first deployment, and from the second on is kept whatever happens", () => {
    const kept = { DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" };
    expect(poolOf()).toMatchObject({ ...kept, Properties: { DeletionProtection: "INACTIVE" } });
    expect(poolOf({ stands: true })).toMatchObject({ ...kept, Properties: { DeletionProtection: "ACTIVE" } });
  });

  it("has no fixed name, so that two of them stand side by side", () => {
    expect(poolOf()["Properties"]).not.toHaveProperty("UserPoolName");
  });

  it.each([
    [undefined, "OPTIONAL"],
    [true, "ON"],
  ])("asks for a second factor as the deployment says (%s: %s), by an app and never by SMS", (secondFactor, mfa) => {
    expect(poolOf({ secondFactor })["Properties"]).toMatchObject({
      MfaConfiguration: mfa,
      EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
    });
  });
});
