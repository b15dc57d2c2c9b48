import { asWritten, deadlineIn } from "../../domain/deadline.ts";
import { ladderFor } from "../../domain/ladder.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { capitalize } from "../../domain/vietnamese.ts";
import { WHAT_WAS_SENT } from "../../http/read-request.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { findSupervised, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { MoveDateSchema, moveDate, previewMove } from "../../use-cases/move-date.ts";
import type { NewDate } from "../../use-cases/move-date.ts";
import { formatDeadline, formatDue, formatNumber } from "../../wording/dates.ts";
import { aboveForm, expired, faultsOf, stale, titleOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked } from "../form-kit/form.ts";
import { confirmation, followsCard } from "../form-kit/preview-parts.ts";
import { whileItStands } from "../form-kit/while-it-stands.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { buttons, dateField, textArea, textField } from "../parts/fields.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { rulingSteps } from "../parts/steps.ts";
import { vi } from "../parts/vi.ts";
import { obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";
import { crumbsBelowObligation } from "./crumbs.ts";
import { remindersToCome } from "./reminders-to-come.ts";
import { deadlineTyped, textIn } from "./typed.ts";

/** Warnings that stand on the page in words of its own. */
const TOLD_ALREADY: ReadonlySet<string> = new Set(["extensions-kept", "milestones-overtaken"]);

const FIELDS = ["before", "reason", "documentNumber", "approvedBy"] as const;

/** The date of an obligation is moved: what follows is shown first, and one letter tells each open duty of it. */
const pages = formPages<FoundObligation, NewDate>({
  find: whileItStands(findSupervised, ({ record }) => record),
  label: ({ say }, name) => say(...(LABELS[name] ?? [name, name])),
  page: ({ visit, found }, again, field) => {
    const { say } = visit;
    const now = formatDeadline(visit, found.place.deadline, found.obligation.ladder.at);
    const content = html`${dateField(visit, {
      ...field("before"),
      hint: say(
        "Ví dụ: 6/11/2017; 16:00 6/11/2017; chậm nhất 6/11/2017",
        "For example 6/11/2017; 16:00 6/11/2017; by 6/11/2017",
      ),
      required: true,
    })}
    ${textArea({ ...field("reason"), rows: 3, maxLength: 500, required: true, lang: "vi" })}
    ${textField({ ...field("documentNumber"), width: "medium", required: true, lang: "vi" })}
    ${textField({ ...field("approvedBy"), hint: say("Chức vụ, họ và tên; có thể để trống", "Post and name; may be left empty"), lang: "vi" })}
    ${buttons({ label: say("Xem lại trước khi thực hiện", "Look before it is done"), do: "look" }, away(visit, found))}`;
    return framed(
      visit,
      found,
      again,
      html`<p>${say("Thời hạn đang áp dụng", "The date in force")}: <b>${now}</b></p>
      ${aboveForm(visit, again, (name) => say(...(LABELS[name] ?? [name, name])))} ${rulingSteps(visit, 0)}
      ${card(say("Thời hạn mới", "The new date"), form(visit, found, content), { id: "new-date" })}`,
    );
  },
  expired,
  version: {
    of: ({ found }) => versionOf(found),
    changed: ({ visit: { say } }) =>
      stale(
        say(
          "Người khác vừa chuyển thời hạn này; đề nghị xem lại.",
          "Somebody else has moved this date; look at it again.",
        ),
      ),
  },
  judge: ({ visit: { form: typed } }) =>
    read(
      MoveDateSchema,
      {
        ...deadlineTyped(typed, "before"),
        reason: textIn(typed, "reason"),
        documentNumber: textIn(typed, "documentNumber"),
        approvedBy: textIn(typed, "approvedBy") || undefined,
      },
      WHAT_WAS_SENT,
    ),
  faultsOf: (visit, refusal) => faultsOf(visit, refusal, (path) => (path === "by" || path === "" ? "before" : path)),
  preview,
  acts: ["confirm"],
  async act(given, { visit, found, effects }) {
    const done = await moveDate(found, given, visit, effects);
    return isRefusal(done) ? done : obligationPath(obligationRefOf(found));
  },
});

export const { ask: askNewDate, give: giveNewDate } = pages;

const LABELS: Readonly<Record<string, readonly [string, string]>> = {
  before: ["Thời hạn mới (trước ngày)", "New date (before)"],
  reason: ["Lý do", "Reason"],
  documentNumber: ["Số văn bản", "Document number"],
  approvedBy: ["Người duyệt", "Approved by"],
};

async function preview({ visit, found, effects }: Asked<FoundObligation>, given: NewDate, again: Again) {
  const { say } = visit;
  const would = await previewMove(found, given, visit, effects);
  if (isRefusal(would)) return would;
  const { directive } = found.record;
  const deadline = deadlineIn(given);
  const ladder = ladderFor(visit.calendar, { directive, obligation: found.obligation, deadline });
  const count = (n: number) => formatNumber(visit, n);
  const content = confirmation(visit, {
    carried: FIELDS,
    confirm: { label: say("Xác nhận chuyển thời hạn", "Move the date") },
    away: away(visit, found),
  });
  const follows = [
    say(
      `${count(would.moved)} đơn vị chưa gửi chuyển sang thời hạn mới; ${count(would.kept)} đơn vị giữ thời hạn riêng.`,
      `Open duties that get the new date: ${count(would.moved)}; that keep their own: ${count(would.kept)}.`,
    ),
    say(
      "Mỗi đơn vị chưa gửi báo cáo nhận một thư thông báo, kèm tệp lịch thay tệp cũ.",
      "Each unit that has not filed gets one letter, with a calendar entry that replaces the old one.",
    ),
    say(
      "Các mốc nhắc được lập lại theo thời hạn mới; mốc của thời hạn cũ không gửi nữa.",
      "The reminders are planned anew; those of the old date are not sent any more.",
    ),
    ...would.warnings
      .filter(({ code }) => !TOLD_ALREADY.has(code))
      .map((warning) => html`<b>${say(warning.vi, warning.message)}</b>`),
  ];
  return framed(
    visit,
    found,
    again,
    html`${aboveForm(visit, again)} ${rulingSteps(visit, 1)}
    ${card(
      say("Nội dung", "What is asked"),
      facts([
        [say("Thời hạn hiện tại", "Date in force"), formatDeadline(visit, would.previous, found.obligation.ladder.at)],
        [say("Thời hạn mới", "New date"), html`<b>${formatDeadline(visit, deadline, found.obligation.ladder.at)}</b>`],
        [say("Lý do", "Reason"), vi(given.reason)],
        [say("Số văn bản", "Document number"), vi(given.documentNumber)],
      ]),
      { id: "ruling" },
    )}
    ${followsCard(visit, follows, remindersToCome(visit, ladder, deadline))}
    ${form(visit, found, content)}`,
  );
}

function framed(visit: Visit, found: FoundObligation, again: Again, main: Html) {
  const title = visit.say("Chuyển thời hạn", "Move the date");
  return page(visit, {
    title: titleOf(visit, title, again),
    status: again.status ?? (again.faults?.length ? 400 : 200),
    main: html`${heading({ above: vi(found.obligation.title), title, below: html`<p>${capitalize(formatDue(visit, found.place.deadline))}</p>` })} ${main}`,
    crumbs: crumbsBelowObligation(visit, found),
  });
}

/** Which date was in force when the page was drawn. */
function versionOf({ place }: FoundObligation): string {
  return [place.moved, ...Object.values(asWritten(place.deadline))].join(".");
}

const form = (visit: Visit, found: FoundObligation, content: Html): Html =>
  csrfForm(visit, { action: visit.path, basis: versionOf(found), content });

function away({ say }: Visit, found: FoundObligation) {
  return { label: say("Không thực hiện", "Leave it"), href: obligationPath(obligationRefOf(found)) };
}
