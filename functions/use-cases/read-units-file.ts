import { quote, read } from "../domain/parsing.ts";
import { invalid, isRefusal } from "../domain/refusal.ts";
import type { Fault, Refusal } from "../domain/refusal.ts";
import { UNIT_COLUMNS, nameKey } from "../domain/unit.ts";
import { UnitSchema } from "../domain/unit-input.ts";
import type { UnitRecord } from "../domain/unit.ts";
import { formatNumber } from "../domain/vietnamese.ts";
import { isColumn, unitsTableOf } from "./units-file-rows.ts";
import type { Row } from "./units-file-rows.ts";

/** Beyond these nobody means it. Far more rows and columns may be empty than are entered. */
const [MOST_LINES, MOST_COLUMNS] = [50_000, 1_000];

/**
 * Reads a units file, or refuses it whole with every fault by row. Rows are counted as a spreadsheet shows them: the
 * header, if nothing stands above it, is row 1.
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
  const unread = unclosedQuote(content) ?? tooLarge(content);
  if (unread) return refuse([unread]);
  const table = unitsTableOf(content);
  if (!table) return refuse([{ path: "", message: "the file is empty", vi: "Tệp không có nội dung." }]);
  const { header, lines } = table;
  const columns = header.cells;
  const headerFaults = faultsOfHeader(header);
  if (headerFaults.length > 0) return refuse(headerFaults);
  if (lines.length === 0) {
    return refuse([
      {
        path: `row ${header.row + 1}`,
        message: "the file has a header and no unit",
        vi: "Tệp chỉ có dòng tiêu đề, không có đơn vị nào.",
      },
    ]);
  }

  const records = lines.map(({ cells, row }) => ({ row, cells, fields: fieldsOf(columns, cells) }));
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
  Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ""]));

/** A quotation mark that is never closed would swallow the rows below it. */
function unclosedQuote(content: string): Fault | undefined {
  if ((content.match(/"/g)?.length ?? 0) % 2 === 0) return undefined;
  const row = content.slice(0, content.lastIndexOf('"')).split("\n").length;
  return {
    path: `row ${row}`,
    message: "a quotation mark is opened here or before, and never closed",
    vi: "Dấu ngoặc kép mở ở dòng này hoặc trước đó mà không đóng.",
  };
}

/** A file of very many lines or columns is left before it is taken apart. */
function tooLarge(content: string): Fault | undefined {
  const lines = content.split(/\r\n?|\n/, MOST_LINES + 1);
  if (lines.length > MOST_LINES)
    return {
      path: `row ${lines.length}`,
      message: `a file of more than ${MOST_LINES} lines is not read; cut it into several`,
      vi: `Tệp quá ${formatNumber(MOST_LINES)} dòng không đọc được; đề nghị chia thành nhiều tệp.`,
    };
  const widest = lines.findIndex((line) => (line.match(/[,;\t]/g)?.length ?? 0) >= MOST_COLUMNS);
  if (widest === -1) return undefined;
  return {
    path: `row ${widest + 1}`,
    message: `has more than ${MOST_COLUMNS} columns; the file needs ${UNIT_COLUMNS.join(", ")}`,
    vi: `Có quá ${formatNumber(MOST_COLUMNS)} cột; tệp cần các cột ${UNIT_COLUMNS.join(", ")}.`,
  };
}

function faultsOfHeader({ cells: columns, row }: Row): Fault[] {
  const missing = UNIT_COLUMNS.filter((name) => !columns.includes(name));
  const unknown = columns.filter((name) => !isColumn(name));
  const twice = columns.filter((name, i) => columns.indexOf(name) !== i);
  return [
    ...missing.map((name) => ({
      path: `row ${row}, ${name}`,
      message: `this column is missing; the file needs ${UNIT_COLUMNS.join(", ")}`,
      vi: `Thiếu cột ${name}; tệp cần các cột ${UNIT_COLUMNS.join(", ")}.`,
    })),
    ...unknown.map((name) => ({
      path: `row ${row}`,
      message: `unknown column; got ${quote(name)}, allowed are ${UNIT_COLUMNS.join(", ")}`,
      vi: `Cột ${quote(name)} không dùng ở đây; chỉ nhận các cột ${UNIT_COLUMNS.join(", ")}.`,
    })),
    ...twice.map((name) => ({
      path: `row ${row}, ${name}`,
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
