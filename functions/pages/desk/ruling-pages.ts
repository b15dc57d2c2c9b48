import type * as z from "zod/mini";

import { read } from "../../domain/parsing.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { findDuty } from "../../handlers/find-duty.ts";
import type { FoundDuty } from "../../handlers/find-duty.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer, WebEffects } from "../../http/exchange.ts";
import { problemOf } from "../../http/problem.ts";
import { WHAT_WAS_SENT } from "../../http/read-request.ts";
import { basisOf, once } from "../confirmation.ts";
import { notice } from "../parts/notice.ts";
import { faultsOf, reopened } from "../form-state.ts";
import type { Again } from "../form-state.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { changedMeanwhile } from "./changed-meanwhile.ts";
import { dutyPath } from "../paths.ts";
import { blockedPage, formPage, lookPage } from "./ruling-views.ts";
import { namesOf } from "./ruling.ts";
import type { Ruling } from "./ruling.ts";

type Case<S extends z.core.$ZodType> = {
  readonly ruling: Ruling<S>;
  readonly visit: Visit;
  readonly found: FoundDuty;
  readonly effects: WebEffects;
};

/**
 * The two pages of a ruling. It is asked for, looked at before it is done, and done once, on the duty that the look
 * was drawn from: whatever anybody did to it meanwhile brings the form back, with what was typed (D42).
 */
export function rulingPages<S extends z.core.$ZodType>(
  ruling: Ruling<S>,
): { readonly ask: PageHandler; readonly give: PageHandler } {
  return {
    async ask(visit, effects) {
      const found = await findDuty(visit, effects, "supervisor");
      return isRefusal(found) ? found : begin({ ruling, visit, found, effects });
    },

    async give(visit, effects) {
      const found = await findDuty(visit, effects, "supervisor");
      if (isRefusal(found)) return found;
      const asked = { ruling, visit, found, effects };
      if (visit.formState === "reopened") return begin(asked, reopened(visit));
      switch (visit.form.get("do")) {
        case "look":
          return look(asked);
        case "confirm":
          return once(visit, effects, (confirmed) => confirm({ ...asked, visit: confirmed }));
        default:
          return begin(asked);
      }
    },
  };
}

/** The first page of a ruling; one that asks for nothing begins with the look. */
async function begin<S extends z.core.$ZodType>(asked: Case<S>, again: Again = {}): Promise<Answer> {
  return namesOf(asked.ruling).length === 0 ? look(asked, again) : form(asked, again);
}

function form<S extends z.core.$ZodType>({ ruling, visit, found }: Case<S>, again: Again = {}): Answer {
  const page = ruling.from.includes(found.duty.state) ? formPage : blockedPage;
  return page(visit, ruling, found, again);
}

async function look<S extends z.core.$ZodType>(asked: Case<S>, again: Again = {}): Promise<Answer> {
  const { ruling, visit, found, effects } = asked;
  if (!ruling.from.includes(found.duty.state)) return form(asked, again);
  const body = read(ruling.schema, ruling.body(visit.form), WHAT_WAS_SENT);
  if (isRefusal(body)) return form(asked, refused(asked, body));
  const after = ruling.decide(body, found, visit);
  if (isRefusal(after)) return form(asked, refused(asked, after));
  const unit = await effects.register.units.unit(found.ref.unitId);
  const seen = ruling.look({ visit, found, body, after, unit });
  return isRefusal(seen) ? form(asked, refused(asked, seen)) : lookPage(visit, ruling, found, { ...again, seen });
}

async function confirm<S extends z.core.$ZodType>(asked: Case<S>): Promise<Answer> {
  const { ruling, visit, found, effects } = asked;
  const basis = visit.form.get("basis") ?? "";
  if (basis !== basisOf(found.duty)) return begin(asked, await changedMeanwhile(visit, basis, found, effects));
  const body = read(ruling.schema, ruling.body(visit.form), WHAT_WAS_SENT);
  if (isRefusal(body)) return form(asked, refused(asked, body));
  const done = await ruling.carryOut(body, found, visit, effects);
  if (!isRefusal(done)) return seeOther(`${dutyPath(found.ref)}?done=${ruling.done}`);
  const now = await findDuty(visit, effects, "supervisor");
  return begin({ ...asked, found: isRefusal(now) ? found : now }, refused(asked, done));
}

/** The form again, with what was wrong: beside its field, or above them all. */
function refused<S extends z.core.$ZodType>({ ruling, visit }: Case<S>, refusal: Refusal): Again {
  const { status } = problemOf(refusal);
  if (refusal.refused !== "invalid") {
    return { status, notice: notice("bad", visit.say(refusal.vi, refusal.detail)) };
  }
  const fieldOf = (path: string): string => ruling.fieldOf?.[path] ?? (path === "" ? (namesOf(ruling)[0] ?? "") : path);
  return { status, faults: faultsOf(visit, refusal, fieldOf) };
}
