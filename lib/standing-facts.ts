import * as z from "zod/mini";

import type { Deployment } from "./settings.ts";

const StandingFactsSchema = z.object({
  name: z.string(),
  region: z.optional(z.string()),
  homeUnit: z.string(),
  sender: z.string(),
  identity: z.string(),
  issuer: z.optional(z.string()),
  scan: z.optional(z.string()),
});
/** What a deployment must not be changed in by an oversight (D69). */
export type StandingFacts = z.infer<typeof StandingFactsSchema>;

/** The names of these facts, by which a change of one is allowed. */
export const factNames = z.keyof(StandingFactsSchema).options;

/** The facts of a stack, written among its outputs, so that whoever deploys over it can see what would change. */
export const standingFacts = {
  output: "Deployment",
  of: ({ name, region, homeUnit, sender, identity, issuer, scan }: Deployment): StandingFacts => ({
    name,
    region,
    homeUnit,
    sender,
    identity,
    issuer,
    scan,
  }),
  write: (deployment: Deployment): string => JSON.stringify(standingFacts.of(deployment)),
  /** @returns nothing, when that is no output of this stack */
  read(output: string): StandingFacts | undefined {
    try {
      return z.safeParse(StandingFactsSchema, JSON.parse(output)).data;
    } catch {
      return undefined;
    }
  },
};
