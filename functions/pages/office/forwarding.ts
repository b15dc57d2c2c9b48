import { addresseeIn, forwardingOf, notForwarded } from "../../domain/forwarding.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import {
  ForwardingSchema,
  findForwarding,
  recordForwarding,
  refuseForwarding,
} from "../../use-cases/record-forwarding.ts";
import type { FoundForwarding, GivenForwarding } from "../../use-cases/record-forwarding.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { WHAT_WAS_SENT } from "../../http/read-request.ts";
import { formatDay } from "../../wording/dates.ts";
import { aboveForm, changedMeanwhile, expired, faultsOf, titleOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked, FieldOf } from "../form-kit/form.ts";
import { stateOf } from "../form-kit/version.ts";
import { confirmation, followsCard } from "../form-kit/preview-parts.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { buttons, dateField, radioField, textField } from "../parts/fields.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { rulingSteps } from "../parts/steps.ts";
import { vi } from "../parts/vi.ts";
import { obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";
import { crumbsBelowObligation } from "./crumbs.ts";
import type { Words } from "./ruling.ts";
import { dayIn, textIn } from "./typed.ts";

const NAMES = ["to", "documentNumber", "sentOn"] as const;
const LABELS: Readonly<Record<(typeof NAMES)[number], Words>> = {
  to: ["Nơi nhận", "Sent to"],
  documentNumber: ["Số, ký hiệu văn bản", "Number of the document"],
  sentOn: ["Ngày gửi", "Sent on"],
};

/** It is recorded to whom the report went on, by which document and when; recorded again, it is put right. */
export const { ask: askForwarding, give: giveForwarding } = formPages<FoundForwarding, GivenForwarding>({
  find: findForwarding,
  label: labelOf,
  begin: ({ obligation, records }) => new URLSearchParams({ to: notForwarded(obligation, records)[0] ?? "" }),
  page: formPage,
  expired,
  version: { of: ({ found }) => stateOf(found.records), changed: ({ visit }) => changedMeanwhile(visit) },
  judge({ visit, found }) {
    const { form, receivedAt } = visit;
    const typed = {
      to: textIn(form, "to"),
      documentNumber: textIn(form, "documentNumber"),
      sentOn: dayIn(form, "sentOn"),
    };
    const given = read(ForwardingSchema, typed, WHAT_WAS_SENT);
    return isRefusal(given) ? given : (refuseForwarding(given, found, receivedAt) ?? given);
  },
  faultsOf: (visit, refusal) => faultsOf(visit, refusal, (path) => path || "to"),
  preview: previewPage,
  acts: ["confirm"],
  async act(given, { visit, found, effects }) {
    const done = await recordForwarding(found, given, visit, effects);
    return isRefusal(done) ? done : `${obligationPath(obligationRefOf(found))}#forwarding`;
  },
});

function labelOf({ say }: Visit, name: string): string {
  const label = NAMES.find((one) => one === name);
  return label ? say(...LABELS[label]) : name;
}

function formPage(asked: Asked<FoundForwarding>, again: Again, field: FieldOf): Promise<Answer> {
  const { visit, found } = asked;
  const { say } = visit;
  const options = forwardingOf(found.obligation, found.records).map(({ to, sent }) => ({
    value: to,
    label: to,
    hint: sent
      ? say(
          `Đã ghi nhận: ${sent.documentNumber}, ${formatDay(sent.sentOn)}. Ghi nhận lại sẽ thay thế; nội dung cũ vẫn được lưu.`,
          `Recorded: ${sent.documentNumber}, ${formatDay(sent.sentOn)}. Another record takes its place; the old one is kept.`,
        )
      : undefined,
  }));
  const content = html`${radioField({ ...field("to"), options, required: true, lang: "vi" })}
  ${textField({
    ...field("documentNumber"),
    hint: say("Ví dụ: 185/BC-UBND", "For example 185/BC-UBND"),
    width: "medium",
    maxLength: 100,
    required: true,
    lang: "vi",
  })}
  ${dateField(visit, { ...field("sentOn"), required: true })}
  ${buttons({ label: say("Xem lại trước khi ghi nhận", "Look before it is recorded"), do: "look" }, away(visit, found))}`;
  return framed(asked, again, { at: 0, content });
}

function previewPage(asked: Asked<FoundForwarding>, given: GivenForwarding, again: Again): Promise<Answer> {
  const { visit, found } = asked;
  const { say } = visit;
  const to = addresseeIn(found.obligation, given.to) ?? given.to;
  const replaced = forwardingOf({ forwardTo: [to] }, found.records)[0]?.sent;
  const left = notForwarded(found.obligation, found.records).filter((name) => name !== to);
  const follows: (Html | string)[] = [
    ...(replaced
      ? [
          html`${say("Thay cho nội dung đã ghi nhận:", "Takes the place of what was recorded:")} ${vi(replaced.documentNumber)}, ${formatDay(replaced.sentOn)}.`,
        ]
      : []),
    left.length === 0
      ? say("Báo cáo đã được gửi tiếp đến mọi nơi nhận.", "The report has then been sent on to all.")
      : html`${say("Còn chưa báo cáo tiếp:", "Still to be sent on to:")} ${vi(left.join("; "))}.`,
    say("Hệ thống chỉ ghi nhận, không gửi thư nào.", "It is recorded, and no letter goes out."),
  ];
  const rows = [
    [say(...LABELS.to), vi(to)],
    [say(...LABELS.documentNumber), vi(given.documentNumber)],
    [say(...LABELS.sentOn), formatDay(given.sentOn)],
  ] as const;
  return framed(asked, again, {
    at: 1,
    before: html`${card(say("Nội dung", "What is recorded"), facts(rows), { id: "record" })}
    ${followsCard(visit, follows)}`,
    content: confirmation(visit, {
      carried: NAMES,
      confirm: { label: say("Ghi nhận", "Record it") },
      away: away(visit, found),
    }),
  });
}

function away({ say }: Visit, found: FoundForwarding) {
  return {
    label: say("Không ghi nhận, về trang tổng hợp", "Leave it, back to the summary"),
    href: obligationPath(obligationRefOf(found)),
  };
}

type Framed = { readonly at: 0 | 1; readonly before?: Html; readonly content: Html };

async function framed({ visit, found }: Asked<FoundForwarding>, again: Again, f: Framed): Promise<Answer> {
  const { say } = visit;
  const title = say("Ghi nhận báo cáo tiếp lên cấp trên", "Record that the report was sent on");
  const form = csrfForm(visit, { action: visit.path, basis: stateOf(found.records), content: f.content });
  return page(visit, {
    title: titleOf(visit, title, again),
    status: again.status ?? (again.faults?.length ? 400 : 200),
    main: html`${heading({ title, below: html`<p>${vi(found.obligation.title)}</p>` })}
    ${aboveForm(visit, again, (name) => labelOf(visit, name))}
    ${rulingSteps(visit, f.at)}
    ${f.before ?? nothing} ${form}`,
    crumbs: crumbsBelowObligation(visit, found),
  });
}
