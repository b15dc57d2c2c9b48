import * as z from "zod/mini";

import { ClientIdSchema, UnitIdSchema } from "./ids.ts";
import { lazyStrictObject } from "./lazy-object.ts";

/** What may stand in `sub`: in Keycloak a user's id, in Auth0 the client's with `@clients` after it. */
export const SubjectSchema = z.string().check(z.regex(/^[\w.@:|/-]{1,255}$/));

/** A unit's own system, as the deployment's file names it: by the client that it asks the issuer for tokens with. */
export const SystemSchema = lazyStrictObject(() => ({
  client: ClientIdSchema,
  /** The one unit that it may act for, once the register names it there, too. */
  unit: UnitIdSchema,
  /** What stands in the `sub` of its tokens, where the issuer does not write the client's id there. */
  subject: z.optional(SubjectSchema),
}));
export type System = z.infer<typeof SystemSchema>;

/** The issuer's clients whose tokens count here; a token of any other counts for nobody. */
export type Clients = {
  /** Those that people sign in by: on the pages, or with a script. None of them is ever a system. */
  readonly people: readonly string[];
  readonly systems: readonly System[];
};

/** The name by which the register knows a system; no address spells it, for it has no @. */
export const systemName = (client: string): string => `client:${client}`;

/**
 * Clients as the stack writes them into a function's environment, which holds 4 KB in all: words, of which a system's is
 * `client=unit` or `client=unit=subject`.
 */
export function writeClients({ people, systems }: Clients): string {
  const words = systems.map(({ client, unit, subject }) => [client, unit, ...(subject ? [subject] : [])].join("="));
  return [...people, ...words].join(" ");
}

/** Clients as a function reads them. */
export const ClientsSchema = z.pipe(
  z.string().check(z.regex(/^[^\s=]+(?: [^\s=]+(?:=[^\s=]+){0,2})*$/)),
  z.transform(readClients),
);

function readClients(text: string): Clients {
  const words = text.split(" ").map((word) => word.split("="));
  return {
    people: words.filter(({ length }) => length === 1).map(([client = ""]) => client),
    systems: words
      .filter(({ length }) => length > 1)
      .map(([client, unit, subject]) => SystemSchema.parse({ client, unit, ...(subject && { subject }) })),
  };
}
