import type { Duty } from "../../../functions/domain/duty.ts";
import { UnitIdSchema } from "../../../functions/domain/ids.ts";
import type { UnitId } from "../../../functions/domain/ids.ts";
import type { LetterEntry } from "../../../functions/domain/letter.ts";
import type { WebEffects } from "../../../functions/use-cases/effects.ts";
import type { HistoryEntry, Submission } from "../../../functions/store/filings.ts";
import { at, day, directive, dutyOf, email, obligation, unitNamed } from "../../functions/season.ts";
import { filing } from "../../functions/documents/content/reported.ts";

const MILESTONES = ["issue", "remind-20", "remind-10", "remind-5", "remind-2", "remind-0", "receipt-1"];
/** A passage as offices write them: some 600 characters. */
const PASSAGE =
  "Đã tổ chức thực hiện theo kế hoạch, phân công từng phòng và đơn vị trực thuộc, kiểm tra hằng tháng. ".repeat(6);

/** A register that answers at once, with as many units as are asked of it: what is left is what the papers themselves take. */
export class RegisterOfMany {
  readonly directive = directive;
  /** How often it was asked one thing after another. */
  rounds = 0;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  get effects(): WebEffects {
    const { rounds, dutyAt, submissionOf } = this.#parts();
    return {
      register: {
        directives: {
          directive: async () => ({ directive, status: "issued", createdAt: 0, shards: { [obligation.id]: 1 } }),
        },
        units: { unit: async () => ({ ...unitNamed("snv"), bounced: {} }) },
        runs: { runsOf: async () => [] },
        duties: {
          dutiesOf: async (_where: unknown, { cursor, limit }: { cursor?: { shard: number }; limit: number }) => {
            rounds();
            const from = cursor?.shard ?? 0;
            const items = Array.from({ length: Math.min(limit, this.#count - from) }, (_one, i) => dutyAt(from + i));
            return { items, next: from + limit < this.#count ? { shard: from + limit } : undefined };
          },
        },
        filings: {
          submissionsOf: async (_ref: unknown, wanted: ReadonlyMap<UnitId, number>) => {
            rounds();
            return new Map([...wanted.keys()].map((unitId) => [unitId, submissionOf(unitId)]));
          },
          dossier: async ({ unitId }: Duty) => {
            // Thirty-two are asked at once, each two things.
            rounds(1 / 32);
            return { history: [RETURNED], submissions: [submissionOf(unitId)] };
          },
        },
      },
      homeUnit: "snv",
    } as unknown as WebEffects;
  }

  #parts() {
    const kinds = ["stc", "ubnd-lak", "ubnd-buon-ho"];
    const letters: Record<string, LetterEntry> = Object.fromEntries(
      MILESTONES.map((milestone) => [
        `0.${milestone}.unit`,
        {
          status: "delivered",
          at: at("2017-10-13T08:00"),
          to: email("vanthu@donvi.daklak.example"),
          attempt: "attempt1",
        },
      ]),
    );
    return {
      rounds: (by = 1) => void (this.rounds += by),
      dutyAt: (i: number): Duty =>
        dutyOf(kinds[i % kinds.length] ?? "stc", {
          unitId: UnitIdSchema.parse(`don-vi-${i}`),
          unitName: `UBND xã thứ ${i}`,
          state: i % 50 === 0 ? "awaiting" : "submitted",
          revision: 1,
          sequence: 1,
          receipts: { "1": i + 1 },
          standing: "on-time",
          submittedAt: at("2017-10-20T10:00"),
          letters,
        }),
      submissionOf: (unitId: UnitId): Submission => {
        const { report, ...rest } = filing();
        const figures = { "cuoc-doi-thoai": unitId.length, "don-thu-tiep-nhan": 12, "don-thu-giai-quyet": 11 };
        const sections = Object.fromEntries(obligation.outline.map(({ id }) => [id, `${unitId}: ${PASSAGE}`]));
        return { ...rest, report: report && { ...report, sections, figures } };
      },
    };
  }
}

const RETURNED: HistoryEntry = {
  sequence: 1,
  attempt: "attempt1",
  at: at("2017-10-21T10:00"),
  by: "vanthu@snv.daklak.example",
  act: "return",
  from: "submitted",
  to: "returned",
  details: { before: day("2017-10-27"), reason: "Thiếu số liệu" },
};
