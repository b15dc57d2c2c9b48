import { move } from "../../domain/moves.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { stateReason } from "../../handlers/act-on-duty.ts";
import { html } from "../../html.ts";
import type { Html } from "../../html.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer, WebEffects } from "../../http/exchange.ts";
import { problemOf } from "../../http/problem.ts";
import { basisOf, once, sealed } from "../confirmation.ts";
import { formatDay, formatDeadline, parseDay, timeLeft } from "../dates.ts";
import { nothing } from "../parts/attributes.ts";
import { buttons, dateField, textArea } from "../parts/fields.ts";
import { postForm } from "../parts/form.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { errorSummary, notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { closedNote, reopenedNotice, staleNotice } from "./held-back.ts";
import { fieldFaults } from "./report-faults.ts";
import type { FieldFault } from "./report-faults.ts";
import { backToDuty, crumbsOf, visitDuty, whoseDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** Why a report will be late, and when it will be filed: by the unit, or as it told its supervisor. */
export const askReason: PageHandler = async (visit, effects) => {
  const found = await visitDuty(visit, effects, "unit-or-supervisor");
  if (isRefusal(found)) return found;
  const { reason } = found.duty;
  return reasonPage(visit, found, {
    text: reason?.text ?? "",
    promisedOn: reason?.promisedOn ? formatDay(reason.promisedOn) : "",
  });
};

export const giveReason: PageHandler = async (visit, effects) => {
  const found = await visitDuty(visit, effects, "unit-or-supervisor");
  if (isRefusal(found)) return found;
  if (visit.formState === "reopened") return again(visit, found, { status: 409, tell: reopenedNotice(visit) });
  return once(visit, effects, (deed) => stateAsSeen(deed, found, effects));
};

async function stateAsSeen(visit: Visit, found: VisitedDuty, effects: WebEffects): Promise<Answer | Refusal> {
  if (visit.form.get("basis") !== basisOf(found.duty))
    return again(visit, found, { status: 409, tell: staleNotice(visit) });
  const { text, promisedOn } = typedIn(visit);
  const body = { text, ...(promisedOn === "" ? {} : { promisedOn: parseDay(promisedOn) ?? promisedOn }) };
  const answer = await stateReason({ ...visit, body: JSON.stringify(body) }, effects);
  if (!isRefusal(answer)) return seeOther(`${found.path}?done=reason`);
  const status = problemOf(answer).status;
  if (answer.refused !== "invalid")
    return again(visit, found, { status, tell: notice("bad", visit.say(answer.vi, answer.detail)) });
  return again(visit, found, { status, faults: fieldFaults(visit, answer, fieldsOf(visit)) });
}

type Typed = { readonly text: string; readonly promisedOn: string };
type Shown = {
  readonly status?: number;
  readonly tell?: Html;
  readonly faults?: readonly FieldFault[];
};

function typedIn({ form }: Visit): Typed {
  return { text: (form.get("text") ?? "").replaceAll("\r\n", "\n"), promisedOn: (form.get("promisedOn") ?? "").trim() };
}

function fieldsOf({ say }: Visit) {
  return [
    { name: "text", title: say("Lý do", "Reason") },
    { name: "promisedOn", title: say("Ngày dự kiến gửi", "Will be filed on") },
  ];
}

const again = (visit: Visit, found: VisitedDuty, shown: Shown): Answer =>
  reasonPage(visit, found, typedIn(visit), shown);

function reasonPage(
  visit: Visit,
  found: VisitedDuty,
  { text, promisedOn }: Typed,
  { status = 200, tell = nothing, faults = [] }: Shown = {},
): Answer {
  const { say, receivedAt } = visit;
  const { duty, obligation } = found;
  const h1 = say("Lý do chậm và ngày dự kiến gửi", "Why it will be late, and when it will be filed");
  const closed = move(duty, { act: "reason", text: "" }, receivedAt);
  const form = isRefusal(closed)
    ? closedNote(visit, found, closed)
    : reasonForm(visit, found, { text, promisedOn }, faults);
  const main = html`
    ${heading({ title: h1, above: whoseDuty(found), below: html`<p>${vi(obligation.title)}</p><p>${formatDeadline(visit, duty.before)} · ${timeLeft(visit, duty.before, receivedAt)}</p>` })}
    ${tell}
    ${
      faults.length === 0
        ? nothing
        : errorSummary(
            visit,
            faults.map(({ field, summary }) => ({ field, text: summary })),
          )
    }
    ${form}
  `;
  return page(visit, {
    title: `${faults.length > 0 ? say("Lỗi: ", "Error: ") : ""}${h1}`,
    main,
    status: isRefusal(closed) ? problemOf(closed).status : status,
    crumbs: crumbsOf(visit, found),
  });
}

function reasonForm(visit: Visit, found: VisitedDuty, typed: Typed, faults: readonly FieldFault[]): Html {
  const { say } = visit;
  const { duty, path, receiverName } = found;
  const action = `${path}/reason`;
  const [text, promisedOn] = fieldsOf(visit).map(({ name, title }) => ({
    name,
    label: title,
    fault: faults.find((fault) => fault.name === name)?.text,
  }));
  if (!text || !promisedOn) return nothing;
  return postForm({
    action,
    keep: `${visit.caller.principal} ${action}`,
    content: html`
      ${sealed(visit, { action, basis: basisOf(duty) })}
      <p>${say(
        `Lý do được ghi cạnh tên đơn vị trong danh sách chậm báo cáo mà ${receiverName} xem. Nêu lý do không phải là được gia hạn: thời hạn không thay đổi.`,
        `The reason stands beside the unit's name on the list of the late that ${receiverName} reads. It is no extension: the date stays.`,
      )}</p>
      ${textArea({ ...text, value: typed.text, rows: 4, maxLength: 500, required: true, lang: "vi" })}
      ${dateField(visit, {
        ...promisedOn,
        value: typed.promisedOn,
        hint: say(
          "Có thể để trống. Ngày/tháng/năm, ví dụ: 27/10/2017",
          "May be left empty. Day/month/year, for example 27/10/2017",
        ),
      })}
      ${buttons({ label: say("Ghi nhận lý do", "State the reason"), do: "state" }, backToDuty(visit, found))}
    `,
  });
}
