import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";

import { Identity } from "../../lib/identity.ts";

const SITE = "https://baocao.daklak.example";

function identity(props: { issuer?: string; audience?: string[] }) {
  const stack = new Stack(new App(), "Test");
  const made = new Identity(stack, "Identity", { siteUrl: SITE, issuer: props.issuer, audience: props.audience });
  return {
    made,
    template: () => Template.fromStack(stack),
    resolve: (value: unknown): unknown => stack.resolve(value),
  };
}

describe("the identity of people", () => {
  it("comes from a user pool of the stack's own, as whose client they sign in", () => {
    const { made, template, resolve } = identity({ audience: ["edoc"] });
    const [client = ""] = Object.keys(template().findResources("AWS::Cognito::UserPoolClient"));
    expect(resolve(made.clientId)).toEqual({ Ref: client });
    expect(resolve(made.audience)).toEqual([{ Ref: client }, "edoc"]);
  });

  it("lets that client lead back to the sign-in and the start of the site only, by codes only, without a secret", () => {
    const clients = identity({}).template().findResources("AWS::Cognito::UserPoolClient");
    expect(Object.values(clients)).toMatchObject([
      {
        Properties: {
          CallbackURLs: [`${SITE}/signed-in`],
          LogoutURLs: [`${SITE}/`],
          AllowedOAuthFlows: ["code"],
          AllowedOAuthScopes: ["openid", "email"],
          GenerateSecret: false,
        },
      },
    ]);
  });

  it("comes from an issuer that was given, and then the first of the audience is the client", () => {
    const { made } = identity({ issuer: "https://sso.daklak.example", audience: ["dung-han", "edoc"] });
    expect(made).toMatchObject({
      issuer: "https://sso.daklak.example",
      clientId: "dung-han",
      audience: ["dung-han", "edoc"],
    });
    expect(made.node.children).toEqual([]);
  });

  it("cannot come from an issuer without anybody to sign in as", () => {
    expect(() => identity({ issuer: "https://sso.daklak.example" })).toThrow("at least the client id");
  });
});
