import { claimed, isProtected } from "./resource-type.ts";
import type { Claim } from "./resource-type.ts";
import { resourceTypes } from "./services.ts";
import type { Naming, Stack } from "./stack.ts";
import { valuesAt } from "./values-at.ts";

/** A resource as it is in an account. */
export type Physical = {
  readonly name: string;
  /** What its template calls it. */
  readonly id: string;
  readonly type: string;
  readonly claims: readonly { readonly text: string; readonly claim: Claim }[];
  /** What the service does not delete it for. */
  readonly protection: { readonly says: string; readonly source: string } | undefined;
  readonly fills: { readonly container: string; readonly with: string; readonly source: string } | undefined;
};

export type Refusal = { readonly resource: string; readonly says: string; readonly source: string };

/** The resources of a stack as they would be in an account under these names, in an order in which they can be created. */
export function physicalsOf(stack: Stack, naming: Naming): Physical[] {
  const resolved = stack.resolve(naming);
  return stack.resources.map(({ id, type }) => {
    const facts = resourceTypes[type] ?? { source: "" };
    const properties = resolved(id);
    const [container] = facts.fills ? valuesAt(properties, facts.fills.at) : [];
    return {
      name: naming.physical(id),
      id,
      type,
      claims: (facts.claims ?? []).flatMap((claim) =>
        claimed(type, claim, properties).map((text) => ({ text, claim })),
      ),
      protection:
        facts.protection && isProtected(facts, properties)
          ? { says: `${facts.protection.at} is ${String(facts.protection.value)}`, source: facts.protection.source }
          : undefined,
      fills: facts.fills && { container: String(container), with: facts.fills.with, source: facts.fills.source },
    };
  });
}

/** A model of an account: what there is, and what its services refuse. */
export class Account {
  #there = new Map<string, Physical>();
  #claims = new Map<string, Physical>();
  /** What lies in one, put there by another. */
  #contents = new Map<string, NonNullable<Physical["fills"]>>();
  /** Names that are not free yet. */
  #resting = new Map<string, Claim>();

  get names(): string[] {
    return [...this.#there.keys()].toSorted();
  }

  copy(): Account {
    const copy = new Account();
    copy.#there = new Map(this.#there);
    copy.#claims = new Map(this.#claims);
    copy.#contents = new Map(this.#contents);
    copy.#resting = new Map(this.#resting);
    return copy;
  }

  /**
   * Creates one, or changes it in place; or says why the service does not. A place that is left by a change counts as
   * taken until its operation is over: nothing forces who takes it to come later.
   */
  create(physical: Physical): Refusal | undefined {
    const refusal = this.#clash(physical);
    if (refusal) return refusal;
    this.#there.set(physical.name, physical);
    for (const { text } of physical.claims) this.#claims.set(text, physical);
    if (physical.fills) this.#contents.set(physical.fills.container, physical.fills);
    return undefined;
  }

  /** Deletes one, or says why the service does not; and what else is gone with it. */
  delete(name: string): { readonly refusal?: Refusal; readonly undone: readonly Refusal[] } {
    const physical = this.#there.get(name);
    if (!physical) return { undone: [] };
    const refusal = this.#keeps(physical);
    if (refusal) return { refusal, undone: [] };
    this.#there.delete(name);
    const undone = physical.claims.flatMap(({ text, claim }) => this.#free(text, claim, physical));
    return { undone };
  }

  #free(text: string, claim: Claim, owner: Physical): Refusal[] {
    const holder = this.#claims.get(text);
    this.#claims.delete(text);
    if (claim.restsFor !== undefined) this.#resting.set(text, claim);
    if (holder === undefined || holder === owner || holder.name === owner.name) return [];
    return [
      { resource: holder.id, says: `is undone when ${owner.id} is deleted, whose place it took`, source: claim.source },
    ];
  }

  #clash({ id, name, claims }: Physical): Refusal | undefined {
    for (const { text, claim } of claims) {
      const holder = this.#claims.get(text);
      if (holder !== undefined && holder.name !== name && claim.second === "refused") {
        return { resource: id, says: `already exists: ${text}, of ${holder.name}`, source: claim.source };
      }
      const resting = this.#resting.get(text);
      if (resting !== undefined && holder?.name !== name) {
        return { resource: id, says: `${text} is not free for ${resting.restsFor} yet`, source: claim.source };
      }
    }
    return undefined;
  }

  #keeps({ id, name, protection }: Physical): Refusal | undefined {
    if (protection) return { resource: id, says: protection.says, source: protection.source };
    const contents = this.#contents.get(name);
    return contents && { resource: id, says: `is not empty: it holds ${contents.with}`, source: contents.source };
  }
}
