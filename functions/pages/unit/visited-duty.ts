import { actsFor, readsLists, supervises } from "../../domain/access.ts";
import type { Duty } from "../../domain/duty.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { findDutyWith } from "../../use-cases/find-duty.ts";
import type { FoundDuty, FoundDutyRef, FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { noteAcknowledged } from "../../use-cases/note-acknowledged.ts";
import { legalBasisOf, destinationOf } from "../../wording/sentences.ts";
import { attributes } from "../parts/attributes.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { dutyPath, obligationPath } from "../paths.ts";

/** A duty as one visitor comes to it. */
export type VisitedDuty = FoundDuty & {
  readonly path: string;
  readonly receiverName: string;
  /** Whether the visitor acts for the unit; whether for the receiver; whether he may read the others' duties. */
  readonly own: boolean;
  readonly supervisor: boolean;
  readonly readsLists: boolean;
};

type As = Parameters<typeof findDutyWith>[2];

/** The duty that a page is about, to a visitor who may see it as `as`. */
export const visitDuty = (visit: Visit, effects: WebEffects, as: As): Promise<VisitedDuty | Refusal> =>
  visitDutyWith(visit, effects, as, async () => undefined);

/** The same, and what else the page reads of it, at that moment. */
export async function visitDutyWith<T>(
  visit: Visit,
  effects: WebEffects,
  as: As,
  read: (found: FoundDutyRef) => Promise<T>,
): Promise<(VisitedDuty & { readonly beside: T }) | Refusal> {
  const { units } = effects.register;
  const visited = await findDutyWith(visit, effects, as, (known) =>
    Promise.all([units.unit(known.obligation.receiver), read(known)]),
  );
  if (isRefusal(visited)) return visited;
  const { beside, ...found } = visited;
  const [receiver, besides] = beside;
  const own = actsFor(visit.caller, found.ref.unitId);
  // Who looks at what is asked of him knows of it.
  if (own) await noteAcknowledged(found, visit.receivedAt, effects);
  return {
    ...found,
    beside: besides,
    path: dutyPath(found.ref),
    receiverName: receiver?.name ?? found.obligation.receiver,
    own,
    supervisor: supervises(visit.caller, found.obligation),
    readsLists: readsLists(visit.caller, found.obligation, effects.homeUnit),
  };
}

/** The way to a duty's page, and to a page below it. */
export function crumbsOf({ say }: Visit, found: VisitedDuty, { below = true } = {}): { href: string; label: string }[] {
  const { ref, duty, path, record } = found;
  const { number } = record.directive;
  return [
    { href: "/", label: say("Nhiệm vụ báo cáo", "Reporting duties") },
    ...(found.readsLists
      ? [{ href: obligationPath(ref), label: say(`Tổng quan ${number}`, `Overview of ${number}`) }]
      : []),
    ...(below ? [{ href: path, label: duty.unitName }] : []),
  ];
}

/** The way back to the duty's page. */
export function backToDuty({ say }: Visit, { path }: VisitedDuty): { href: string; label: string } {
  return { href: path, label: say("Về trang nhiệm vụ", "Back to the duty") };
}

/** The same as a link. */
export function linkToDuty(visit: Visit, found: VisitedDuty, look?: "button main" | "button plain"): Html {
  const { href, label } = backToDuty(visit, found);
  return html`<a${attributes({ class: look, href })}>${label}</a>`;
}

/** Above a title: whose duty it is, and by which document. */
export function whoseDuty({ duty, record, obligation }: FoundObligation & { readonly duty: Duty }): Html {
  return html`${vi(duty.unitName)} · ${vi(legalBasisOf(record.directive, obligation))}`;
}

/** To whom the report goes. */
export function destination({ obligation, receiverName }: VisitedDuty): Html {
  return vi(destinationOf(obligation, receiverName));
}
