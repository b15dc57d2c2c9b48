import { SignJWT } from "jose";
import type { JWTPayload } from "jose";
import { expect, onTestFinished, test } from "vitest";

import { Issuer } from "../src/gateway/issuer.ts";
import { issuerKey } from "../src/gateway/issuer-key.ts";
import { jwtAuthorizer } from "../src/gateway/jwt-authorizer.ts";
import { listenOnLoopback } from "../src/loopback-server.ts";
import type { Handle } from "../src/loopback-server.ts";

/** Asks an authorizer for the audience `site` with a token of just these claims. */
async function authorized(claims: JWTPayload) {
  let answer: Handle = async (_, response) => void response.writeHead(503).end();
  const server = await listenOnLoopback((request, response) => answer(request, response));
  onTestFinished(() => server.close());
  const key = await issuerKey(undefined);
  const issuer = new Issuer({ url: `${server.url}/issuer`, key, audience: "site" });
  answer = issuer.handle;
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid: key.keyId })
    .setIssuer(issuer.url)
    .setExpirationTime("1h")
    .sign(key.sign);
  return jwtAuthorizer()({ issuer: issuer.url, audience: ["site", "other-site"] }, `Bearer ${token}`);
}

test.each([
  ["an audience that is a list", { aud: ["other", "site"] }, true],
  ["no audience, and a client id that is one", { client_id: "site" }, true],
  ["an audience, whatever its client id is", { aud: "site", client_id: "other" }, true],
  ["another audience, though its client id is one", { aud: "other", client_id: "site" }, false],
  ["an empty list of audiences, though its client id is one", { aud: [], client_id: "site" }, false],
  ["neither audience nor client id", { azp: "site" }, false],
  ["a client id that is a list", { client_id: ["site"] }, false],
  ["an audience in capitals", { aud: "SITE" }, false],
])("a token with %s is let in as by the service: %j, %s", async (_what, claims, letIn) => {
  expect(await authorized(claims)).toMatchObject({ authorized: letIn });
});

test.each([
  ["was issued a moment ago", { iat: -1 }, true],
  ["is issued in the future", { iat: 60 }, false],
  ["does not count yet", { nbf: 60 }, false],
])("a token that %s is let in as by the service: seconds from now %j, %s", async (_what, times, letIn) => {
  const now = Math.floor(Date.now() / 1000);
  const claims = Object.fromEntries(Object.entries(times).map(([name, seconds]) => [name, now + seconds]));
  expect(await authorized({ aud: "site", ...claims })).toMatchObject({ authorized: letIn });
});

test("who is told that a token is for somebody else is told it in the service's words", async () => {
  expect(await authorized({ aud: "other" })).toEqual({
    authorized: false,
    challenge: 'Bearer scope="" error="invalid_token" error_description="the token does not have a valid audience"',
  });
});

// As they were measured at the service: floci-io/floci#2011.
test("claims that are no texts are written as the service writes them", async () => {
  const claims = { aud: ["site", "other"], groups: ["một", "hai ba"], verified: false, at: 1_700_000_000, none: null };
  expect(await authorized(claims)).toMatchObject({
    claims: {
      iss: expect.any(String),
      exp: expect.stringMatching(/^\d+$/),
      aud: "[site other]",
      groups: "[một hai ba]",
      verified: "false",
      at: "1700000000",
    },
  });
  expect(await authorized(claims)).not.toHaveProperty("claims.none");
});
