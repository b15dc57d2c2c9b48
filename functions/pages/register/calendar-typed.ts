import { FinalYearSchema, yearFaults } from "../../domain/calendar-year.ts";
import { read } from "../../domain/parsing.ts";
import type { CalendarLine } from "../../domain/provisional-year.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { formatDay, parseDay } from "../../wording/dates.ts";
import type { FieldFault } from "../form-kit/again.ts";
import type { Visit } from "../visit.ts";

const STATUS = { off: "nghỉ", worked: "làm" } as const;

/** Lines as they are typed, one a day: `26/1/2027; nghỉ; Tết Nguyên đán Đinh Mùi; Công văn 1/VPCP-KGVX`. */
export function asTyped(lines: readonly CalendarLine[]): string {
  return lines
    .map(({ date, status, name, source }) => [formatDay(date), STATUS[status], name, source].join("; "))
    .join("\n");
}

/** Reads what was typed of a year, or all that is wrong with it, line by line. */
export function readTyped(
  { say }: Visit,
  year: number,
  text: string,
): { readonly lines: readonly CalendarLine[] } | { readonly faults: readonly FieldFault[] } {
  const typed = text
    .split("\n")
    .flatMap((line, at) => (line.trim() === "" ? [] : [{ number: at + 1, ...partsOf(line) }]));
  const given = { status: "final", lines: typed.map(({ number: _number, ...line }) => line) };
  const found = read(FinalYearSchema, given, { en: "The year", vi: "Lịch của năm" });
  const faults = isRefusal(found) ? (found.refused === "invalid" ? found.faults : []) : yearFaults(year, found.lines);
  if (!isRefusal(found) && faults.length === 0) return { lines: found.lines };
  return {
    faults: faults.map(({ path, vi, message }) => {
      const [, at, part = ""] = /^lines\[(\d+)\]\.?(\w*)/.exec(path) ?? [];
      const number = at === undefined ? undefined : typed[Number(at)]?.number;
      const what = PARTS[part];
      const where =
        number === undefined
          ? ""
          : say(`Dòng ${number}${what ? `, ${what[0]}` : ""}: `, `Line ${number}${what ? `, ${what[1]}` : ""}: `);
      return { field: "lines", text: `${where}${say(vi, message)}` };
    }),
  };
}

const PARTS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  date: ["ngày", "day"],
  status: ["nghỉ hay làm", "off or worked"],
  name: ["tên", "name"],
  source: ["nguồn", "source"],
};

/** The four parts of a line; what cannot be read stays as it was typed, to be told of. */
function partsOf(line: string) {
  const [date = "", status = "", name = "", ...source] = line.split(";").map((part) => part.trim());
  const known = Object.entries(STATUS).find(([, word]) => word === status.normalize("NFC").toLowerCase());
  return { date: parseDay(date) ?? date, status: known?.[0] ?? status, name, source: source.join("; ") };
}
