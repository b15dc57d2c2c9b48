import type * as z from "zod/mini";

import { dueAt } from "../../domain/deadline.ts";
import type { Duty } from "../../domain/duty.ts";
import { UnitIdSchema } from "../../domain/ids.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { WHAT_WAS_SENT } from "../../http/read-request.ts";
import { MOST_CHOSEN, actOnSeveral, dutiesChosen } from "../../use-cases/act-on-several.ts";
import type { Outcome, SeenDuty } from "../../use-cases/act-on-several.ts";
import { findSupervised, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundDuty } from "../../use-cases/find-duty.ts";
import { expired, faultsOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked } from "../form-kit/form.ts";
import { versionToken } from "../form-kit/version.ts";
import { nothingHere } from "../refusal-pages.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { acceptance } from "./acceptance.ts";
import { chosenIn, chosenInForm } from "./chosen.ts";
import { exemption } from "./exemption.ts";
import { extension } from "./extension.ts";
import { fieldOfFault } from "./ruling-pages.ts";
import { labelOf } from "./ruling-views.ts";
import { namesOf } from "./ruling.ts";
import type { Ruling } from "./ruling.ts";
import { nothingDone, outcomeAddress } from "./several-outcome.ts";
import { noneChosenPage, severalLookPage, severalPage } from "./several-views.ts";
import type { Chosen, Verdict } from "./several-views.ts";

type Given<Body> = { readonly body: Body; readonly verdicts: readonly Verdict[] };

/** A ruling on several duties at once: one form, one look at what follows for each, one act; each is acted on as it was at the look. */
function severalPages<S extends z.core.$ZodType>(name: string, ruling: Ruling<S>) {
  type Asking = Asked<Chosen>;
  type What = Given<z.output<S>>;

  async function look({ visit, found, effects }: Asking, { body, verdicts }: What, again: Again) {
    const units = await effects.register.units.unitsToChange(verdicts.map(({ of }) => ({ id: of.ref.unitId })));
    const looks = verdicts.map(({ of, after }) => {
      if (isRefusal(after)) return { of, seen: after };
      return { of, seen: ruling.preview({ visit, found: of, body, after, unit: units.get(of.ref.unitId)?.unit }) };
    });
    return severalLookPage(visit, ruling, found, { ...again, looks, basis: basisOf(looks) });
  }

  const verdictsOn = (body: z.output<S>, found: Chosen, visit: Visit): Verdict[] =>
    found.duties.map((duty) => {
      const of = dutyIn(found, duty);
      return { of, after: ruling.decide(body, of, visit) };
    });

  return formPages<Chosen, What>({
    async find(visit, effects) {
      const found = await findSupervised(visit, effects);
      if (isRefusal(found)) return found;
      const ids = visit.form.size > 0 ? chosenInForm(visit.form) : chosenIn(visit.query);
      const [duties, [like]] = await Promise.all([
        dutiesChosen(found, ids.slice(0, MOST_CHOSEN), effects),
        dutiesChosen(found, chosenIn(visit.query, "like").slice(0, 1), effects),
      ]);
      return { ...found, duties, like, more: Math.max(0, ids.length - MOST_CHOSEN) };
    },
    label: (visit, field) => labelOf(visit, ruling, field),
    begin: ({ like }) => new URLSearchParams(like && ruling.typedFor?.(like)),
    page: ({ visit, found }, again, field) => {
      const latest = found.duties.toSorted((a, b) => dueAt(b.deadline) - dueAt(a.deadline))[0];
      return latest
        ? severalPage({ visit, found: dutyIn(found, latest), field }, ruling, found, again)
        : noneChosenPage(visit, ruling, found);
    },
    asksNothing: namesOf(ruling).length === 0,
    expired,
    judge({ visit, found }) {
      if (found.duties.length === 0) return { again: {} };
      const body = read(ruling.schema, ruling.body(visit.form), WHAT_WAS_SENT);
      if (isRefusal(body)) return body;
      const verdicts = verdictsOn(body, found, visit);
      const [first] = verdicts;
      // What is wrong with what was typed for each of them is wrong at its field; once confirmed, each tells what became of it.
      const looks = visit.form.get("do") !== CONFIRM;
      const wrong = looks && verdicts.every(({ after }) => isRefusal(after) && after.refused === "invalid");
      return wrong && first && isRefusal(first.after) ? first.after : { body, verdicts };
    },
    faultsOf: (visit, refusal) => faultsOf(visit, refusal, fieldOfFault(ruling)),
    preview: look,
    acts: [CONFIRM],
    async act(given, asked) {
      const { visit, found, effects } = asked;
      const seen = seenIn(visit);
      const outcomes = await actOnSeveral(
        { found, seen, versionOf: versionToken, act: (of) => ruling.act(of, given.body, visit, effects) },
        visit,
        effects,
      );
      const ref = obligationRefOf(found);
      if (outcomes.some(({ was }) => was === "done"))
        return outcomeAddress(ref, name, [...outcomes, ...leftOut(found, seen)]);
      const chosen = found.duties.map(({ unitId }) => unitId);
      const now = { ...found, duties: await dutiesChosen(found, chosen, effects) };
      const verdicts = verdictsOn(given.body, now, visit);
      return look({ ...asked, found: now }, { ...given, verdicts }, nothingDone(visit, outcomes, now.duties));
    },
  });
}

const CONFIRM = "confirm";

const PAGES = new Map([
  ["acceptance", severalPages("acceptance", acceptance)],
  ["extension", severalPages("extension", extension)],
  ["exemption", severalPages("exemption", exemption)],
]);

/** The form of an act on several, or what it would do. */
export const askSeveral: PageHandler = async (visit, effects) =>
  PAGES.get(visit.params["act"] ?? "")?.ask(visit, effects) ?? nothingHere(visit);

/** The act itself. */
export const giveSeveral: PageHandler = async (visit, effects) =>
  PAGES.get(visit.params["act"] ?? "")?.give(visit, effects) ?? nothingHere(visit);

function dutyIn(found: Chosen, duty: Duty): FoundDuty {
  return { ...found, ref: { ...obligationRefOf(found), unitId: duty.unitId }, duty };
}

/** Which duties can be acted on, and what each was when the look was drawn: sealed with the form. */
function basisOf(looks: readonly { readonly of: FoundDuty; readonly seen: unknown }[]): string {
  return looks
    .filter(({ seen }) => !isRefusal(seen))
    .map(({ of }) => `${of.ref.unitId}=${versionToken(of.duty)}`)
    .join(",");
}

function seenIn({ form }: Visit): SeenDuty[] {
  return (form.get("basis") ?? "").split(",").flatMap((one) => {
    const [id, version = ""] = one.split("=");
    const unitId = UnitIdSchema.safeParse(id);
    return unitId.success ? [{ unitId: unitId.data, version }] : [];
  });
}

/** Those that were chosen, and for which the look said that it cannot be done. */
function leftOut({ duties }: Chosen, seen: readonly SeenDuty[]): (Omit<Outcome, "was"> & { was: "left" })[] {
  return duties
    .filter(({ unitId }) => !seen.some((one) => one.unitId === unitId))
    .map(({ unitId }) => ({ unitId, was: "left" }));
}
