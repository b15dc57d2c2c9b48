import { forwardingOf } from "../domain/forwarding.ts";
import type { Forwarded } from "../domain/forwarding.ts";
import type { Obligation } from "../domain/directive.ts";
import { formatInstant } from "../domain/instant.ts";

/** To whom a report was sent on, each as it was recorded last, in the directive's order; and what that put right. */
export function forwardingView(obligation: Pick<Obligation, "forwardTo">, records: readonly Forwarded[]) {
  return forwardingOf(obligation, records).flatMap(({ to, sent, replaced }) =>
    sent ? [{ to, ...recordView(sent), replaced: replaced.map(recordView) }] : [],
  );
}

function recordView({ documentNumber, sentOn, by, at }: Forwarded) {
  return { documentNumber, sentOn, by, at: formatInstant(at) };
}
