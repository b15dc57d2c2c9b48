import type { SystemClient } from "embedded-cloud";
import * as z from "zod/mini";

import { SystemSchema } from "../../functions/domain/clients.ts";
import laptop from "../deployments/laptop.json" with { type: "json" };
import { systemScope } from "../systems/deployed-clients.ts";

/** Stand for the site's address and the issuer's in the template: one assembly serves every port. */
export const anySite = "http://127.0.0.1:0";
export const anyIssuer = `${anySite}/any/issuer`;

/** Whom the stack trusts as an audience; the client id of its sign-in, too. */
export const audience = "dung-han";

/** A unit's own system, to try the API with: it acts once the register names it for the unit. */
const exampleSystem = { client: "edoc-stc", unit: "stc" };

/**
 * The settings of the stack as it is stood up on this machine.
 *
 * @param given what is to be otherwise
 * @param userPool whether people sign in by the stack's own user pool, and not by an issuer that it is given
 */
export function ownSettings(
  given: Readonly<Record<string, unknown>> = {},
  { userPool = false }: { readonly userPool?: boolean } = {},
): Readonly<Record<string, unknown>> {
  return {
    ...laptop,
    ...(!userPool && { issuer: anyIssuer, audience: [audience] }),
    siteUrl: anySite,
    systems: [exampleSystem],
    mailRate: 1000,
    mailWorkers: 2,
    ...given,
  };
}

/** What a system asks for its tokens for. */
export const scope = `${systemScope.server}/${systemScope.name}`;

/** The clients of the systems that the settings name, as they are made at the sign-on: each has its id and `-secret` as its secret. */
export function systemClients({ systems }: Readonly<Record<string, unknown>>): SystemClient[] {
  return z
    .parse(z.array(SystemSchema), systems)
    .map(({ client }) => ({ clientId: client, secret: `${client}-secret`, scopes: [scope] }));
}
