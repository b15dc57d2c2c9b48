import type * as z from "zod/mini";

import { isPast } from "../../domain/deadline.ts";
import { OPEN_STATES } from "../../domain/duty.ts";
import { TimeOfDaySchema, formatInstant, instantOf, localDateOf, yearOf } from "../../domain/instant.ts";
import { PaperSchema, movedByPaper, recordHardCopy } from "../../use-cases/record-hard-copy.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute, parseDay } from "../../wording/dates.ts";
import { dateField, textArea, textField } from "../parts/fields.ts";
import { chip } from "../parts/state.ts";
import { vi } from "../parts/vi.ts";
import { letterNow } from "./letter-now.ts";
import { rulingPages } from "./ruling-pages.ts";
import type { Asking, Preview, Previewing, Ruling } from "./ruling.ts";
import { textIn } from "./typed.ts";
import { standingWords } from "../../wording/milestones.ts";

/** A report that came on paper is recorded by its true arrival, so that nobody who filed is chased. */
const paper: Ruling<typeof PaperSchema> = {
  title: ["Ghi nhận báo cáo giấy", "Record a paper report"],
  about: [
    "Báo cáo đã đến bằng bản giấy hoặc qua trục liên thông văn bản được tính theo thời điểm đến thực tế.",
    "A report that came by post or by the document exchange counts by the moment it truly arrived.",
  ],
  confirm: ["Xác nhận ghi nhận", "Record it"],
  done: "paper",
  from: OPEN_STATES,
  labels: {
    receivedOn: ["Ngày đến", "Day of arrival"],
    receivedTime: ["Giờ đến", "Time of arrival"],
    documentNumber: ["Số, ký hiệu báo cáo", "Number of the report"],
    note: ["Ghi chú (nếu có)", "Note (if any)"],
  },
  fields,
  body: (form) => ({
    receivedAt: arrivalIn(form),
    documentNumber: textIn(form, "documentNumber"),
    note: textIn(form, "note") || undefined,
  }),
  schema: PaperSchema,
  fieldOf: { receivedAt: "receivedOn" },
  decide: ({ receivedAt }, found, visit) => movedByPaper(found, receivedAt, visit.receivedAt),
  preview,
  act: recordHardCopy,
};

export const { ask: askPaper, give: givePaper } = rulingPages(paper);

function fields({ visit, field }: Asking): Html {
  const { say } = visit;
  return html`${dateField(visit, {
    ...field("receivedOn"),
    hint: say("Ngày trên dấu công văn đến, ví dụ: 27/10/2017", "As stamped on arrival, for example 27/10/2017"),
    required: true,
  })}
  ${textField({
    ...field("receivedTime"),
    hint: say("Giờ Việt Nam, ví dụ: 15:30", "Vietnam time, for example 15:30"),
    width: "short",
    required: true,
  })}
  ${textField({
    ...field("documentNumber"),
    hint: say("Ví dụ: 98/BC-STC", "For example 98/BC-STC"),
    width: "medium",
    required: true,
    lang: "vi",
  })}
  ${textArea({
    ...field("note"),
    hint: say("Ví dụ: nhận qua bưu điện", "For example: came by post"),
    rows: 3,
    maxLength: 2000,
    lang: "vi",
  })}`;
}

/** The instant that a day and a time name; what cannot be read stays as it was typed, for the fault to quote. */
function arrivalIn(form: URLSearchParams): string {
  const [day, time] = [textIn(form, "receivedOn"), textIn(form, "receivedTime")];
  const date = parseDay(day);
  const clock = TimeOfDaySchema.safeParse(clockOf(time));
  return date && clock.success ? formatInstant(instantOf(date, clock.data)) : `${time} ${day}`.trim();
}

/** A time as people type it: `15:30`, `15h30`, `15 giờ 30`, `8h`. */
function clockOf(text: string): string {
  const [, hour = "", minute = "00"] = /^(\d{1,2})\s*(?:[:.hg]|giờ)\s*(\d{2})?$/iu.exec(text.trim()) ?? [];
  return hour === "" ? text : `${hour.padStart(2, "0")}:${minute}`;
}

function preview({ visit, found, body, after, unit }: Previewing<z.infer<typeof PaperSchema>>): Preview {
  const { say } = visit;
  const { duty } = found;
  const supplement = duty.state === "returned" ? after.supplement?.standing : undefined;
  const standing = supplement ?? after.standing;
  return {
    facts: [
      [say("Thời điểm đến", "Arrived at"), formatMinute(visit, body.receivedAt)],
      [
        supplement
          ? say("Phần bổ sung được ghi nhận", "The supplement stands as")
          : say("Được ghi nhận", "It stands as"),
        standing ? chip(standing === "late" ? "orange" : "green", standingWords(visit, standing)) : "",
      ],
      [say("Số, ký hiệu báo cáo", "Number of the report"), vi(body.documentNumber)],
      ...(body.note ? [[say("Ghi chú", "Note"), vi(body.note)] as const] : []),
    ],
    follows: [
      say(
        `Nhiệm vụ chuyển sang “đã gửi”, lần gửi ${after.revision}; đơn vị không nhận thư nhắc, thư đôn đốc nữa.`,
        `The duty becomes “submitted”, revision ${after.revision}; no more letters remind or press the unit.`,
      ),
      ...(isPast(duty.deadline, visit.receivedAt)
        ? [say("Đơn vị ra khỏi danh sách chậm báo cáo.", "The unit leaves the list of the late.")]
        : []),
      say(
        `Báo cáo được cấp số tiếp nhận kế tiếp của năm ${yearOf(localDateOf(body.receivedAt))}.`,
        `The report takes the next receipt number of ${yearOf(localDateOf(body.receivedAt))}.`,
      ),
      letterNow(visit, unit, ["Thư biên nhận", "The receipt"]),
    ],
  };
}
