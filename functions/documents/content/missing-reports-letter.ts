import { deadlineIn, isPast, targetDayOf } from "../../domain/deadline.ts";
import { consolidatorOf } from "../../domain/directive.ts";
import type { Directive, Obligation } from "../../domain/directive.ts";
import { supplementOwed } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import type { EpochMs } from "../../domain/instant.ts";
import type { Unit } from "../../domain/unit.ts";
import type { LetterKind } from "../../domain/urging.ts";
import { capitalize, weekdayName } from "../../domain/vietnamese.ts";
import type { WorkingCalendar } from "../../domain/working-days.ts";
import { oneLineText } from "../formats/plain-text.ts";
import { extensionOf, owesReason, statedReasonOf, unreachableOf } from "./particulars.ts";
import { paragraph } from "./document.ts";
import type { Block, DocumentContent } from "./document.ts";
import {
  aboutOf,
  ended,
  groundOf,
  letterheadOf,
  paperDay,
  paperDue,
  paperMinute,
  signerPostOf,
  uncapitalize,
  unitsCounted,
} from "./wording.ts";
import type { Deadline } from "../../domain/deadline.ts";

export type MissingReports = {
  readonly kind: LetterKind;
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly receiver: Unit;
  /** Whom the letter names, in the order in which it names them. */
  readonly named: readonly Duty[];
  /** Who has not filed either, and has a date of his own that is still to come. */
  readonly inTime: readonly Duty[];
  readonly newDeadline: Deadline;
  readonly calendar: WorkingCalendar;
  readonly now: EpochMs;
};

/**
 * The công văn to the units whose reports are missing: it urges them, or censures them in writing. Its register
 * number, day and signer are left to the office.
 */
export function missingReportsLetter(input: MissingReports): DocumentContent {
  const { kind, directive, obligation, receiver, named, now } = input;
  const report = uncapitalize(obligation.title);
  const above = obligation.onBehalfOf ?? directive.issuer;
  const failing = wordsFor(named, "không gửi", "không bổ sung", "không gửi, không bổ sung");
  return {
    head: letterheadOf(receiver, directive, { now, kind: "letter" }),
    title: {
      kind: "letter",
      about:
        kind === "urging"
          ? `đôn đốc ${wordsFor(named, "gửi", "bổ sung", "gửi, bổ sung")} ${report}`
          : `phê bình đơn vị ${failing} ${report} đúng thời hạn`,
    },
    to: named.map(({ unitName }) => oneLineText(unitName)),
    body: [
      paragraph(
        `Theo ${groundOf(directive, obligation)} ${aboutOf(directive)}, các cơ quan, đơn vị gửi báo cáo về ${receiver.name} ${paperDue(deadlineIn(obligation))}. Đến ${paperMinute(now)}, ${receiver.name} chưa nhận được ${owedBy(named)} của ${unitsCounted(named.length)} có tên nêu trên.`,
      ),
      ...particularsOf(input),
      ...stillInTime(input),
      ...(kind === "urging" ? urging(input) : criticism(input)),
    ],
    copies: ["Như trên", `${above} (để báo cáo)`, "Lưu: VT, ……"],
    signerPost: signerPostOf(receiver),
  };
}

/** What is missing: of a unit whose report was sent back, what supplements it. */
const owedBy = (duties: readonly Duty[]): string =>
  wordsFor(duties, "báo cáo", "báo cáo bổ sung", "báo cáo hoặc báo cáo bổ sung");

/** Words for those who never filed, for those whose report was sent back, and for some of both. */
function wordsFor(duties: readonly Duty[], report: string, supplement: string, both: string): string {
  if (!duties.some(supplementOwed)) return report;
  return duties.every(supplementOwed) ? supplement : both;
}

const unitsIn = (named: readonly Duty[]): string => (named.length === 1 ? "đơn vị" : "các đơn vị");

/** What is to be known of some of those named: a date of their own, a report sent back, a reason given, no mail that reaches them. */
function particularsOf({ named, now }: MissingReports): Block[] {
  const items = named.flatMap((duty) => {
    const told = [...dateOf(duty, now), ...statedReasonOf(duty), ...unreachableOf(duty)];
    return told.length === 0 ? [] : [`${oneLineText(duty.unitName)}: ${told.join("; ")}`];
  });
  const silent = named.filter((duty) => owesReason(duty, now)).length;
  if (items.length === 0) return [paragraph(`${capitalize(unitsIn(named))} trên chưa nêu lý do chậm gửi báo cáo.`)];
  const rest = silent === 0 ? "" : ` (${unitsCounted(silent)} chưa nêu lý do)`;
  return [paragraph(`Một số tình hình đến nay${rest} như sau:`), { block: "list", items }];
}

function dateOf(duty: Duty, now: EpochMs): string[] {
  const supplement = supplementOwed(duty);
  return supplement
    ? [`báo cáo đã gửi được trả lại để bổ sung ${paperDue(supplement.deadline)}, đến nay chưa bổ sung`]
    : extensionOf(duty, now);
}

/** Who is missing and yet not meant, since a later date runs: so that nobody takes the letter for one to all. */
function stillInTime({ inTime }: MissingReports): Block[] {
  if (inTime.length === 0) return [];
  const names = inTime.map((duty) => {
    const to = supplementOwed(duty) ? "bổ sung " : "";
    return `${oneLineText(duty.unitName)} (${to}${paperDue(duty.deadline)})`;
  });
  return [
    paragraph(
      `${unitsCounted(inTime.length)} khác chưa gửi ${owedBy(inTime)} nhưng có thời hạn riêng chưa hết, không thuộc các đơn vị nêu trên: ${names.join("; ")}.`,
    ),
  ];
}

function urging(input: MissingReports): Block[] {
  const { directive, obligation, receiver, named, now } = input;
  const consolidator = consolidatorOf(directive, obligation);
  const above = obligation.onBehalfOf ?? directive.issuer;
  const purpose =
    consolidator === undefined || isPast(deadlineIn(consolidator), now)
      ? `Để hoàn thành việc tổng hợp, báo cáo ${above}`
      : `Để kịp tổng hợp, báo cáo ${above} ${paperDue(deadlineIn(consolidator))}`;
  return [
    paragraph(
      `${purpose}, ${receiver.name} đề nghị thủ trưởng ${unitsIn(named)} có tên nêu trên khẩn trương chỉ đạo hoàn thành và gửi ${owedBy(named)} ${newDateOf(input)}.`,
    ),
    paragraph(
      ended(
        `Sau thời hạn trên, ${receiver.name} sẽ báo cáo ${above} danh sách các đơn vị chưa thực hiện. Rất mong ${unitsIn(named)} quan tâm, phối hợp thực hiện`,
      ),
    ),
  ];
}

function criticism(input: MissingReports): Block[] {
  const { receiver, named } = input;
  return [
    ...toBeVerified(named),
    paragraph(
      `Việc không gửi ${owedBy(named)} đúng thời hạn làm ảnh hưởng đến tiến độ tổng hợp chung. ${receiver.name} phê bình ${unitsIn(named)} có tên nêu trên và đề nghị thủ trưởng ${unitsIn(named)} nghiêm túc rút kinh nghiệm, chấn chỉnh việc thực hiện chế độ thông tin, báo cáo.`,
    ),
    paragraph(ended(`Đề nghị ${unitsIn(named)} hoàn thành và gửi ${owedBy(named)} ${newDateOf(input)}`)),
  ];
}

/** For the office alone, before it signs: whoever no mail could reach may not have known. */
function toBeVerified(named: readonly Duty[]): Block[] {
  const unreached = named.filter(({ unreachable }) => unreachable);
  if (unreached.length === 0) return [];
  const names = unreached.map(({ unitName }) => oneLineText(unitName)).join("; ");
  return [
    {
      block: "to-fill-in",
      text: `[Thư nhắc của hệ thống không đến được ${names}; đề nghị xác minh trước khi phê bình, và bỏ đoạn này khi trình ký.]`,
    },
  ];
}

/** Both dates of the new deadline, which are always named together. */
function newDateOf({ newDeadline, calendar }: MissingReports): string {
  const last = targetDayOf(calendar, newDeadline);
  return `${paperDue(newDeadline)} (ngày làm việc cuối cùng: ${weekdayName(last)}, ${paperDay(last)})`;
}
