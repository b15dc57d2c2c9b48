import { UnitIdSchema } from "../../domain/ids.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal, notFound } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { UnitSchema, nameKey } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import { putUnit, writeAgainTo } from "../../handlers/keep-units.ts";
import { html } from "../../html.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer, WebEffects } from "../../http/exchange.ts";
import { once } from "../confirmation.ts";
import { facts } from "../parts/facts.ts";
import type { Visit } from "../visit.ts";
import { slugOf } from "../words/fold.ts";
import { forKeepers } from "./for-keepers.ts";
import { changedMeanwhile, faultsOf, reopened, stateOf } from "../form-state.ts";
import type { Again, FieldFault } from "../form-state.ts";
import { changesOf, columnWords } from "./unit-changes.ts";
import { typedOf, unitFormPage, unitGiven } from "./unit-form.ts";

/** The form of one unit; `/units/new` for one that is not in the register yet. */
export const askUnit = forKeepers(async (visit, effects) => {
  const unit = await unitOf(visit, effects);
  return unit === "none" ? NO_UNIT : show(visit, effects, { unit, typed: typedOf(unit) });
});

/** Saves what was typed, unless somebody else changed the unit since the form was opened. */
export const keepUnit = forKeepers(async (visit, effects) => {
  const { form, formState } = visit;
  const unit = await unitOf(visit, effects);
  if (unit === "none") return NO_UNIT;
  const again = (why: Again) => show(visit, effects, { unit, typed: form, ...why });
  if (formState === "reopened") return again(reopened(visit));
  return once(visit, effects, async (request) => {
    if (form.get("basis") !== (await stateOf(unit))) return again(changedTo(visit, unit));
    const unitId = unit?.id ?? idGiven(visit);
    const faults = unit ? ownAddressFaults(visit, unit) : await newUnitFaults(visit, effects, unitId);
    if (faults.length > 0) return again({ faults, status: 400 });
    const refused = (why: Refusal) =>
      again({ faults: faultsOf(visit, why, (path) => path.split(/[.[]/)[0] || "name"), status: 400 });
    const given = unitGiven(form);
    const judged = read(UnitSchema, { ...given, id: unitId }, { en: "The unit", vi: "Thông tin đơn vị" });
    if (isRefusal(judged)) return refused(judged);
    const saved = await putUnit({ ...request, params: { unitId }, body: JSON.stringify(given) }, effects);
    if (isRefusal(saved)) return refused(saved);
    // Last of all: a form that is refused leaves the marks as they are.
    if (unit) await writeAgainTo(form.getAll("mended"), { ...judged, bounced: unit.bounced }, effects);
    return saved.status >= 400 ? saved : seeOther("/units?done=saved");
  });
});

const NO_UNIT = notFound("There is no such unit.", "Danh bạ không có đơn vị này.");

/** The unit that the path names; undefined for a new one. */
async function unitOf({ params }: Visit, { register }: WebEffects): Promise<Unit | undefined | "none"> {
  if (params["unitId"] === "new") return undefined;
  const id = UnitIdSchema.safeParse(params["unitId"]);
  return (id.success && (await register.units.unit(id.data))) || "none";
}

async function show(
  visit: Visit,
  { register }: WebEffects,
  form: Again & { unit: Unit | undefined; typed: URLSearchParams },
): Promise<Answer> {
  const kinds = (await register.units.allUnits()).map(({ kind }) => kind);
  return unitFormPage(visit, { ...form, kinds, basis: await stateOf(form.unit) });
}

/** Left empty, the id is made of the name. */
function idGiven({ form }: Visit): string {
  return (form.get("id") ?? "").trim().toLowerCase() || slugOf(form.get("name") ?? "");
}

/** A new unit is not to take another's place, nor to be the same one again, nor a page of its own. */
async function newUnitFaults({ form, say }: Visit, { register }: WebEffects, unitId: string): Promise<FieldFault[]> {
  const units = await register.units.allUnits();
  const name = nameKey(form.get("name") ?? "");
  const sameName = units.find((unit) => nameKey(unit.name) === name);
  const taken = unitId === "new" || unitId === "import" || units.some(({ id }) => id === unitId);
  if (taken)
    return [
      { field: "id", text: say(`Mã “${unitId}” đã dùng; đề nghị đặt mã khác.`, `“${unitId}” is taken; give another.`) },
    ];
  if (!sameName) return [];
  const { id } = sameName;
  return [
    { field: "name", text: say(`Danh bạ đã có đơn vị tên này, mã ${id}.`, `There is a unit of this name, ${id}.`) },
  ];
}

/** Nobody shuts himself out of the register: somebody else of the home unit has to do that. */
function ownAddressFaults({ form, say, caller, homeUnit }: Visit, unit: Unit): FieldFault[] {
  if (unit.id !== homeUnit || caller.staff?.unitId === homeUnit) return [];
  const own = [...typedOf(unit)].find(([, value]) => value === caller.principal)?.[0];
  if (own === undefined || Object.values(unitGiven(form)).includes(caller.principal)) return [];
  const text = say(
    "Đây là hộp thư đang đăng nhập, giữ quyền quản lý danh bạ; chỉ người khác bỏ được.",
    "You are signed in by this mailbox, which keeps the register; only somebody else can take it out.",
  );
  return [{ field: own, text }];
}

/** Somebody else was faster: what the register has now stands above what was typed. */
function changedTo(visit: Visit, unit: Unit | undefined): Again {
  const why = changedMeanwhile(visit);
  if (!unit) return why;
  const typed = Object.fromEntries(typedOf(unit));
  const now = changesOf(unit, { ...typed, ...Object.fromEntries(visit.form) }).map(
    ({ column, from }) => [columnWords(visit, column), from || visit.say("(trống)", "(empty)")] as const,
  );
  return now.length === 0 ? why : { ...why, notice: html`${why.notice ?? ""}${facts(now)}` };
}
