import { createRemoteJWKSet, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import * as z from "zod/mini";
import type { JwtRule } from "../template/route-resources.ts";

export type Authorization =
  | {
      readonly authorized: true;
      readonly claims: Readonly<Record<string, string>>;
      readonly scopes: readonly string[] | null;
    }
  | { readonly authorized: false; readonly challenge: string };

type KeySet = ReturnType<typeof createRemoteJWKSet>;

const DiscoverySchema = z.object({ issuer: z.string(), jwks_uri: z.string() });

/**
 * The JWT authorizer of an HTTP API: verifies a bearer token by its issuer's published keys, its audience (or client
 * id, where it names no audience), and its times: `exp`, `nbf`, `iat` ("Control access to HTTP APIs with JWT
 * authorizers"). Times are real: a token must outlive a clock that is moved by months.
 *
 * @returns what to ask with the Authorization header
 */
export function jwtAuthorizer(): (rule: JwtRule, header: string | undefined) => Promise<Authorization> {
  const keySets = new Map<string, Promise<KeySet>>();
  const keysOf = (issuer: string): Promise<KeySet> => {
    const known = keySets.get(issuer);
    if (known !== undefined) return known;
    const keys = discoverKeys(issuer);
    keySets.set(issuer, keys);
    keys.catch(() => keySets.delete(issuer));
    return keys;
  };
  return async (rule, header) => {
    // The service takes a bare token, too.
    const token = header?.replace(/^Bearer /i, "").trim() ?? "";
    if (token === "") return { authorized: false, challenge: "Bearer" };
    try {
      const { payload } = await jwtVerify(token, await keysOf(rule.issuer), {
        issuer: rule.issuer,
        algorithms: ["RS256", "RS384", "RS512"],
        requiredClaims: ["exp"],
      });
      const meantFor = payload.aud === undefined ? [payload["client_id"]] : [payload.aud].flat();
      if (!meantFor.some((one) => rule.audience.some((audience) => audience === one)))
        throw new Error("the token does not have a valid audience");
      if ((payload.iat ?? 0) > Date.now() / 1000) throw new Error("the token is issued in the future");
      return { authorized: true, claims: writtenClaims(payload), scopes: scopesOf(payload) };
    } catch (error) {
      const why = error instanceof Error ? error.message.replaceAll(/["\\]|[^ -~]/g, "") : "invalid token";
      return { authorized: false, challenge: `Bearer scope="" error="invalid_token" error_description="${why}"` };
    }
  };
}

async function discoverKeys(issuer: string): Promise<KeySet> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`The issuer answers ${response.status}`);
  const discovered = z.parse(DiscoverySchema, await response.json());
  if (discovered.issuer !== issuer) throw new Error("The issuer calls itself otherwise");
  return createRemoteJWKSet(new URL(discovered.jwks_uri));
}

/** All claims are strings in the event, lists in the service's own way; a claim that is null is left out. */
function writtenClaims(payload: JWTPayload): Record<string, string> {
  const told = Object.entries(payload).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(told.map(([name, value]) => [name, writtenClaim(value)]));
}

function writtenClaim(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writtenClaim).join(" ")}]`;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function scopesOf({ scope, scp }: JWTPayload): string[] | null {
  const scopes = scope ?? scp;
  return typeof scopes === "string" && scopes !== "" ? scopes.split(" ") : null;
}
