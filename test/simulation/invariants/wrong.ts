/** Something that should not be, and the words that its story is told by: every line of the trace that holds them all. */
export type Wrong = { readonly wrong: string; readonly about: readonly string[] };
