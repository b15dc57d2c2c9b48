import { asHtml } from "../parts/attributes.ts";
import type { Html } from "../../runtime/html.ts";
import type { Preview } from "./ruling.ts";

/** Of the looks at several duties, what all of them say: told once, it leaves to each what is its own. */
export function sharedBy(looks: readonly Preview[]): Preview {
  const [first, ...others] = looks;
  if (!first) return { facts: [], follows: [] };
  const inAll = (text: string, of: (look: Preview) => readonly string[]): boolean =>
    others.every((look) => of(look).includes(text));
  return {
    facts: first.facts.filter((fact) => inAll(factText(fact), ({ facts }) => facts.map(factText))),
    follows: first.follows.filter((one) => inAll(textOf(one), ({ follows }) => follows.map(textOf))),
    more: others.every(({ more }) => textOf(more ?? "") === textOf(first.more ?? "")) ? first.more : undefined,
  };
}

const textOf = (one: Html | string): string => asHtml(one).markup;

const factText = ([label, value]: Preview["facts"][number]): string => `${label} ${textOf(value)}`;
