import type { Duty } from "../../../domain/duty.ts";
import { deadlineInField } from "../../../domain/deadline.ts";
import { LocalDateSchema } from "../../../domain/instant.ts";
import type { EpochMs } from "../../../domain/instant.ts";
import { formatDay, formatDue } from "../../../domain/vietnamese.ts";
import type { Dossier, Submission } from "../../../store/filings.ts";
import type { Column } from "../sheet.ts";
import { stateInWords } from "./words.ts";

/** One thing that was done to a duty: an act, or a filing. */
export type Happened = {
  readonly unitId: string;
  readonly unitName: string;
  readonly at: EpochMs;
  readonly by: string;
  readonly act: string;
  readonly from?: string | undefined;
  readonly to: string;
  readonly revision?: number | undefined;
  readonly receipt?: number | undefined;
  readonly sha256?: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
};

/** All that was done to a duty, in order; what was prepared for a turn that never came was never done. */
export function happenedTo(duty: Duty, { history, submissions }: Dossier): Happened[] {
  const { unitId, unitName } = duty;
  const acts = history
    .filter(({ sequence }) => sequence <= duty.sequence)
    .map(({ at, by, act, from, to, details }) => ({
      order: at,
      happened: { unitId, unitName, at, by, act, from, to, details },
    }));
  const filings = submissionsOf(duty, submissions).map(
    ({ revision, receivedAt, writtenAt, by, channel, sha256, documentNumber, note }) => ({
      order: writtenAt,
      happened: {
        unitId,
        unitName,
        at: receivedAt,
        by,
        act: channel === "paper" ? "paper" : "submit",
        to: "submitted",
        revision,
        receipt: duty.receipts[String(revision)],
        sha256,
        details: { documentNumber, note },
      },
    }),
  );
  return [...acts, ...filings].toSorted((a, b) => a.order - b.order).map(({ happened }) => happened);
}

/** What was filed; a body that was written for a turn that never came was not. */
export function submissionsOf(
  { revision: last }: Pick<Duty, "revision">,
  submissions: readonly Submission[],
): Submission[] {
  return submissions.filter(({ revision }) => revision <= last);
}

const ACTS = new Map([
  ["add", "Bổ sung đơn vị báo cáo"],
  ["submit", "Gửi báo cáo"],
  ["paper", "Ghi nhận báo cáo giấy"],
  ["return", "Trả lại để bổ sung"],
  ["accept", "Chấp nhận báo cáo"],
  ["extend", "Gia hạn"],
  ["exempt", "Miễn báo cáo"],
  ["withdraw", "Thu hồi văn bản chỉ đạo"],
  ["move-date", "Chuyển thời hạn"],
  ["reinstate", "Hủy miễn báo cáo"],
  ["reason", "Nêu lý do chậm"],
]);

const DETAILS = new Map([
  ["reason", "lý do"],
  ["approvedBy", "người duyệt"],
  ["documentNumber", "văn bản"],
  ["text", "lý do"],
  ["promisedOn", "hẹn gửi ngày"],
  ["note", "ghi chú"],
]);

/** What is known of an act beyond its name: `trước ngày 6/11/2017; lý do: …`. */
function detailsInWords(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .flatMap(([name, value]) => {
      if (typeof value !== "string" || value === "") return [];
      const deadline = deadlineInField(name, value);
      if (deadline !== undefined)
        return [name.startsWith("previous") ? `thời hạn trước: ${formatDue(deadline)}` : formatDue(deadline)];
      const label = DETAILS.get(name);
      if (label === undefined) return [];
      const day = LocalDateSchema.safeParse(value);
      return [day.success ? `${label} ${formatDay(day.data)}` : `${label}: ${value}`];
    })
    .join("; ");
}

/** The history of an obligation's duties. */
export const historyColumns: readonly Column<Happened>[] = [
  { name: "unitId", title: "Mã đơn vị", width: 16, kind: "text", of: ({ unitId }) => unitId },
  { name: "unitName", title: "Đơn vị", width: 34, kind: "text", of: ({ unitName }) => unitName },
  { name: "at", title: "Lúc", width: 20, kind: "instant", of: ({ at }) => at },
  { name: "by", title: "Người thực hiện", width: 30, kind: "text", of: ({ by }) => by },
  {
    name: "act",
    title: "Việc",
    width: 24,
    kind: "text",
    of: ({ act }) => act,
    shown: ({ act }) => ACTS.get(act) ?? act,
  },
  {
    name: "from",
    title: "Từ trạng thái",
    width: 20,
    kind: "text",
    of: ({ from }) => from,
    shown: ({ from }) => (from === undefined ? "" : stateInWords(from)),
  },
  {
    name: "to",
    title: "Sang trạng thái",
    width: 20,
    kind: "text",
    of: ({ to }) => to,
    shown: ({ to }) => stateInWords(to),
  },
  { name: "revision", title: "Lần gửi", width: 10, kind: "number", of: ({ revision }) => revision },
  { name: "receipt", title: "Số tiếp nhận", width: 12, kind: "number", of: ({ receipt }) => receipt },
  { name: "sha256", title: "SHA-256 của nội dung", width: 40, kind: "text", of: ({ sha256 }) => sha256 },
  { name: "details", title: "Chi tiết", width: 50, kind: "text", of: ({ details }) => detailsInWords(details) },
];
