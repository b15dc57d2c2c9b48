import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { WHAT_WAS_SENT } from "../../http/read-request.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import {
  WithdrawalSchema,
  findToWithdraw,
  previewWithdrawal,
  withdrawDirective,
} from "../../use-cases/withdraw-directive.ts";
import type { Withdrawing } from "../../use-cases/withdraw-directive.ts";
import { formatDay, formatNumber } from "../../wording/dates.ts";
import { expired, faultsOf, stale } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked } from "../form-kit/form.ts";
import { textIn } from "../office/typed.ts";
import { confirmation, followsCard } from "../form-kit/preview-parts.ts";
import { whileItStands } from "../form-kit/while-it-stands.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { buttons, textArea, textField } from "../parts/fields.ts";
import { rulingSteps } from "../parts/steps.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { registerPage } from "./register-page.ts";

const FIELDS = ["reason", "documentNumber"] as const;

/** A directive is withdrawn: what follows is shown first, and one letter tells each unit whose report was still open. */
const pages = formPages<DirectiveRecord, Withdrawing>({
  find: whileItStands(findToWithdraw, (record) => record),
  label: labelOf,
  page: ({ visit, found }, again, field) => {
    const { say } = visit;
    const content = html`${textArea({ ...field("reason"), rows: 3, maxLength: 500, required: true, lang: "vi" })}
    ${textField({ ...field("documentNumber"), width: "medium", required: true, lang: "vi" })}
    ${buttons({ label: say("Xem lại trước khi thực hiện", "Look before it is done"), do: "look" }, away(visit, found))}`;
    return framed(visit, found, {
      again,
      step: 0,
      content: html`${card(say("Căn cứ thu hồi", "Why it is withdrawn"), form(visit, found, content), { id: "withdrawal" })}`,
    });
  },
  expired,
  version: {
    of: ({ found }) => versionOf(found),
    changed: ({ visit: { say } }) =>
      stale(
        say(
          "Văn bản này đã thay đổi sau khi trang được mở; đề nghị xem lại.",
          "The directive has changed since the page was opened; look at it again.",
        ),
      ),
  },
  judge: ({ visit: { form: typed } }) =>
    read(
      WithdrawalSchema,
      { reason: textIn(typed, "reason"), documentNumber: textIn(typed, "documentNumber") },
      WHAT_WAS_SENT,
    ),
  faultsOf: (visit, refusal) => faultsOf(visit, refusal, (path) => path),
  preview,
  acts: ["confirm"],
  async act(given, { visit, found, effects }) {
    const done = await withdrawDirective(found, given, visit, effects);
    return isRefusal(done) ? done : `/directives/${found.directive.id}?done=withdrawn`;
  },
});

export const { ask: askWithdrawal, give: giveWithdrawal } = pages;

function labelOf({ say }: Visit, name: string): string {
  return name === "reason"
    ? say("Lý do", "Reason")
    : say("Số văn bản thu hồi", "Number of the document that withdraws it");
}

async function preview({ visit, found, effects }: Asked<DirectiveRecord>, given: Withdrawing, again: Again) {
  const { say } = visit;
  const would = await previewWithdrawal(found, given, visit, effects);
  if (isRefusal(would)) return would;
  const count = (n: number) => formatNumber(visit, n);
  const content = confirmation(visit, {
    carried: FIELDS,
    confirm: { label: say("Xác nhận thu hồi", "Withdraw it"), kind: "danger" },
    away: away(visit, found),
  });
  const follows = [
    say(
      `${count(would.withdrawn)} báo cáo chưa gửi không còn phải gửi; mỗi đơn vị nhận một thư thông báo.`,
      `Reports that are no longer owed: ${count(would.withdrawn)}; each unit gets one letter.`,
    ),
    say(
      `${count(would.kept)} báo cáo đã gửi vẫn lưu và giữ nguyên kết quả; không trả lại để bổ sung được nữa.`,
      `Reports that were filed and stay as they are: ${count(would.kept)}; they cannot be returned any more.`,
    ),
    say(
      `${count(would.milestones)} mốc nhắc, đôn đốc chưa đến không gửi thư nữa.`,
      `Milestones to come that write to nobody: ${count(would.milestones)}.`,
    ),
    html`<b>${say("Việc thu hồi không hủy được.", "A withdrawal cannot be undone.")}</b>`,
  ];
  return framed(visit, found, {
    again,
    step: 1,
    content: html`${card(
      say("Nội dung", "What is asked"),
      facts([
        [say("Lý do", "Reason"), vi(given.reason)],
        [labelOf(visit, "documentNumber"), vi(given.documentNumber)],
      ]),
      { id: "ruling" },
    )}
    ${followsCard(visit, follows)}
    ${form(visit, found, content)}`,
  });
}

type Framed = { readonly again: Again; readonly step: 0 | 1; readonly content: Html };

function framed(visit: Visit, { directive }: DirectiveRecord, { again, step, content }: Framed) {
  return registerPage(visit, {
    ...again,
    labelOf: (name) => labelOf(visit, name),
    steps: rulingSteps(visit, step),
    title: visit.say("Thu hồi văn bản chỉ đạo", "Withdraw the directive"),
    above: html`${vi(directive.number)}, ${formatDay(directive.issuedOn)}`,
    below: vi(directive.subject),
    of: "/directives",
    crumbs: [{ href: pathOf(directive), label: directive.number }],
    content,
  });
}

/** What the page was drawn from: nobody has withdrawn it. */
const versionOf = ({ withdrawal }: DirectiveRecord): string => withdrawal?.attempt ?? "issued";

const form = (visit: Visit, found: DirectiveRecord, content: Html): Html =>
  csrfForm(visit, { action: visit.path, basis: versionOf(found), content });

const pathOf = ({ id }: DirectiveRecord["directive"]): string => `/directives/${id}`;

function away({ say }: Visit, { directive }: DirectiveRecord) {
  return { label: say("Không thực hiện", "Leave it"), href: pathOf(directive) };
}
