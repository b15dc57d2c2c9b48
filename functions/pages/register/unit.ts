import { UnitIdSchema } from "../../domain/ids.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal, notFound } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { nameKey } from "../../domain/unit.ts";
import { UnitSchema } from "../../domain/unit-input.ts";
import type { Unit, UnitRecord } from "../../domain/unit.ts";
import { saveTypedUnit } from "../../use-cases/save-units.ts";
import { html } from "../../runtime/html.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { changedMeanwhile, expired, faultsOf, faulty } from "../form-kit/again.ts";
import type { Again, FieldFault } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked } from "../form-kit/form.ts";
import { stateOf } from "../form-kit/version.ts";
import { facts } from "../parts/facts.ts";
import type { Visit } from "../visit.ts";
import { slugOf } from "../../wording/fold.ts";
import { forKeepers } from "./for-keepers.ts";
import { ofWhatIdIsMade } from "./made-id.ts";
import { changesOf, columnWords } from "./unit-changes.ts";
import { typedOf, unitFormPage, unitGiven } from "./unit-form.ts";

/** The unit that the path names; none for one that is not in the register yet. */
type Found = { readonly unit: Unit | undefined };

/** The form of one unit; `/units/new` for one that is not in the register yet. */
const pages = formPages<Found, UnitRecord>({
  async find({ params }, { register }) {
    if (params["unitId"] === "new") return { unit: undefined };
    const id = UnitIdSchema.safeParse(params["unitId"]);
    const unit = id.success ? await register.units.unit(id.data) : undefined;
    return unit ? { unit } : notFound("There is no such unit.", "Danh bạ không có đơn vị này.");
  },
  label: columnWords,
  async page({ visit, effects, found: { unit } }, again, field) {
    const kinds = [...(await effects.register.units.list()).kinds.keys()];
    const mended = (again.typed ?? visit.form).getAll("mended");
    return unitFormPage(visit, { again, field, unit, mended, kinds, basis: stateOf(unit) });
  },
  begin: ({ unit }) => typedOf(unit),
  expired,
  version: { of: ({ found: { unit } }) => stateOf(unit), changed: changedTo },
  async judge({ visit, effects, found: { unit } }) {
    const id = unit?.id ?? idGiven(visit);
    const faults = unit ? ownAddressFaults(visit, unit) : await newUnitFaults(visit, effects, id);
    if (faults.length > 0) return { again: faulty(faults) };
    return read(UnitSchema, { ...unitGiven(visit.form), id }, { en: "The unit", vi: "Thông tin đơn vị" });
  },
  faultsOf: unitFaults,
  async act(given, { visit, effects, found: { unit } }) {
    const takesMail = visit.form.getAll("mended");
    const saved = await saveTypedUnit(given, { before: unit, takesMail }, effects);
    return isRefusal(saved) ? saved : "/units?done=saved";
  },
  refused: ({ visit }, refusal) => faulty(unitFaults(visit, refusal)),
});

export const askUnit = forKeepers(pages.ask);
export const keepUnit = forKeepers(pages.give);

function unitFaults(visit: Visit, refusal: Refusal): FieldFault[] {
  return ofWhatIdIsMade(
    visit,
    "name",
    faultsOf(visit, refusal, (path) => path.split(/[.[]/)[0] || "name"),
  );
}

/** Left empty, the id is made of the name. */
function idGiven({ form }: Visit): string {
  return (form.get("id") ?? "").trim().toLowerCase() || slugOf(form.get("name") ?? "");
}

/** A new unit is not to take another's place, nor to be the same one again, nor a page of its own. */
async function newUnitFaults({ form, say }: Visit, { register }: WebEffects, unitId: string): Promise<FieldFault[]> {
  const units = await (await register.units.list()).all();
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
function changedTo({ visit, found: { unit } }: Asked<Found>): Again {
  const why = changedMeanwhile(visit);
  if (!unit) return why;
  const typed = Object.fromEntries(typedOf(unit));
  const now = changesOf(unit, { ...typed, ...Object.fromEntries(visit.form) }).map(
    ({ column, from }) => [columnWords(visit, column), from || visit.say("(trống)", "(empty)")] as const,
  );
  return now.length === 0 ? why : { ...why, notice: html`${why.notice ?? ""}${facts(now)}` };
}
