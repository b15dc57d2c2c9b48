import { localDateOf } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import { isExtended, isOpen } from "../domain/duty.ts";
import { capitalize, formatDue, formatNumber, formatSecond } from "../domain/vietnamese.ts";
import { calendarEntryOf } from "./calendar-entry.ts";
import { deadlineWords, dueWords, shortTime } from "./due.ts";
import { paragraph, strong } from "./layout.ts";
import { receiptLink } from "./links.ts";
import type { Fact } from "./letter-body.ts";
import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import { letterTo } from "./letter-to.ts";
import { threadOf } from "./thread.ts";
import { calendarNote, closing, factsOf, linkOf, originalDeadline, ifNotInTime } from "./wording.ts";
import { aboutOf, legalBasisOf } from "../wording/sentences.ts";

/** The receipt of one filing: its number within the year, when it was received, how it stands. */
export function composeReceipt(input: LetterInput): LetterText {
  const number = receiptNumber(input);
  const { unit, directive, obligation, receiverName, duty, siteUrl, filed } = input;
  // Sent back meanwhile, the report is owed again, and the entry of that letter stands.
  const calendarEntry = isOpen(duty) ? undefined : calendarEntryOf(input);
  return letterTo(input, threadOf(duty), {
    tag: "Đã nhận báo cáo",
    lead: number === undefined ? undefined : `biên nhận số ${number}`,
    tail: `lần gửi ${revisionOf(input)}`,
    mood: "done",
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
      ...(number === undefined || filed === undefined
        ? []
        : [
            {
              block: "link" as const,
              label: "Kiểm tra biên nhận",
              quiet: true,
              url: receiptLink(siteUrl, { number, sha256: filed.sha256 }),
              note: "Trang này không cần đăng nhập; ai có số biên nhận và mã SHA-256 đều kiểm tra được, và chỉ biết là có khớp hay không.",
            },
          ]),
      ...calendarNote(calendarEntry, "again"),
      paragraph(`Nếu đơn vị không gửi báo cáo này, hoặc có vướng mắc khác, đề nghị liên hệ ngay ${receiverName}.`),
    ],
    calendarEntry,
  });
}

/** A report sent back: what is asked again, and before when. */
export function composeReturned(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty } = input;
  const deadline = duty.supplement?.deadline ?? duty.deadline;
  const calendarEntry = calendarEntryOf(input);
  return letterTo(input, threadOf(duty), {
    tag: "Đề nghị bổ sung báo cáo",
    tail: formatDue(deadline),
    mood: "soon",
    to: unit.name,
    blocks: [
      paragraph(
        `${receiverName} đã xem xét báo cáo (lần gửi ${revisionOf(input)}) của đơn vị theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)}, và đề nghị đơn vị bổ sung nội dung sau:`,
      ),
      { block: "quote", text: duty.supplement?.reason ?? "" },
      paragraph("Báo cáo bổ sung gửi ", strong(formatDue(deadline)), "."),
      factsOf(input),
      ...shortTime(input),
      ...(duty.standing
        ? [
            paragraph(
              `Kết quả ghi nhận lần gửi đầu (${STANDING_WORDS[duty.standing]}) được giữ nguyên; báo cáo đã gửi vẫn lưu trên hệ thống.`,
            ),
          ]
        : []),
      linkOf(input, "Bổ sung và gửi lại báo cáo"),
      ...calendarNote(calendarEntry, "again"),
      paragraph(ifNotInTime(input)),
      closing(input),
    ],
    calendarEntry,
  });
}

/** A later date for one unit: the old one and the new one, why, and by whom. */
export function composeExtended(input: LetterInput): LetterText {
  const { unit, directive, obligation, receiverName, duty } = input;
  const { extension } = duty;
  const calendarEntry = calendarEntryOf(input);
  const facts: Fact[] = extension
    ? [
        { label: "Thời hạn mới", value: dueWords(input, extension.deadline), strong: true },
        { label: "Thời hạn trước gia hạn", value: deadlineWords(input, extension.previousDeadline) },
        { label: "Lý do", value: extension.reason },
        { label: "Người duyệt", value: extension.approvedBy },
        { label: "Văn bản", value: extension.documentNumber },
      ].filter(({ value }) => value !== "")
    : [];
  const due = formatDue(extension?.deadline ?? duty.deadline);
  return letterTo(input, threadOf(duty), {
    tag: "Gia hạn báo cáo",
    tail: due,
    mood: "calm",
    to: unit.name,
    blocks: [
      paragraph(
        `${receiverName} thông báo: báo cáo của đơn vị theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)} được gia hạn, thời hạn mới là `,
        strong(due),
        ".",
      ),
      { block: "facts", rows: [{ label: "Nội dung", value: obligation.title }, ...facts] },
      ...shortTime(input),
      paragraph("Việc gia hạn chỉ áp dụng cho riêng đơn vị. Các thư nhắc tiếp theo tính theo thời hạn mới."),
      ...calendarNote(calendarEntry, "again"),
      linkOf(input, "Lập và gửi báo cáo"),
      closing(input),
    ],
    calendarEntry,
  });
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
    ...(number === undefined ? [] : [{ label: "Số biên nhận", value: number, strong: true }]),
    ...(receivedAt === undefined ? [] : [{ label: "Thời điểm nhận", value: formatSecond(receivedAt), strong: true }]),
    { label: "Nội dung", value: input.obligation.title },
    { label: "Lần gửi", value: formatNumber(revision) },
    ...standingFacts(input, revision),
    ...(input.filed === undefined ? [] : [{ label: "Mã SHA-256", value: grouped(input.filed.sha256) }]),
  ];
}

/** In eights, so that a narrow screen can break it; the page that checks it takes it with the blanks, too. */
function grouped(hash: string): string {
  return hash.replace(/.{8}(?!$)/g, "$& ");
}

/** `31/2017/snv`, as the page that checks it asks for it: numbered within a year of the unit that received it. */
function receiptNumber(input: LetterInput): string | undefined {
  const number = input.duty.receipts[String(revisionOf(input))];
  if (number === undefined) return undefined;
  return `${number}/${localDateOf(receivedAtOf(input) ?? input.now).slice(0, 4)}/${input.obligation.receiver}`;
}

function receivedAtOf(input: LetterInput): EpochMs | undefined {
  return input.filed?.receivedAt ?? (revisionOf(input) === 1 ? input.duty.submittedAt : undefined);
}

/** The first filing's standing never changes; a supplement has one of its own. */
function standingFacts(input: LetterInput, revision: number): Fact[] {
  const { standing, supplement } = input.duty;
  if (standing === undefined) return [];
  const words = capitalize(STANDING_WORDS[standing]);
  if (revision === 1) return [{ label: "Kết quả ghi nhận", value: `${words}; ${measureOf(input)}` }];
  const first = { label: "Ghi nhận lần đầu", value: words };
  if (!supplement?.standing) return [first];
  const measure = `thời hạn bổ sung ${deadlineWords(input, supplement.deadline)}`;
  return [
    { label: "Ghi nhận bổ sung", value: `${capitalize(STANDING_WORDS[supplement.standing])}; ${measure}` },
    first,
  ];
}

/** Against which date a first filing stood: both, where one had replaced the other. */
function measureOf(input: LetterInput): string {
  const { duty, obligation } = input;
  const original = deadlineWords(input, originalDeadline(duty, obligation));
  if (!duty.extension || !isExtended(duty)) return `thời hạn ${original}`;
  return `thời hạn gia hạn ${deadlineWords(input, duty.extension.deadline)}; thời hạn ban đầu ${original}`;
}
