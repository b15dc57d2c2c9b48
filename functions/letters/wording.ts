import type { Obligation } from "../domain/directive.ts";
import { dateWithoutExtension, supplementOwed } from "../domain/duty.ts";
import type { Duty } from "../domain/duty.ts";
import { localDateOf } from "../domain/instant.ts";
import type { LocalDate } from "../domain/instant.ts";
import { formatDay } from "../domain/vietnamese.ts";
import { paragraph } from "./layout.ts";
import type { Block, Fact } from "./letter-body.ts";
import type { CalendarEntry, LetterInput } from "../domain/letter-text.ts";
import { aboutOf, destinationOf, legalBasisOf } from "../wording/sentences.ts";
import { deadlineWords, dueWords } from "./due.ts";
import { owedOf } from "./owed-now.ts";
import { dutyLink } from "./links.ts";
import { deadlineIn, isPast } from "../domain/deadline.ts";
import type { Deadline } from "../domain/deadline.ts";

/** The date that a first filing was, or is, measured against before any extension. */
export function originalDeadline(duty: Duty, obligation: Obligation): Deadline {
  return duty.supplement && !duty.extension ? deadlineIn(obligation) : dateWithoutExtension(duty);
}

/** The summary that stands in every letter about a report still owed. */
export function factsOf(input: LetterInput): Block {
  const { obligation, receiverName } = input;
  return {
    block: "facts",
    rows: [
      { label: "Nội dung", value: obligation.title },
      { label: "Nơi nhận", value: destinationOf(obligation, receiverName) },
      ...deadlineFacts(input),
    ],
  };
}

/** The date in force, and beside an extension the date that it replaced. */
function deadlineFacts(input: LetterInput): Fact[] {
  const { duty } = input;
  const supplement = supplementOwed(duty) !== undefined;
  const { extension } = duty;
  const inForce = dueWords(input, duty.deadline);
  if (extension?.deadline !== duty.deadline)
    return [{ label: supplement ? "Thời hạn bổ sung" : "Thời hạn", value: inForce, strong: true }];
  const by = extension.documentNumber === "" ? "" : `, theo Văn bản số ${extension.documentNumber}`;
  return [
    { label: "Thời hạn đã gia hạn", value: `${inForce}${by}`, strong: true },
    { label: "Thời hạn trước gia hạn", value: deadlineWords(input, extension.previousDeadline) },
  ];
}

/** What is particular to a duty that is still open: a draft never filed, a report sent back, a reason given. */
export function stateNotes({ duty, receiverName, now }: LetterInput): Block[] {
  const supplement = supplementOwed(duty);
  const notes: Block[] = [];
  if (duty.state === "draft") {
    notes.push(
      paragraph(
        "Đơn vị đã lưu bản dự thảo trên hệ thống nhưng chưa gửi chính thức; bản dự thảo chưa được tính là báo cáo.",
      ),
    );
  }
  if (supplement) {
    notes.push(paragraph(`Báo cáo đơn vị đã gửi được ${receiverName} trả lại để bổ sung nội dung sau:`), {
      block: "quote",
      text: supplement.reason,
    });
  }
  if (duty.reason) {
    notes.push(paragraph(`Lý do chậm đơn vị đã nêu${promiseOf(duty.reason.promisedOn, localDateOf(now))}:`), {
      block: "quote",
      text: duty.reason.text,
    });
  }
  return notes;
}

/** The way to the duty's page. */
export function linkOf({ siteUrl, duty }: LetterInput, label: string): Block {
  return {
    block: "link",
    label,
    url: dutyLink(siteUrl, duty),
    note: "Đường dẫn này mở trang đăng nhập, không tự đăng nhập thay người dùng; đề nghị đăng nhập bằng địa chỉ thư công vụ đã đăng ký của đơn vị.",
  };
}

/** Where the unit says that it has received what is asked of it; nothing once it has. */
export function receivedLink({ receivedUrl }: LetterInput): Block[] {
  if (receivedUrl === undefined) return [];
  return [
    {
      block: "link",
      label: "Xác nhận đã nhận văn bản",
      url: receivedUrl,
      note: "Trang này không cần đăng nhập: bấm nút “Đã nhận văn bản” trên trang để xác nhận đơn vị đã nhận được văn bản. Việc xác nhận không thay cho gửi báo cáo.",
    },
  ];
}

/**
 * What to do when the report will not come in time. Once it is late there is no time left to ask for more in; its reason goes into
 * the list of those that are late.
 */
export function ifNotInTime({ receiverName, duty, now }: LetterInput, state = "nêu"): string {
  return isPast(duty.deadline, now)
    ? `Nếu chưa gửi được ngay, đề nghị đơn vị nêu rõ lý do và ngày sẽ gửi tại trang trên; nội dung này được ghi vào danh sách chậm báo cáo. Trường hợp cần gia hạn, đề nghị có văn bản gửi ${receiverName} xem xét.`
    : `Nếu dự kiến không gửi kịp, đề nghị đơn vị ${state} lý do và ngày dự kiến gửi tại trang trên, hoặc có văn bản đề nghị ${receiverName} gia hạn trước khi hết thời hạn.`;
}

/** To an office whose report has crossed the letter. */
export const JUST_FILED = "Nếu đơn vị vừa gửi báo cáo thì xin bỏ qua thư này.";

/** Paper reports count by the day they came; and whom to ask. */
export function closing({ receiverName, duty }: LetterInput): Block {
  return paragraph(
    `Nếu đơn vị đã gửi ${owedOf(duty)} bằng bản giấy, đề nghị báo ${receiverName} để được ghi nhận theo ngày đến thực tế. Mọi vướng mắc, đề nghị liên hệ ${receiverName}.`,
  );
}

/** What is demanded, by which document, in a sentence that the facts then fill. */
export function demandOf({ directive, obligation, duty }: LetterInput, whom: string): Block {
  return paragraph(
    `Theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)}, ${whom} có trách nhiệm gửi ${owedOf(duty)} như sau:`,
  );
}

/** What the calendar entry that comes with a letter does, when it is the unit's first and when there was one before. */
export function calendarNote(entry: CalendarEntry | undefined, which: "first" | "again"): Block[] {
  if (!entry) return [];
  if (entry.method === "CANCEL")
    return [
      paragraph(
        "Nếu đã ghi thời hạn vào lịch công tác, đơn vị mở tệp lịch (.ics) kèm theo thư này để xóa mục đó, hoặc tự xóa.",
      ),
    ];
  return [
    paragraph(
      which === "first"
        ? "Tệp lịch (.ics) kèm theo thư ghi hạn gửi báo cáo, để đưa vào lịch công tác của đơn vị."
        : "Tệp lịch (.ics) kèm theo thay cho tệp đã gửi trước.",
    ),
  ];
}

function promiseOf(promisedOn: LocalDate | undefined, today: LocalDate): string {
  if (promisedOn === undefined) return "";
  return promisedOn < today
    ? ` (ngày hẹn gửi ${formatDay(promisedOn)} đã qua)`
    : ` (hẹn gửi ngày ${formatDay(promisedOn)})`;
}
