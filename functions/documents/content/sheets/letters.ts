import type { Duty } from "../../../domain/duty.ts";
import { milestoneShown, parseLetterKey } from "../../../domain/letter.ts";
import type { LetterEntry } from "../../../domain/letter.ts";
import { outcomeWords } from "../../../wording/letters.ts";
import type { Column } from "../sheet.ts";
import { IN_VIETNAMESE, letterStatusInWords, milestoneInWords } from "./words.ts";

/** A letter of a ledger, and to whom it was owed. */
export type OwedLetter = {
  readonly unitId: string;
  readonly unitName: string;
  readonly key: string;
  readonly addressee: "unit" | "head" | "supervisor";
  readonly entry: LetterEntry;
};

/** The letters of a duty in order of time: those that came back, too, each with what became of it. */
export function lettersOf({ unitId, unitName, letters }: Pick<Duty, "unitId" | "unitName" | "letters">): OwedLetter[] {
  return Object.entries(letters)
    .toSorted(([, a], [, b]) => a.at - b.at)
    .map(([key, entry]) => ({ unitId, unitName, key, addressee: parseLetterKey(key).addressee, entry }));
}

const ADDRESSEES = { unit: "Đơn vị", head: "Thủ trưởng", supervisor: "Cơ quan tổng hợp" } as const;

/** Every letter with its outcome. */
export const letterColumns: readonly Column<OwedLetter>[] = [
  { name: "unitId", title: "Mã đơn vị", width: 16, kind: "text", of: ({ unitId }) => unitId },
  { name: "unitName", title: "Đơn vị", width: 34, kind: "text", of: ({ unitName }) => unitName },
  {
    name: "milestone",
    title: "Thư",
    width: 34,
    kind: "text",
    of: ({ key }) => milestoneShown(parseLetterKey(key).milestone),
    shown: ({ key }) => milestoneInWords(parseLetterKey(key).milestone),
  },
  {
    name: "ladder",
    title: "Lịch nhắc (0: chung)",
    width: 20,
    kind: "number",
    of: ({ key }) => parseLetterKey(key).ladder,
  },
  {
    name: "addressee",
    title: "Người nhận",
    width: 18,
    kind: "text",
    of: ({ addressee }) => addressee,
    shown: ({ addressee }) => ADDRESSEES[addressee],
  },
  { name: "to", title: "Địa chỉ", width: 32, kind: "text", of: ({ entry }) => entry.to },
  {
    name: "status",
    title: "Kết quả",
    width: 16,
    kind: "text",
    of: ({ entry }) => entry.status,
    shown: ({ entry }) => letterStatusInWords(entry.status),
  },
  { name: "at", title: "Lúc", width: 20, kind: "instant", of: ({ entry }) => entry.at },
  {
    name: "reason",
    title: "Diễn giải",
    width: 44,
    kind: "text",
    of: ({ entry }) => entry.reason,
    shown: ({ entry }) => outcomeWords(IN_VIETNAMESE, entry),
  },
];
