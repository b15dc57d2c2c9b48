import type * as z from "zod/mini";

import { moveByUnit } from "../../domain/unit-moves.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { ReasonSchema, stateReason } from "../../use-cases/act-on-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { problemOf } from "../../http/problem.ts";
import { WHAT_WAS_SENT } from "../../http/read-request.ts";
import { formatDay, formatDeadline, parseDay, timeLeft } from "../../wording/dates.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { formPages } from "../form-kit/form.ts";
import type { FieldOf } from "../form-kit/form.ts";
import { versionToken } from "../form-kit/version.ts";
import { buttons, dateField, textArea } from "../parts/fields.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { dutyPage } from "./duty-page.ts";
import { closedNote, expired, overtaken } from "./held-back.ts";
import { fieldFaults } from "./report-faults.ts";
import { backToDuty, visitDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** Why a report will be late, and when it will be filed: by the unit, or as it told its supervisor. */
export const { ask: askReason, give: giveReason } = formPages<VisitedDuty, z.output<typeof ReasonSchema>>({
  find: (visit, effects) => visitDuty(visit, effects, "unit-or-supervisor"),
  label: labelOf,
  page: ({ visit, found }, again, field) => reasonPage(visit, found, again, field),
  begin: ({ duty: { reason } }) =>
    new URLSearchParams({
      text: reason?.text ?? "",
      promisedOn: reason?.promisedOn ? formatDay(reason.promisedOn) : "",
    }),
  expired,
  version: { of: ({ found }) => versionToken(found.duty), changed: ({ visit }) => overtaken(visit) },
  judge({ visit: { form } }) {
    const promisedOn = (form.get("promisedOn") ?? "").trim();
    const text = (form.get("text") ?? "").replaceAll("\r\n", "\n");
    const body = { text, ...(promisedOn && { promisedOn: parseDay(promisedOn) ?? promisedOn }) };
    return read(ReasonSchema, body, WHAT_WAS_SENT);
  },
  faultsOf: (visit, refusal) =>
    fieldFaults(
      visit,
      refusal,
      ["text", "promisedOn"].map((name) => ({ name, title: labelOf(visit, name) })),
    ),
  async act(reason, { visit, effects, found }) {
    const stated = await stateReason(found, reason, visit, effects);
    return isRefusal(stated) ? stated : `${found.path}?done=reason`;
  },
});

function labelOf({ say }: Visit, name: string): string {
  return name === "text" ? say("Lý do", "Reason") : say("Ngày dự kiến gửi", "Will be filed on");
}

function reasonPage(visit: Visit, found: VisitedDuty, again: Again, field: FieldOf): Answer {
  const { say, receivedAt } = visit;
  const { duty, obligation } = found;
  const closed = moveByUnit(duty, { act: "reason", text: "" }, receivedAt);
  return dutyPage(visit, found, {
    ...again,
    title: say("Lý do chậm và ngày dự kiến gửi", "Why it will be late, and when it will be filed"),
    below: html`<p>${vi(obligation.title)}</p><p>${formatDeadline(visit, duty.deadline)} · ${timeLeft(visit, duty.deadline, receivedAt)}</p>`,
    content: isRefusal(closed) ? closedNote(visit, found, closed) : reasonForm(visit, found, field),
    status: isRefusal(closed) ? problemOf(closed).status : again.status,
  });
}

function reasonForm(visit: Visit, found: VisitedDuty, field: FieldOf): Html {
  const { say } = visit;
  const { duty, path, receiverName } = found;
  const action = `${path}/reason`;
  return csrfForm(visit, {
    action,
    basis: versionToken(duty),
    keep: `${visit.caller.principal} ${action}`,
    content: html`<p>${say(
      `Lý do được ghi cạnh tên đơn vị trong danh sách chậm báo cáo mà ${receiverName} xem. Nêu lý do không phải là được gia hạn: thời hạn không thay đổi.`,
      `The reason stands beside the unit's name on the list of the late that ${receiverName} reads. It is no extension: the date stays.`,
    )}</p>
      ${textArea({ ...field("text"), rows: 4, maxLength: 500, required: true, lang: "vi" })}
      ${dateField(visit, {
        ...field("promisedOn"),
        hint: say(
          "Có thể để trống. Ngày/tháng/năm, ví dụ: 27/10/2017",
          "May be left empty. Day/month/year, for example 27/10/2017",
        ),
      })}
      ${buttons({ label: say("Ghi nhận lý do", "State the reason"), do: "state" }, backToDuty(visit, found))}
    `,
  });
}
