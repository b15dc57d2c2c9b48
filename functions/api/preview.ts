import { quote } from "../domain/parsing.ts";
import { invalid } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Request } from "../http/exchange.ts";
import type { Asking } from "../use-cases/asking.ts";
import type { WebEffects } from "../use-cases/effects.ts";

/** `?preview=yes`; anything else is refused: who asked for a preview in another way must not find the act done. */
export function readPreview({ query: { preview } }: Request): boolean | Refusal {
  if (preview === undefined || preview === "yes") return preview === "yes";
  return invalid("A preview is asked for by “yes”.", "Muốn xem trước, cần ghi preview=yes.", [
    {
      path: "preview",
      message: `must be "yes", or left out for the act itself; got ${quote(preview)}`,
      vi: `Phải là “yes”, hoặc để trống khi thực hiện; nhận được ${quote(preview)}.`,
    },
  ]);
}

type Does<Found, Given, Done> = (
  found: Found,
  given: Given,
  asking: Asking,
  effects: WebEffects,
) => Promise<Done | Refusal>;

/** An act, and what it would do, which has a use case of its own: the one or the other is run, as it is asked for. */
export function actOrPreview<Found, Given, Done>(act: Does<Found, Given, Done>, preview: Does<Found, Given, Done>) {
  const run: Does<Found, Given, Done> = (found, given, asking, effects) =>
    (asking.preview ? preview : act)(found, given, asking, effects);
  return { act: run, isPreview: readPreview };
}

/** What OpenAPI says of it. */
export const previewed = { preview: "“yes”, to be answered what would come of it, while nothing is done." };
