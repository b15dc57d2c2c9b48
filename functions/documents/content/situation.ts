import { localDateOf } from "../../domain/instant.ts";
import type { EpochMs } from "../../domain/instant.ts";
import type { Duty } from "../../domain/duty.ts";
import { formatNumber } from "../../domain/vietnamese.ts";
import { oneLineText } from "../formats/plain-text.ts";
import { kindWords } from "../../wording/kinds.ts";
import type { Consolidated } from "./consolidated.ts";
import { heading, paragraph } from "./document.ts";
import type { Block } from "./document.ts";
import { extensionOf, owesReason, statedReasonOf, unreachableOf } from "./particulars.ts";
import type { KindCounts } from "./returns.ts";
import { paperDay, paperDue, paperMinute } from "./wording.ts";
import { deadlineIn } from "../../domain/deadline.ts";

/** How the units reported: how many of how many, by kind, and by name who did not, who did late, who was freed. */
export function situationOf({
  returns,
  now,
  obligation,
}: Pick<Consolidated, "returns" | "now" | "obligation">): Block[] {
  const { overall, byKind, notFiled, returned, late, withinExtension, exempt, withdrawn } = returns;
  const number = formatNumber;
  return [
    heading(1, "I. TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC ĐƠN VỊ"),
    paragraph(
      `Thời hạn gửi báo cáo: ${paperDue(deadlineIn(obligation))}. Đến ${paperMinute(now)}, ${number(overall.filed)}/${number(overall.owing)} đơn vị đã gửi báo cáo, trong đó: ${number(overall.onTime)} đúng hạn, ${number(overall.withinExtension)} trong hạn gia hạn, ${number(overall.late)} muộn; ${number(overall.open)} đơn vị chưa gửi hoặc chưa bổ sung.`,
    ),
    {
      block: "table",
      caption: "Số đơn vị gửi báo cáo theo loại đơn vị",
      columns: [
        { title: "Loại đơn vị", share: 4 },
        ...["Phải báo cáo", "Đã gửi", "Đúng hạn", "Trong hạn gia hạn", "Muộn", "Chưa gửi hoặc chưa bổ sung"].map(
          (title) => ({
            title,
            share: 2,
            kind: "number" as const,
          }),
        ),
      ],
      rows: [
        ...byKind.map((counts) => [kindWords(IN_VIETNAMESE, counts.kind), ...rowOf(counts)]),
        ["Tổng cộng", ...rowOf(overall)],
      ],
      summed: true,
    },
    ...named(1, "Đơn vị chưa gửi báo cáo", notFiled, (duty) => reasonOf(duty, now)),
    ...named(2, "Đơn vị được trả lại báo cáo và chưa bổ sung", returned, supplementOf),
    ...named(3, "Đơn vị gửi báo cáo muộn", late, filedOn),
    ...named(4, "Đơn vị gửi báo cáo trong thời hạn được gia hạn", withinExtension, withinExtensionOf),
    ...named(5, "Đơn vị được miễn báo cáo", exempt, () => ""),
    ...(withdrawn.length > 0 ? named(6, "Đơn vị chưa gửi khi văn bản chỉ đạo được thu hồi", withdrawn, () => "") : []),
  ];
}

const IN_VIETNAMESE = { say: (vi: string) => vi };

function rowOf(counts: Omit<KindCounts, "kind">): number[] {
  return [counts.owing, counts.filed, counts.onTime, counts.withinExtension, counts.late, counts.open];
}

/** Units under a title of their own; “không có” where there is none, so that nobody wonders. */
function named(at: number, title: string, duties: readonly Duty[], more: (duty: Duty) => string): Block[] {
  const lead = `${at}. ${title}`;
  if (duties.length === 0) return [paragraph(`${lead}: không có.`)];
  return [
    paragraph(`${lead} (${formatNumber(duties.length)} đơn vị):`),
    { block: "list", items: duties.map((duty) => `${duty.unitName}${more(duty)}`) },
  ];
}

/** Why a report is missing: a later date was granted, a reason was stated, or nobody could be reminded; or nobody knows. */
function reasonOf(duty: Duty, now: EpochMs): string {
  const unknown = owesReason(duty, now) && !duty.unreachable ? ["chưa nêu lý do"] : [];
  return `: ${[...extensionOf(duty, now), ...statedReasonOf(duty), ...unreachableOf(duty), ...unknown].join("; ")}`;
}

function supplementOf({ supplement }: Duty): string {
  return supplement ? `: “${oneLineText(supplement.reason)}”, hạn bổ sung ${paperDue(supplement.deadline)}` : "";
}

function filedOn({ submittedAt }: Duty): string {
  return submittedAt === undefined ? "" : `: nhận ${paperDay(localDateOf(submittedAt))}`;
}

function withinExtensionOf({ submittedAt, extension }: Duty): string {
  const received = submittedAt === undefined ? "" : `: nhận ${paperDay(localDateOf(submittedAt))}`;
  if (!extension) return received;
  const document = extension.documentNumber === "" ? "" : `, Văn bản số ${extension.documentNumber}`;
  return `${received} (gia hạn đến ${paperDue(extension.deadline)}${document})`;
}
