import { csvParseRows } from "d3-dsv";

import { quote, read } from "../domain/parsing.ts";
import { invalid, isRefusal } from "../domain/refusal.ts";
import type { Fault, Refusal } from "../domain/refusal.ts";
import { UnitSchema, nameKey } from "../domain/unit.ts";
import type { UnitRecord } from "../domain/unit.ts";
import { formatNumber } from "../domain/vietnamese.ts";

const COLUMNS = ["id", "name", "kind", "headTitle", "clerkEmail", "officeEmail", "headEmail", "phone"] as const;

/** Beyond these nobody means it: the file is left before it is taken apart. Far more rows may be empty than are entered. */
const [MOST_LINES, MOST_COLUMNS] = [50_000, 50];

/**
 * Reads a units file, or refuses it whole with every fault by row. Rows are counted as a spreadsheet shows
 * them: the header is row 1.
 */
export function readUnitsFile(content: string): UnitRecord[] | Refusal {
  if (content.includes("\uFFFD")) {
    const row = content.slice(0, content.indexOf("\uFFFD")).split("\n").length;
    return refuse([
      {
        path: `row ${row}`,
        message: "is not UTF-8 text; save the file as “CSV UTF-8”, not in the encoding of an older program",
        vi: "Không phải mã UTF-8; đề nghị lưu tệp theo dạng “CSV UTF-8”, không dùng bảng mã của phần mềm cũ.",
      },
    ]);
  }
  const lines = content.split(/\r\n?|\n/, MOST_LINES + 1).length;
  if (lines > MOST_LINES)
    return refuse([
      {
        path: `row ${lines}`,
        message: `a file of more than ${MOST_LINES} lines is not read; cut it into several`,
        vi: `Tệp quá ${formatNumber(MOST_LINES)} dòng không đọc được; đề nghị chia thành nhiều tệp.`,
      },
    ]);
  const rows = parseRows(content);
  if (isRefusal(rows)) return rows;
  if (rows.length === 0) return refuse([{ path: "", message: "the file is empty", vi: "Tệp không có nội dung." }]);
  const [header, ...entries] = rows;
  const columns = header?.cells.map((name) => name.trim()) ?? [];
  if (columns.length > MOST_COLUMNS)
    return refuse([
      {
        path: "row 1",
        message: `has ${columns.length} columns; allowed are ${COLUMNS.join(", ")}`,
        vi: `Có ${formatNumber(columns.length)} cột; chỉ nhận các cột ${COLUMNS.join(", ")}.`,
      },
    ]);
  const headerFaults = faultsOfHeader(columns);
  if (headerFaults.length > 0) return refuse(headerFaults);
  if (entries.length === 0) {
    return refuse([
      {
        path: "row 2",
        message: "the file has a header and no unit",
        vi: "Tệp chỉ có dòng tiêu đề, không có đơn vị nào.",
      },
    ]);
  }

  const records = entries.map(({ cells, row }) => ({ row, cells, fields: fieldsOf(columns, cells) }));
  const faults: Fault[] = [];
  const units = records.flatMap(({ row, cells, fields }): UnitRecord[] => {
    if (cells.length !== columns.length) {
      faults.push({
        path: `row ${row}`,
        message: `has ${cells.length} columns; the header has ${columns.length}`,
        vi: `Có ${cells.length} cột, trong khi dòng tiêu đề có ${columns.length} cột.`,
      });
      return [];
    }
    const unit = read(UnitSchema, fields, { en: `Row ${row}`, vi: `Dòng ${row}` });
    if (!isRefusal(unit)) return [unit];
    const wrong = unit.refused === "invalid" ? unit.faults : [];
    faults.push(...wrong.map(({ path, ...words }) => ({ path: `row ${row}, ${path}`, ...words })));
    return [];
  });
  faults.push(...repeated(records, "id", (id) => id), ...repeated(records, "name", nameKey));
  return faults.length > 0 ? refuse(faults) : units;
}

const fieldsOf = (columns: readonly string[], cells: readonly string[]): Record<string, string> =>
  Object.fromEntries(columns.map((name, i) => [name, cells[i]?.trim() ?? ""]));

type Row = { readonly cells: string[]; readonly row: number };

/** Every line that is not empty, with its number as a spreadsheet shows it. */
function parseRows(content: string): Row[] | Refusal {
  if ((content.match(/"/g)?.length ?? 0) % 2 === 1) {
    const row = content.slice(0, content.lastIndexOf('"')).split("\n").length;
    return refuse([
      {
        path: `row ${row}`,
        message: "a quotation mark is opened here or before, and never closed",
        vi: "Dấu ngoặc kép mở ở dòng này hoặc trước đó mà không đóng.",
      },
    ]);
  }
  return csvParseRows(content.replace(/^\uFEFF/, ""))
    .map((cells, i) => ({ cells, row: i + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
}

function faultsOfHeader(columns: readonly string[]): Fault[] {
  const missing = COLUMNS.filter((name) => !columns.includes(name));
  const unknown = columns.filter((name) => !COLUMNS.some((known) => known === name));
  const twice = columns.filter((name, i) => columns.indexOf(name) !== i);
  return [
    ...missing.map((name) => ({
      path: `row 1, ${name}`,
      message: `this column is missing; the file needs ${COLUMNS.join(", ")}`,
      vi: `Thiếu cột ${name}; tệp cần các cột ${COLUMNS.join(", ")}.`,
    })),
    ...unknown.map((name) => ({
      path: "row 1",
      message: `unknown column; got ${quote(name)}, allowed are ${COLUMNS.join(", ")}`,
      vi: `Cột ${quote(name)} không dùng ở đây; chỉ nhận các cột ${COLUMNS.join(", ")}.`,
    })),
    ...twice.map((name) => ({
      path: `row 1, ${name}`,
      message: "this column stands twice",
      vi: `Cột ${name} có hai lần.`,
    })),
  ];
}

/** Rows whose id or name stands before already, whatever else is wrong with either. */
function repeated(
  records: readonly { row: number; fields: Record<string, string> }[],
  field: "id" | "name",
  keyOf: (value: string) => string,
): Fault[] {
  const first = new Map<string, number>();
  return records.flatMap(({ row, fields }) => {
    const value = fields[field] ?? "";
    const seen = first.get(keyOf(value));
    if (seen === undefined) first.set(keyOf(value), row);
    return seen === undefined || value === ""
      ? []
      : [
          {
            path: `row ${row}, ${field}`,
            message: `stands in row ${seen} already; got ${quote(value)}`,
            vi: `Đã có ở dòng ${seen}; nhận được ${quote(value)}.`,
          },
        ];
  });
}

function refuse(faults: readonly Fault[]): Refusal {
  return invalid(
    `The units file was refused whole; nothing was entered: ${faults.length === 1 ? "1 fault" : `${faults.length} faults`}.`,
    `Tệp đơn vị có ${faults.length} chỗ chưa đúng, nên chưa có đơn vị nào được nhập.`,
    faults,
  );
}
