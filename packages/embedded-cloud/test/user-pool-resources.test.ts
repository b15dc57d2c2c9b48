import { expect, test } from "vitest";

import { back, changed, readPool, resources, without } from "./pool-visitor.ts";
import type { Resources } from "./pool-visitor.ts";

test("a template without a user pool has none", () => {
  expect(readPool({})).toBeUndefined();
});

test.each([
  [
    "a property of the pool",
    changed("Pool", { LambdaConfig: {} }),
    "Pool (AWS::Cognito::UserPool):\n- LambdaConfig is not known",
  ],
  [
    "user names that are no addresses",
    changed("Pool", { UsernameAttributes: ["phone_number"] }),
    "UsernameAttributes.0",
  ],
  [
    "a second factor that everybody has to have",
    changed("Pool", { MfaConfiguration: "ON" }),
    'MfaConfiguration: got "ON", known is "OFF" or "OPTIONAL"',
  ],
  ["a property of a client", changed("Site", { DefaultRedirectURI: back }), "DefaultRedirectURI is not known"],
  ["the implicit flow", changed("Site", { AllowedOAuthFlows: ["implicit"] }), '"code" or "client_credentials"'],
  [
    "a client with both flows",
    changed("Site", { AllowedOAuthFlows: ["code", "client_credentials"] }),
    "AllowedOAuthFlows: got",
  ],
  [
    "another sign-on behind it",
    changed("Site", { SupportedIdentityProviders: ["Google"] }),
    "SupportedIdentityProviders.0",
  ],
  ["the old pages", changed("Domain", { ManagedLoginVersion: 1 }), "ManagedLoginVersion: got 1, known is 2"],
  ["a domain of one's own", changed("Domain", { CustomDomainConfig: {} }), "CustomDomainConfig is not known"],
  ["a second pool", { ...resources, Other: { ...resources["Pool"] } } as Resources, "there is Other, too"],
  ["no domain", without("Domain"), "Pool has no domain"],
  ["a client without pages", without("Pages"), "the pages of Site"],
  [
    "scopes of no resource server",
    without("Notes"),
    "machine: got the scopes notes/read, notes/write, known are openid",
  ],
])("a template with %s is refused by name", (_what, given, message) => {
  expect(() => readPool(given)).toThrow(message);
});
