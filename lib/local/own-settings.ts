import laptop from "../deployments/laptop.json" with { type: "json" };

/** Stand for the site's address and the issuer's in the template: one assembly serves every port. */
export const anySite = "http://127.0.0.1:0";
export const anyIssuer = `${anySite}/any/issuer`;

/** Whom the stack trusts as an audience; the client id of its sign-in, too. */
export const audience = "dung-han";

/** A unit's own system, to try the API with: it acts once the register names it for the unit. */
const exampleSystem = { client: "edoc-stc", unit: "stc" };

/** The settings of the stack as it is stood up on this machine. @param given what is to be otherwise */
export function ownSettings(given: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    ...laptop,
    issuer: anyIssuer,
    siteUrl: anySite,
    audience: [audience],
    systems: [exampleSystem],
    mailRate: 1000,
    mailWorkers: 2,
    ...given,
  };
}
