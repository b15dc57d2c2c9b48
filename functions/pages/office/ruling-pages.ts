import type * as z from "zod/mini";

import type { Duty } from "../../domain/duty.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { findDuty } from "../../use-cases/find-duty.ts";
import type { FoundDuty } from "../../use-cases/find-duty.ts";
import { WHAT_WAS_SENT } from "../../http/read-request.ts";
import { expired, faultsOf } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import { versionToken } from "../form-kit/version.ts";
import { changedMeanwhile } from "./changed-meanwhile.ts";
import { whereTo } from "./review-next.ts";
import { blockedPage, rulingPage, labelOf, rulingPreviewPage } from "./ruling-views.ts";
import { namesOf } from "./ruling.ts";
import type { Asked, Ruling } from "./ruling.ts";

/** The two pages of a ruling, on the duty that the preview was drawn from: whatever anybody did to it meanwhile brings the form back (D42). */
export function rulingPages<S extends z.core.$ZodType>(ruling: Ruling<S>) {
  const [first = ""] = namesOf(ruling);
  const isOpen = ({ duty }: FoundDuty): boolean => ruling.from.includes(duty.state);
  return formPages<FoundDuty, { readonly body: z.output<S>; readonly after: Duty }>({
    find: (visit, effects) => findDuty(visit, effects, "supervisor"),
    label: (visit, name) => labelOf(visit, ruling, name),
    page: ({ visit, found }, again, field) =>
      isOpen(found) ? rulingPage({ visit, found, field }, ruling, again) : blockedPage(visit, ruling, found, again),
    asksNothing: first === "",
    expired,
    version: { of: ({ found }) => versionToken(found.duty), changed: changedMeanwhile },
    judge({ visit, found }) {
      if (!isOpen(found)) return { again: {} };
      const body = read(ruling.schema, ruling.body(visit.form), WHAT_WAS_SENT);
      if (isRefusal(body)) return body;
      const after = ruling.decide(body, found, visit);
      return isRefusal(after) ? after : { body, after };
    },
    faultsOf: (visit, refusal) => faultsOf(visit, refusal, fieldOfFault(ruling)),
    async preview({ visit, found, effects }, given, again) {
      const unit = await effects.register.units.unit(found.ref.unitId);
      const seen = ruling.preview({ visit, found, ...given, unit });
      return isRefusal(seen) ? seen : rulingPreviewPage(visit, ruling, found, { ...again, seen });
    },
    acts: ["confirm"],
    async act({ body }, { visit, found, effects }) {
      const done = await ruling.act(found, body, visit, effects);
      return isRefusal(done) ? done : whereTo(visit, found, ruling.done);
    },
  });
}

/** The field at which a fault of a ruling is told. */
export const fieldOfFault =
  (ruling: Asked & { readonly fieldOf?: Readonly<Record<string, string>> }) =>
  (path: string): string => {
    const [first = ""] = namesOf(ruling);
    return ruling.fieldOf?.[path] ?? (path === "" ? first : path === "by" ? "before" : path);
  };
