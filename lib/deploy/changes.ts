import type { Deployment } from "../settings.ts";
import { factNames, standingFacts } from "../standing-facts.ts";
import type { StandingFacts } from "../standing-facts.ts";

export type Fact = keyof StandingFacts;
/** What a deployment over another would change, of what must not be changed by an oversight. */
export type Change = { readonly fact: Fact; readonly from: string; readonly to: string; readonly follows: string };

const whatFollows: Readonly<Record<Fact, string>> = {
  name: "the stack is another one: its register is empty, and the old one goes on beside it",
  region: "the stack is another one: its register is empty, and the old one goes on beside it",
  homeUnit: "other people keep the register: the contacts of that unit",
  sender: "letters come from another address; until its domain is verified, none is sent",
  identity:
    "made, the sender's domain gets an identity, which fails if it has one; adopted, the one that this stack made is removed, and until there is another no letter is sent",
  issuer:
    "everybody signs in elsewhere; accounts of the sign-on until now are of no use any more, and unit systems' neither",
  scan: "files that come in are looked through by somebody else, or by nobody, from now on",
};

/** What the file says otherwise than the stack that stands. */
export function changesOf(facts: StandingFacts, deployment: Deployment): Change[] {
  const next = standingFacts.of(deployment);
  return factNames.flatMap((fact) => {
    const [from, to] = [facts[fact] ?? "none", next[fact] ?? "none"];
    return from === to ? [] : [{ fact, from, to, follows: whatFollows[fact] }];
  });
}

/**
 * Reads the words that allow a change, such as `sender,issuer`.
 * @throws Error that names each word that is none
 */
export function readAllowed(words: readonly string[]): ReadonlySet<Fact> {
  const given = words.flatMap((list) => list.split(",")).map((word) => word.trim());
  const known = factNames.filter((fact) => given.includes(fact));
  const unknown = given.filter((word) => !factNames.some((fact) => fact === word));
  if (unknown.length === 0) return new Set(known);
  throw new Error(
    `--change: got ${unknown.map((word) => JSON.stringify(word)).join(", ")}; allowed: ${factNames.join(", ")}`,
  );
}
