import type { LocalDate } from "../domain/instant.ts";
import { capitalize, formatDay, formatDue, formatMinute, formatNumber, formatOverdue } from "../domain/vietnamese.ts";
import { deadlineWords } from "./due.ts";
import { paragraph, strong } from "./layout.ts";
import type { Block, Item } from "./letter-body.ts";
import type { LetterText, NamedUnit, SupervisorLetterInput } from "../domain/letter-text.ts";
import { escalationsLink } from "./links.ts";
import { oneLine, shorten } from "../domain/one-line.ts";
import { letterTo } from "./letter-to.ts";
import { threadOf } from "./thread.ts";
import { aboutOf, legalBasisOf } from "../wording/sentences.ts";
import { deadlineIn } from "../domain/deadline.ts";
import type { Deadline } from "../domain/deadline.ts";

/** Above this a unit has one line: mail programs cut long letters, and the page has the rest. */
const MOST_IN_FULL = 100;
/** Of a name that stands in the subject; below it stands whole. */
const LONGEST_NAME = 60;

/**
 * The one letter to the supervisor at an escalation: every late unit by name. On a duty's own ladder it is of that unit alone, and
 * says so.
 */
export function composeSupervisorLetter(input: SupervisorLetterInput): LetterText {
  const { milestone, directive, obligation, receiver, late, beyond, now } = input;
  const ref = { directiveId: directive.id, obligationId: obligation.id };
  const one = input.ofOneDuty ? late[0] : undefined;
  const { tag, lead, deadline, who, own } = one ? ofOne(one, input) : ofAll(input);
  return letterTo({ ...input, receiverName: receiver.name }, threadOf(ref), {
    tag,
    lead,
    tail: formatDue(deadline),
    mood: "late",
    heading: `${tag}: ${lead}`,
    to: receiver.name,
    blocks: [
      paragraph(
        `Theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)}, các đơn vị có trách nhiệm gửi báo cáo ${deadlineWords(input, deadlineIn(obligation))}${own}. Tính đến ${formatMinute(now)}, `,
        strong(`${who} đã quá hạn và chưa gửi ${owedBy(input)}`),
        late.length === 0 ? "." : one ? ":" : ", gồm:",
      ),
      ...(late.length === 0 ? [] : [{ block: "numbered" as const, items: late.map((unit) => itemOf(unit, input)) }]),
      ...othersOf(beyond?.late),
      ...(one ? [paragraph("Thư này chỉ nêu đơn vị trên; danh sách đầy đủ ở đường dẫn dưới đây.")] : []),
      ...unreachableOf(input),
      {
        block: "link",
        label: "Mở danh sách chậm báo cáo",
        url: escalationsLink(input.siteUrl, ref),
        note: "Đường dẫn này mở trang đăng nhập, không tự đăng nhập thay người dùng. Danh sách trên trang luôn là danh sách mới nhất, tải về được dạng CSV hoặc XLSX.",
      },
      paragraph(
        `${one ? "Đơn vị" : "Các đơn vị chậm báo cáo"} và thủ trưởng đơn vị được ${milestone === "escalate" ? "thông báo" : "đôn đốc"} bằng thư riêng. Nếu ${receiver.name} đã nhận báo cáo bằng bản giấy, đề nghị ghi nhận trên hệ thống theo ngày đến thực tế để đơn vị không bị đôn đốc; trường hợp có lý do chính đáng, đề nghị xem xét gia hạn.`,
      ),
    ],
  });
}

type Whom = {
  readonly tag: string;
  readonly lead: string;
  readonly deadline: Deadline;
  readonly who: string;
  /** What is to be said of another date than the obligation's. */
  readonly own: string;
};

function ofAll({ obligation, late, beyond }: SupervisorLetterInput): Whom {
  const who = `${formatNumber(late.length + (beyond?.late ?? 0))} đơn vị`;
  return { tag: "Danh sách chậm báo cáo", lead: who, deadline: deadlineIn(obligation), who, own: "" };
}

function ofOne(unit: NamedUnit, input: SupervisorLetterInput): Whom {
  const { unitName, deadline } = unit;
  return {
    tag: owesSupplement(unit) ? "Chậm báo cáo bổ sung" : "Chậm báo cáo theo thời hạn riêng",
    lead: shorten(oneLine(unitName), LONGEST_NAME),
    deadline,
    who: oneLine(unitName),
    own: `; ${oneLine(unitName)} có ${dateOf(unit)} ${deadlineWords(input, deadline)}`,
  };
}

/** Whether a unit has filed, and is late with what was asked of it again. */
const owesSupplement = ({ state }: Pick<NamedUnit, "state">): boolean => state === "returned";

/** What its own date is called. */
const dateOf = (unit: NamedUnit): string => (owesSupplement(unit) ? "thời hạn bổ sung" : "thời hạn riêng");

/** What the late units owe; of whom the letter cannot name it may be either. */
function owedBy({ late, beyond }: SupervisorLetterInput): string {
  if ((beyond?.late ?? 0) === 0) {
    if (!late.some(owesSupplement)) return "báo cáo";
    if (late.every(owesSupplement)) return "báo cáo bổ sung";
  }
  return "báo cáo hoặc báo cáo bổ sung";
}

function itemOf(unit: NamedUnit, { obligation, late }: SupervisorLetterInput): Item {
  const { unitName, head, phone, deadline, reason } = unit;
  const overdue = capitalize(formatOverdue({ days: unit.overdueDays, workingDays: unit.overdueWorkingDays }));
  const owed = owesSupplement(unit) ? "; chưa gửi báo cáo bổ sung" : "";
  const dated = owed !== "" || deadline !== deadlineIn(obligation);
  const own = dated ? `${owed}; ${dateOf(unit)}: ${formatDue(deadline)}` : "";
  if (late.length > MOST_IN_FULL) {
    const why = reason ? `; lý do: “${shorten(oneLine(reason.text), 80)}”${promiseOf(reason.promisedOn)}` : "";
    const lost = unit.unreachable ? "; không nhận được thư" : "";
    return { title: `${unitName}: ${overdue.toLocaleLowerCase("vi")}${own}${why}${lost}`, lines: [] };
  }
  return {
    title: unitName,
    lines: [
      `${overdue}${own}.`,
      reason ? `Lý do: “${shorten(oneLine(reason.text), 300)}”${promiseOf(reason.promisedOn)}.` : "Chưa nêu lý do.",
      ...contactOf({ head, phone }),
      ...(unit.unreachable ? ["Hiện mọi địa chỉ thư đã đăng ký đều không nhận được thư."] : []),
    ],
  };
}

/** Whom to telephone. */
function contactOf({ head, phone }: Pick<NamedUnit, "head" | "phone">): string[] {
  const contact = [head, phone === "" ? "" : `điện thoại ${phone}`].filter((part) => part !== "").join(", ");
  return contact === "" ? [] : [`Liên hệ: ${contact}.`];
}

function promiseOf(promisedOn: LocalDate | undefined): string {
  return promisedOn === undefined ? "" : `, hẹn gửi ngày ${formatDay(promisedOn)}`;
}

function othersOf(count = 0): Block[] {
  if (count === 0) return [];
  return [paragraph(`và ${formatNumber(count)} đơn vị khác; danh sách đầy đủ ở đường dẫn dưới đây.`)];
}

/** Whoever is late is named above, once. */
function unreachableOf({ unreachable, beyond }: SupervisorLetterInput): Block[] {
  if (unreachable.length === 0) return [];
  return [
    paragraph(
      strong(
        `${formatNumber(unreachable.length + (beyond?.unreachable ?? 0))} đơn vị chưa quá hạn không nhận được thư`,
      ),
      " (mọi địa chỉ thư đã đăng ký đều không nhận được). Đề nghị liên hệ bằng điện thoại hoặc văn bản, và cập nhật địa chỉ:",
    ),
    {
      block: "numbered",
      items: unreachable.map(({ unitName, ...whom }) => ({
        title: unitName,
        lines: unreachable.length > MOST_IN_FULL ? [] : contactOf(whom),
      })),
    },
    ...othersOf(beyond?.unreachable),
  ];
}
