import { localDateOf } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import { capitalize, formatDeadline, formatDue, formatNumber, formatSecond } from "../domain/vietnamese.ts";
import { calendarEntryOf } from "./calendar-entry.ts";
import { layOut, paragraph, strong } from "./layout.ts";
import type { Fact } from "./letter-body.ts";
import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import { subjectOf } from "./subject.ts";
import { closing, factsOf, footerOf, linkOf, originalDeadline } from "./wording.ts";
import { aboutOf, legalBasisOf } from "../wording/sentences.ts";

/** The receipt of one filing: its number within the year, when it was received, how it stands. */
export function composeReceipt(input: LetterInput): LetterText {
  const number = receiptNumber(input);
  const { unit, directive, obligation, receiverName } = input;
  return {
    subject: subjectOf({
      tag: "Đã nhận báo cáo",
      lead: number === undefined ? undefined : `Số ${number}`,
      title: obligation.title,
      tail: `lần gửi ${revisionOf(input)}`,
    }),
    ...layOut({
      mood: "done",
      title: "Đã nhận báo cáo",
      to: unit.name,
      blocks: [
        paragraph(
          `${receiverName} xác nhận đã nhận báo cáo của đơn vị theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)}, như sau:`,
        ),
        { block: "facts", rows: receiptFacts(input) },
        paragraph(
          `Thư này xác nhận việc tiếp nhận; nội dung báo cáo được ${receiverName} xem xét sau. Nếu cần bổ sung, đơn vị sẽ nhận được thư riêng.`,
        ),
        linkOf(input, "Xem báo cáo đã gửi"),
        paragraph(`Nếu đơn vị không gửi báo cáo này, hoặc có vướng mắc khác, đề nghị liên hệ ngay ${receiverName}.`),
      ],
      footer: footerOf(input),
    }),
  };
}

/** A report sent back: what is asked again, and before when. */
export function composeReturned(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty, calendar } = input;
  const deadline = duty.supplement?.deadline ?? duty.deadline;
  return {
    subject: subjectOf({
      tag: "Đề nghị bổ sung báo cáo",
      title: obligation.title,
      tail: formatDue(deadline),
    }),
    ...layOut({
      mood: "soon",
      title: "Đề nghị bổ sung báo cáo",
      to: unit.name,
      blocks: [
        paragraph(
          `${receiverName} đã xem xét báo cáo (lần gửi ${revisionOf(input)}) của đơn vị theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)}, và đề nghị đơn vị bổ sung nội dung sau:`,
        ),
        { block: "quote", text: duty.supplement?.reason ?? "" },
        paragraph("Báo cáo bổ sung gửi ", strong(formatDeadline(calendar, deadline)), "."),
        factsOf(input),
        ...(duty.standing
          ? [
              paragraph(
                `Kết quả ghi nhận lần gửi đầu (${STANDING_WORDS[duty.standing]}) được giữ nguyên; báo cáo đã gửi vẫn lưu trên hệ thống.`,
              ),
            ]
          : []),
        linkOf(input, "Bổ sung và gửi lại báo cáo"),
        paragraph(
          `Nếu dự kiến không gửi kịp, đề nghị đơn vị nêu lý do và ngày dự kiến gửi tại trang trên, hoặc có văn bản đề nghị ${receiverName} gia hạn trước khi hết thời hạn.`,
        ),
        closing(input),
      ],
      footer: footerOf(input),
    }),
    calendarEntry: calendarEntryOf(input),
  };
}

/** A later date for one unit: the old one and the new one, why, and by whom. */
export function composeExtended(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty, calendar } = input;
  const { extension } = duty;
  const deadline = extension?.deadline ?? duty.deadline;
  const facts: Fact[] = extension
    ? [
        { label: "Thời hạn mới", value: formatDeadline(calendar, extension.deadline), strong: true },
        { label: "Thời hạn trước gia hạn", value: formatDeadline(calendar, extension.previousDeadline) },
        { label: "Lý do", value: extension.reason },
        { label: "Người duyệt", value: extension.approvedBy },
        { label: "Văn bản", value: extension.documentNumber },
      ].filter(({ value }) => value !== "")
    : [];
  return {
    subject: subjectOf({ tag: "Gia hạn báo cáo", title: obligation.title, tail: formatDue(deadline) }),
    ...layOut({
      mood: "calm",
      title: "Gia hạn báo cáo",
      to: unit.name,
      blocks: [
        paragraph(
          `${receiverName} thông báo: báo cáo của đơn vị theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)} được gia hạn, thời hạn mới là `,
          strong(formatDeadline(calendar, deadline)),
          ".",
        ),
        { block: "facts", rows: [{ label: "Nội dung", value: obligation.title }, ...facts] },
        paragraph(
          "Việc gia hạn chỉ áp dụng cho riêng đơn vị. Các thư nhắc tiếp theo tính theo thời hạn mới; tệp lịch (.ics) kèm theo thay cho tệp đã gửi trước.",
        ),
        linkOf(input, "Lập và gửi báo cáo"),
        closing(input),
      ],
      footer: footerOf(input),
    }),
    calendarEntry: calendarEntryOf(input),
  };
}

const STANDING_WORDS = {
  "on-time": "đúng hạn",
  "within-extension": "trong hạn gia hạn",
  late: "muộn",
} as const;

/** The number behind `receipt-2`, `returned-2`: which filing the letter is about. */
function revisionOf({ letter }: LetterInput): number {
  return Number(letter.milestone.split("-")[1]);
}

function receiptFacts(input: LetterInput): Fact[] {
  const revision = revisionOf(input);
  const number = receiptNumber(input);
  const receivedAt = receivedAtOf(input);
  return [
    ...(number === undefined ? [] : [{ label: "Số tiếp nhận", value: number, strong: true }]),
    ...(receivedAt === undefined ? [] : [{ label: "Thời điểm nhận", value: formatSecond(receivedAt), strong: true }]),
    { label: "Nội dung", value: input.obligation.title },
    { label: "Lần gửi", value: formatNumber(revision) },
    ...standingFacts(input, revision),
  ];
}

/** `31/2017`: receipts are numbered in order within a year. */
function receiptNumber(input: LetterInput): string | undefined {
  const number = input.duty.receipts[String(revisionOf(input))];
  return number === undefined ? undefined : `${number}/${localDateOf(receivedAtOf(input) ?? input.now).slice(0, 4)}`;
}

function receivedAtOf(input: LetterInput): EpochMs | undefined {
  return input.receivedAt ?? (revisionOf(input) === 1 ? input.duty.submittedAt : undefined);
}

/** The first filing's standing never changes; a supplement has one of its own. */
function standingFacts(input: LetterInput, revision: number): Fact[] {
  const { standing, supplement } = input.duty;
  if (standing === undefined) return [];
  const words = capitalize(STANDING_WORDS[standing]);
  if (revision === 1) return [{ label: "Kết quả ghi nhận", value: `${words}; ${measureOf(input)}` }];
  const first = { label: "Ghi nhận lần đầu", value: words };
  if (!supplement?.standing) return [first];
  const measure = `thời hạn bổ sung ${formatDeadline(input.calendar, supplement.deadline)}`;
  return [
    { label: "Ghi nhận bổ sung", value: `${capitalize(STANDING_WORDS[supplement.standing])}; ${measure}` },
    first,
  ];
}

/** Against which date a first filing stood: both, where one had replaced the other. */
function measureOf({ duty, obligation, calendar }: LetterInput): string {
  const original = formatDeadline(calendar, originalDeadline(duty, obligation));
  if (!duty.extension) return `thời hạn ${original}`;
  return `thời hạn gia hạn ${formatDeadline(calendar, duty.extension.deadline)}; thời hạn ban đầu ${original}`;
}
