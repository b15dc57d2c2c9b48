import { isRefusal } from "../../domain/refusal.ts";
import type { Fault } from "../../domain/refusal.ts";
import type { UnitRecord } from "../../domain/unit.ts";
import { addressesOf } from "../../domain/unit.ts";
import { formatNumber } from "../../domain/vietnamese.ts";
import { MOST_ROWS, importUnits } from "../../handlers/keep-units.ts";
import { readUnitsFile } from "../../handlers/read-units-file.ts";
import { seeOther } from "../../http/exchange.ts";
import type { WebEffects } from "../../http/exchange.ts";
import { once } from "../confirmation.ts";
import type { Visit } from "../visit.ts";
import { forKeepers } from "./for-keepers.ts";
import { changedMeanwhile, reopened, stateOf } from "../form-state.ts";
import { contentGiven, nothingGiven } from "./given-content.ts";
import { compare } from "./unit-changes.ts";
import { asUnitsFile } from "./units-file.ts";
import { importLookPage, importPage } from "./units-import-pages.ts";

/** Asks for a file of units. */
export const askImport = forKeepers(async (visit) => importPage(visit, {}));

/** Shows what a file would do, or its faults by row; entered it is only after that look. */
export const giveImport = forKeepers(async (visit, effects) => {
  const { form, formState } = visit;
  const content = contentGiven(visit);
  if (formState === "reopened") return importPage(visit, { content, ...reopened(visit) });
  if (form.get("do") === "edit") return importPage(visit, { content });
  if (content.trim() === "") return importPage(visit, { faults: [nothingGiven(visit)], status: 400 });
  const file = asUnitsFile(content);
  const units = readUnitsFile(file);
  const rowFaults = isRefusal(units) ? faultsIn(units) : await furtherFaults(visit, units);
  if (isRefusal(units) || rowFaults.length > 0) return importPage(visit, { content: file, rowFaults, status: 400 });
  if (form.get("do") !== "confirm") return look(visit, effects, { units, content: file });

  return once(visit, effects, async (request) => {
    if (form.get("basis") !== (await basisOf(units, effects)))
      return look(visit, effects, { units, content: file, ...changedMeanwhile(visit) });
    const entered = await importUnits({ ...request, contentType: "text/csv", body: file }, effects);
    if (isRefusal(entered)) return importPage(visit, { content: file, rowFaults: faultsIn(entered), status: 400 });
    return entered.status >= 400 ? entered : seeOther("/units?done=imported");
  });
});

type Looked = Parameters<typeof importLookPage>[1];

async function look(
  visit: Visit,
  effects: WebEffects,
  given: Pick<Looked, "content" | "notice" | "status"> & { units: readonly UnitRecord[] },
) {
  const known = await effects.register.units.allUnits();
  const { units, ...rest } = given;
  return importLookPage(visit, {
    ...rest,
    known,
    comparison: compare(units, known),
    basis: await basisOf(units, effects),
  });
}

/** What the look showed: the file's units, and those of the register that it would change. */
async function basisOf(units: readonly UnitRecord[], { register }: WebEffects): Promise<string> {
  const ids = new Set<string>(units.map(({ id }) => id));
  return stateOf([units, (await register.units.allUnits()).filter(({ id }) => ids.has(id))]);
}

function faultsIn(refusal: { readonly detail: string; readonly vi: string; readonly faults?: readonly Fault[] }) {
  return refusal.faults ?? [{ path: "", message: refusal.detail, vi: refusal.vi }];
}

/** What the file's reader does not see: how long it is, and that its sender would be shut out of the register. */
async function furtherFaults({ caller, homeUnit }: Visit, units: readonly UnitRecord[]): Promise<Fault[]> {
  if (units.length > MOST_ROWS) {
    return [
      {
        path: "",
        message: `at most ${MOST_ROWS} rows at a time; got ${units.length}: cut the file into several`,
        vi: `Mỗi lần nhập tối đa ${formatNumber(MOST_ROWS)} dòng; tệp có ${formatNumber(units.length)} dòng. Đề nghị chia thành nhiều tệp.`,
      },
    ];
  }
  const home = units.find(({ id }) => id === homeUnit);
  const keepsByStaff = caller.staff?.unitId === homeUnit;
  if (!home || keepsByStaff || addressesOf(home).some((address) => address === caller.principal)) return [];
  return [
    {
      path: homeUnit,
      message: `${caller.principal} is signed in here, and the file takes it out of the unit that keeps the register`,
      vi: `${caller.principal} là hộp thư đang đăng nhập, nhưng tệp bỏ hộp thư này khỏi đơn vị quản lý danh bạ.`,
    },
  ];
}
