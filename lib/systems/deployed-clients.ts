import { writeClients } from "../../functions/domain/clients.ts";
import type { System } from "../../functions/domain/clients.ts";

/** What a system's client of the user pool asks for: the pool gives no client-credentials token without a scope. */
export const systemScope = { server: "dung-han", name: "api" } as const;

/** For how many audiences an HTTP API's authorizer takes tokens; fixed (API Gateway, "Quotas for HTTP APIs"). */
export const mostAudiences = 50;

/** The clients for people that the stack makes in its own user pool: the site's and the scripts'. */
export const poolClients = 2;

/** What a function's environment has room for beside its other settings: it holds 4 KB in all (Lambda, "Quotas"). */
const mostBytes = 3_000;

/** A client's id in the user pool: 26 small letters and digits. */
const poolClientId = "x".repeat(26);

export type DeployedClients = {
  /** Whether people sign in at an issuer of the province's own; its audience begins with the client that they sign in by. */
  readonly ownIssuer: boolean;
  readonly audience: readonly string[];
  readonly systems: readonly System[];
};

/** Of a name in `audience`: what may stand in a function's settings, too. */
export const AUDIENCE_NAME = /^[!-<>-Z\\^-~]{1,128}$/;

type Fault = { readonly path: string; readonly got: unknown; readonly allowed: string };

/** What is wrong with clients that are right by themselves: against each other, the gateway and a function's settings. */
export function clientFaults(clients: DeployedClients): Fault[] {
  const { ownIssuer, audience, systems } = clients;
  const faults: Fault[] = [];
  for (const [i, { client }] of systems.entries()) {
    const path = `systems[${i}].client`;
    if (audience.includes(client)) faults.push({ path, got: client, allowed: "no client of audience" });
    if (systems.findIndex((other) => other.client === client) < i)
      faults.push({ path, got: client, allowed: "each client once: it acts for one unit" });
  }
  const own = ownIssuer ? 0 : poolClients;
  const [inAll, most] = [audience.length + systems.length, mostAudiences - own];
  if (inAll > most) {
    const besides = own > 0 ? `, ${own} of the site's own among them` : "";
    faults.push({
      path: "systems",
      got: `${inAll} clients, with those of audience`,
      allowed: `${most} at most, since the gateway takes ${mostAudiences} audiences${besides}`,
    });
  }
  const people = ownIssuer ? audience.slice(0, 1) : Array.from({ length: poolClients }, () => poolClientId);
  const bytes = writeClients({ people, systems }).length;
  if (bytes > mostBytes) {
    const allowed = `${mostBytes} at most, since a function's settings hold no more`;
    faults.push({ path: "systems", got: `${bytes} bytes of names`, allowed });
  }
  return faults;
}
