import { movesUpTo } from "../../domain/directive-record.ts";
import type { DateMove, Withdrawal } from "../../domain/directive-record.ts";
import type { Duty, Extension } from "../../domain/duty.ts";
import type { Forwarded } from "../../domain/forwarding.ts";
import { formatInstant } from "../../domain/instant.ts";
import { canonicalJson } from "../../runtime/content-hash.ts";
import { signedPaperOf } from "../../domain/signed-paper.ts";
import type { Dossier, Submission } from "../../store/filings.ts";
import { submissionsOf } from "./sheets/history.ts";
import { asWritten } from "../../domain/deadline.ts";

/** A file of the evidence, before it has its hash. */
export type EvidenceFile = { readonly path: readonly string[]; readonly text: string };

/**
 * What is kept of one duty: each filing as the very text whose SHA-256 stands on its receipt, and beside it one file
 * with receipts, dates, rulings, history and the ledger of letters.
 */
export function evidenceOf(duty: Duty, dossier: Dossier): EvidenceFile[] {
  const filings = submissionsOf(duty, dossier.submissions);
  return [
    ...filings.map((filing) => ({ path: filePath(duty, filing), text: canonicalJson(contentOf(filing)) })),
    { path: ["don-vi", duty.unitId, "ho-so.json"], text: readable(recordOf(duty, dossier, filings)) },
  ];
}

const filePath = ({ unitId }: Duty, { revision }: Submission): string[] => [
  "don-vi",
  unitId,
  `bao-cao-lan-${revision}.json`,
];

/** What a filing's hash is taken of: what was filed, or what was written down of a paper. */
function contentOf({ report, channel, receivedAt, documentNumber, note }: Submission): unknown {
  return channel === "paper" ? { documentNumber, note, report, receivedAt } : report;
}

function recordOf(duty: Duty, { history }: Dossier, filings: readonly Submission[]): unknown {
  const { extension, supplement, reason, letters, sequence } = duty;
  return {
    unitId: duty.unitId,
    unitName: duty.unitName,
    kind: duty.kind,
    state: duty.state,
    ...asWritten(duty.deadline),
    standing: duty.standing ?? null,
    filings: filings.map(({ revision, receivedAt, by, channel, sha256, documentNumber, note, report }) => ({
      revision,
      receivedAt: formatInstant(receivedAt),
      by,
      channel,
      documentNumber: report?.documentNumber ?? documentNumber ?? null,
      ...(note === undefined ? {} : { note }),
      ...(report?.signedPaper === undefined ? {} : { signedPaper: signedPaperOf(report) }),
      receipt: { number: duty.receipts[String(revision)] ?? null, sha256 },
    })),
    extension: extension ? extensionOf(extension) : null,
    supplement: supplement ? { ...supplement, deadline: undefined, ...asWritten(supplement.deadline) } : null,
    reason: reason ? { ...reason, at: formatInstant(reason.at) } : null,
    history: history
      .filter((entry) => entry.sequence <= sequence)
      .map(({ at, by, act, from, to, details }) => ({ at: formatInstant(at), by, act, from, to, details })),
    letters: Object.entries(letters)
      .toSorted(([, a], [, b]) => a.at - b.at)
      .map(([name, { attempt: _attempt, at, ...entry }]) => ({ name, ...entry, at: formatInstant(at) })),
  };
}

const readable = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** To whom the report was sent on: every record, those that were put right among them. */
export function forwardedRecords(records: readonly Forwarded[]): unknown {
  return records.map(({ to, documentNumber, sentOn, by, at }) => ({
    to,
    documentNumber,
    sentOn,
    by,
    at: formatInstant(at),
  }));
}

/** That the directive was withdrawn, when, why and by which document. */
export function withdrawalRecord({ reason, documentNumber, by, at }: Withdrawal): unknown {
  return { reason, documentNumber, by, at: formatInstant(at) };
}

/** Every move of the date: from which to which, when, why and by which document. */
export function moveRecords(move: DateMove): unknown {
  return movesUpTo(move).map(({ previous, deadline, reason, documentNumber, approvedBy, by, movedAt }) => ({
    from: asWritten(previous),
    to: asWritten(deadline),
    reason,
    documentNumber,
    approvedBy,
    by,
    at: formatInstant(movedAt),
  }));
}

/** What the archive is, for whoever opens it without us. */
export const EVIDENCE_README = `HỒ SƠ ĐIỆN TỬ CỦA MỘT ĐỢT BÁO CÁO

thu.csv, lich-su.csv, nhiem-vu.csv, so-lieu.csv   các danh sách của cả đợt
bao-cao-tiep.json                                 nơi báo cáo tiếp, số và ngày gửi, nếu văn bản chỉ đạo có nêu
thu-hoi.json                                      lý do, văn bản và thời điểm thu hồi, nếu văn bản chỉ đạo đã được thu hồi
chuyen-thoi-han.json                              các lần chuyển thời hạn: từ ngày, đến ngày, lý do, văn bản, nếu đã chuyển
so-khong-cap.csv                                  số tiếp nhận không cấp cho báo cáo nào, và lý do
don-vi/<mã đơn vị>/ho-so.json                     lần gửi, số tiếp nhận, gia hạn, xử lý, thư của từng đơn vị
don-vi/<mã đơn vị>/bao-cao-lan-<n>.json           nội dung báo cáo đã gửi; SHA-256 của tệp là mã trên biên nhận
MANIFEST.sha256                                   SHA-256 của mọi tệp

Kiểm tra: sha256sum -c MANIFEST.sha256
`;

function extensionOf({ deadline, previousDeadline, reason, approvedBy, documentNumber, at }: Extension): unknown {
  const dates = { ...asWritten(deadline), previous: asWritten(previousDeadline) };
  return { ...dates, reason, approvedBy, documentNumber, at: formatInstant(at) };
}
