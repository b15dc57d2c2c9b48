import { expectDone } from "./outcome.ts";
import type { Harness } from "./harness.ts";

type List<P> = {
  /** With its query, but for the cursor. */
  readonly path: string;
  readonly as: string;
  /** Reads one answer. */
  readonly read: (body: unknown) => P;
};

/** The pages of a list, as somebody reads them one after the other. @throws SeasonRefused what the site says instead of a page */
export async function* pagesOf<P extends { readonly cursor: string | null }>(
  harness: Pick<Harness, "call">,
  { path, as, read }: List<P>,
): AsyncGenerator<P> {
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? "" : `${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
    const page = read(expectDone(await harness.call({ method: "GET", path: path + more, as }), `read ${path}`));
    yield page;
    ({ cursor } = page);
  } while (cursor !== null);
}
