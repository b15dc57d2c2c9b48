import { consolidating } from "../domain/consolidation.ts";
import type { Duty } from "../domain/duty.ts";
import { lateUnit } from "../domain/escalation.ts";
import type { ListName } from "../domain/exported-file.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { Cursor } from "../domain/milestone-run.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";
import type { ReadingEffects } from "./effects.ts";
import { recordOf } from "../documents/formats/cells.ts";
import { csvOf } from "../documents/formats/csv-of.ts";
import type { Readers } from "../documents/formats/csv-of.ts";
import { xlsxOf } from "../documents/formats/xlsx-of.ts";
import type { Column } from "../documents/content/sheet.ts";
import { dutyColumns } from "../documents/content/sheets/duties.ts";
import { figureColumns, figureRow, totalsColumns, totalsRows } from "../documents/content/sheets/figures.ts";
import { happenedTo, historyColumns } from "../documents/content/sheets/history.ts";
import { lateUnitColumns } from "../documents/content/sheets/late-units.ts";
import { letterColumns, lettersOf } from "../documents/content/sheets/letters.ts";
import { missingNumberColumns } from "../documents/content/sheets/missing-numbers.ts";
import { dossiersOf } from "./dossiers-of.ts";
import { obligationRefOf } from "./find-duty.ts";
import type { FoundObligation } from "./find-duty.ts";
import { missingNumbers } from "./missing-numbers.ts";
import { dutiesInPages, reportsOf } from "./read-reports.ts";
import { supervisorLetters } from "./supervisor-letters.ts";

type Reads = Pick<ReadingEffects, "register">;
export type Asked = {
  readonly found: FoundObligation;
  readonly effects: Reads;
  readonly now: EpochMs;
  readonly calendar: WorkingCalendar;
};

/** Duties page by page; and whether they end with the obligation's last. */
type Pages = { readonly pages: AsyncIterable<readonly Duty[]> | Iterable<readonly Duty[]>; readonly toTheEnd: boolean };

/** A list of an obligation: what its file is called, its columns, and the rows of duties as they are read. */
type List<Row> = {
  readonly file: string;
  readonly title: string;
  readonly columns: (asked: Asked) => readonly Column<Row>[];
  readonly rows: (asked: Asked, duties: Pages) => AsyncIterable<Row>;
};

const escalations = listOf({
  file: "cham-bao-cao",
  title: "Chậm báo cáo",
  columns: () => lateUnitColumns,
  async *rows({ found, effects, now, calendar }) {
    const where = { ...obligationRefOf(found), place: found.place, now };
    let cursor: Cursor | undefined;
    do {
      const page = await effects.register.duties.lateDuties(where, { cursor, limit: 1000 });
      for (const duty of page.items) yield lateUnit(duty, calendar, now);
      cursor = page.next;
    } while (cursor);
  },
});

const duties = listOf({
  file: "nhiem-vu",
  title: "Nhiệm vụ báo cáo",
  columns: ({ now, calendar }) => dutyColumns({ calendar, now }),
  async *rows(_asked, { pages }) {
    for await (const page of pages) yield* page;
  },
});

const letters = listOf({
  file: "thu",
  title: "Thư",
  columns: () => letterColumns,
  async *rows({ found, effects }, { pages, toTheEnd }) {
    for await (const page of pages) for (const duty of page) yield* lettersOf(duty);
    if (toTheEnd) yield* await supervisorLetters(found, effects);
  },
});

const history = listOf({
  file: "lich-su",
  title: "Lịch sử",
  columns: () => historyColumns,
  async *rows({ effects }, { pages }) {
    for await (const page of pages) {
      for await (const { duty, dossier } of dossiersOf(page, effects)) yield* happenedTo(duty, dossier);
    }
  },
});

const figures = listOf({
  file: "phu-luc-so-lieu",
  title: "Số liệu",
  columns: ({ found }) => figureColumns(found.obligation),
  async *rows({ found, effects }, { pages }) {
    for await (const page of pages) {
      for await (const read of reportsOf(page, found, effects)) yield figureRow(found.obligation, read);
    }
  },
});

const numbers = listOf({
  file: "so-khong-cap",
  title: "Số không cấp",
  columns: () => missingNumberColumns,
  rows: (asked) => missingNumbers(asked, asked.effects),
});

const totals = listOf({
  file: "tong-hop-so-lieu",
  title: "Số liệu cộng",
  columns: () => totalsColumns,
  async *rows({ found, effects }, { pages }) {
    const sums = consolidating(found.obligation);
    for await (const page of pages) for await (const read of reportsOf(page, found, effects)) sums.add(read);
    yield* totalsRows(sums.result());
  },
});

/** The lists that can be had as files, by the names that addresses know them by. */
export const obligationLists = {
  escalations,
  duties,
  letters,
  history,
  figures,
  totals,
  numbers,
} as const satisfies Record<ListName, unknown>;

/** Closes over what a row is, so that lists of different rows are of one type. */
function listOf<Row>({ file, title, columns, rows }: List<Row>) {
  const whole = (asked: Asked) => ({
    name: title,
    columns: columns(asked),
    rows: rows(asked, { pages: dutiesInPages(asked.found, asked.effects), toTheEnd: true }),
  });
  return {
    file,
    csv: (asked: Asked, readers: Readers): AsyncIterable<Uint8Array> => csvOf(whole(asked), readers),
    xlsx: (asked: Asked): AsyncIterable<Uint8Array> => xlsxOf(whole(asked)),
    /** The rows of some duties as JSON has them. */
    async records(asked: Asked, some: { readonly duties: readonly Duty[]; readonly toTheEnd: boolean }) {
      const records = [];
      const pages = { pages: [some.duties], toTheEnd: some.toTheEnd };
      for await (const row of rows(asked, pages)) records.push(recordOf(columns(asked), row));
      return records;
    },
  };
}
