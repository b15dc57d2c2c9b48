import { csvFormatRows } from "d3-dsv";

import { invalid, isRefusal } from "../../domain/refusal.ts";
import type { Fault, Refusal } from "../../domain/refusal.ts";
import type { UnitRecord } from "../../domain/unit.ts";
import { addressesOf } from "../../domain/unit.ts";
import { UNFIT_WORDS } from "../../domain/unfit-words.ts";
import { formatNumber } from "../../domain/vietnamese.ts";
import { MOST_ROWS, importUnits } from "../../use-cases/save-units.ts";
import { readUnitsFile } from "../../use-cases/read-units-file.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { changedMeanwhile, expired, faulty } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import { stateOf } from "../form-kit/version.ts";
import type { Visit } from "../visit.ts";
import { forKeepers } from "./for-keepers.ts";
import { contentGiven, nothingGiven } from "./given-content.ts";
import { compare } from "./unit-changes.ts";
import { faultTable, importPreviewPage, importPage } from "./units-import-pages.ts";

/** A file of units as it was given: its text, and what the import reads of it. */
type Found = { readonly file: string; readonly units: readonly UnitRecord[] | Refusal };

/** Shows what a file would do, or its faults by row; entered it is only after that preview. */
const pages = formPages<Found, readonly UnitRecord[]>({
  async find(visit) {
    const file = await unitsFileGiven(visit);
    return isRefusal(file) ? { file: "", units: file } : { file, units: readUnitsFile(file) };
  },
  page: ({ visit, found: { file } }, again) =>
    importPage(visit, { ...again, content: again.typed?.get("content") ?? file }),
  expired,
  version: {
    of: ({ effects, found: { units } }) => (isRefusal(units) ? undefined : basisOf(units, effects)),
    changed: ({ visit }) => changedMeanwhile(visit),
    previewed: true,
  },
  judge({ visit, found: { file, units } }) {
    if (contentGiven(visit).trim() === "")
      return { again: { ...faulty([nothingGiven(visit)]), typed: new URLSearchParams({ content: "" }) } };
    const faults = isRefusal(units) ? faultsIn(units) : furtherFaults(visit, units);
    return isRefusal(units) || faults.length > 0 ? { again: faultsOfRows(visit, file, faults) } : units;
  },
  async preview({ visit, effects, found }, units, again) {
    const known = await (await effects.register.units.list()).all();
    const basis = await basisOf(units, effects);
    return importPreviewPage(visit, { ...again, content: found.file, known, comparison: compare(units, known), basis });
  },
  acts: ["confirm"],
  async act(_units, { effects, found }) {
    const entered = await importUnits(found.file, effects);
    return isRefusal(entered) ? entered : "/units?done=imported";
  },
  refused: ({ visit, found }, refusal) => faultsOfRows(visit, found.file, faultsIn(refusal)),
});

export const askImport = forKeepers(pages.ask);
export const giveImport = forKeepers(pages.give);

/** The file as a text: that of a workbook is its first sheet. */
async function unitsFileGiven(visit: Visit): Promise<string | Refusal> {
  const sent = visit.files.get("file");
  if (!sent) return contentGiven(visit);
  // Evaluated when the first file comes: the function's start does without.
  const { isWorkbook, sheetOf } = await import("../../examination/workbook.ts");
  if (!isWorkbook(sent.bytes)) return contentGiven(visit);
  const rows = await sheetOf(sent.bytes);
  if (typeof rows !== "string") return csvFormatRows(rows);
  const { en, vi } = UNFIT_WORDS[rows];
  return invalid("The workbook cannot be read.", "Không đọc được bảng tính.", [{ path: "", message: en, vi }]);
}

/** What the preview showed: the file's units, and those of the register that it would change. */
async function basisOf(units: readonly UnitRecord[], { register }: WebEffects): Promise<string> {
  const ids = new Set<string>(units.map(({ id }) => id));
  return stateOf([units, (await register.units.allUnits()).filter(({ id }) => ids.has(id))]);
}

/** The file as the import reads it, with what is wrong in which row. */
function faultsOfRows(visit: Visit, file: string, faults: readonly Fault[]): Again {
  return { status: 400, notice: faultTable(visit, faults), typed: new URLSearchParams({ content: file }) };
}

function faultsIn(refusal: Refusal): readonly Fault[] {
  const { detail, vi } = refusal;
  return refusal.refused === "invalid" ? refusal.faults : [{ path: "", message: detail, vi }];
}

/** What the file's reader does not see: how long it is, and that its sender would be shut out of the register. */
function furtherFaults({ caller, homeUnit }: Visit, units: readonly UnitRecord[]): Fault[] {
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
