import { lazily } from "./form-kit/lazily.ts";
import type { PageHandler } from "./visit.ts";

/**
 * Pages whose code is loaded when the first of them is asked for, and stays: a start is spared the rooms that nobody
 * comes to.
 *
 * @returns each page by the name that the room gives it
 */
export function room<Name extends string, E>(
  load: () => Promise<Readonly<Record<Name, PageHandler<E>>>>,
): (name: Name) => PageHandler<E> {
  const pages = lazily(load);
  return (name) => async (visit, effects) => (await pages())[name](visit, effects);
}
