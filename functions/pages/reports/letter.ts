import type { Duty } from "../../domain/duty.ts";
import { STATE_WORDS } from "../../domain/vietnamese.ts";
import { localDateOf } from "../../domain/instant.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { LetterKind, Urged } from "../../domain/urging.ts";
import { addWorkingDays } from "../../domain/working-days.ts";
import { whomToName } from "../../use-cases/draft-documents.ts";
import { findSupervised, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { ReadingEffects, ReportsEffects } from "../../use-cases/effects.ts";
import { problemOf } from "../../http/problem.ts";
import { formatDay, formatDeadline, formatDue, formatDueShort, formatMinute } from "../../wording/dates.ts";
import { chosenIn } from "../office/chosen.ts";
import { groundOf } from "../office/ground.ts";
import { crumbsBelowObligation } from "../office/crumbs.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import { reasonShown } from "../office/reason-shown.ts";
import { faultAt, faultsOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { formPage } from "../form-kit/form-page.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { buttons, checkboxField, dateField } from "../parts/fields.ts";
import { notice } from "../parts/notice.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import { lower, unitsCounted } from "../../wording/milestones.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { LETTER_WORDS } from "./letter-words.ts";
import { deadlineIn } from "../../domain/deadline.ts";

export const askUrging: PageHandler<ReportsEffects> = (visit, effects) =>
  letterPage(visit, effects, { kind: "urging" });
export const askCriticism: PageHandler<ReportsEffects> = (visit, effects) =>
  letterPage(visit, effects, { kind: "criticism" });

type Asked = { readonly kind: LetterKind; readonly refusal?: Refusal };

/** The look before a letter is drafted: whom it would name, what is asked for it, and what stays to the office. */
export async function letterPage(
  visit: Visit,
  effects: ReadingEffects,
  { kind, refusal }: Asked,
): ReturnType<PageHandler> {
  const found = await findSupervised(visit, effects);
  if (isRefusal(found)) return found;
  const { say, receivedAt } = visit;
  const words = LETTER_WORDS[kind];
  const units = chosenIn(visit.query);
  const urged = await whomToName(found, effects, { kind, now: receivedAt, units });
  const again: Again = refusal
    ? { status: problemOf(refusal).status, faults: faultsOf(visit, refusal, (path) => path) }
    : {};
  const content = html`
    <p>${say(...words.about)}</p>
    ${
      isRefusal(urged)
        ? html`${notice("warning", say(urged.vi, urged.detail))} ${wayBack(visit, found)}`
        : html`${namedCard(visit, found, urged)} ${draftCard(visit, found, { kind, again })}`
    }
  `;
  return formPage(visit, {
    ...again,
    above: vi(groundOf(found)),
    title: say(...words.title),
    below: html`<p>${vi(found.obligation.title)}, ${formatDeadline(visit, deadlineIn(found.obligation))}</p>`,
    labelOf: (name) => say(...(words.labels[name] ?? [name, name])),
    content,
    status: isRefusal(urged) ? problemOf(urged).status : again.status,
    crumbs: crumbsBelowObligation(visit, found),
  });
}

function namedCard(visit: Visit, found: FoundObligation, { named, inTime, done }: Urged): Html {
  const { say, receivedAt } = visit;
  const link = (duty: Duty): Html =>
    html`<a href="${dutyPath({ ...obligationRefOf(found), unitId: duty.unitId })}">${vi(duty.unitName)}</a>`;
  const chosenButDone = chosenIn(visit.query).length === 0 ? [] : done;
  return card(
    say(`Kính gửi: ${unitsCounted(visit, named.length)}`, `To be named: ${unitsCounted(visit, named.length)}`),
    html`<p>
        ${say("Chưa gửi hoặc chưa bổ sung báo cáo tính đến", "Not filed, or not supplemented, as of")} ${formatMinute(visit, receivedAt)}.
      </p>
      ${table({
        caption: say("Các đơn vị có tên trong văn bản", "Units that the letter names"),
        captionHidden: true,
        columns: [
          { label: say("Đơn vị", "Unit") },
          { label: say("Thời hạn (trước ngày)", "Due (before)"), kind: "date" },
          { label: say("Lý do đã nêu", "Reason stated") },
        ],
        rows: named.map((duty) => [link(duty), formatDueShort(duty.deadline), reasonShown(visit, duty.reason)]),
        empty: "",
      })}
      ${
        inTime.length === 0
          ? nothing
          : html`<p>
              ${say(
                "Không có tên trong văn bản vì có thời hạn riêng chưa hết:",
                "Not named, since a later date of their own is not over:",
              )}
              ${inTime.map((duty, at) => html`${at === 0 ? "" : ", "}${link(duty)} (${formatDue(visit, duty.deadline)})`)}.
            </p>`
      }
      ${
        chosenButDone.length === 0
          ? nothing
          : html`<p>${say("Đã chọn nhưng không có tên trong văn bản:", "Chosen, but not named:")} ${chosenButDone.map(
              (duty, at) =>
                html`${at === 0 ? "" : ", "}${link(duty)} (${lower(say(STATE_WORDS[duty.state], duty.state))})`,
            )}.</p>`
      }
      ${
        chosenIn(visit.query).length === 0
          ? nothing
          : html`<p>
              <a href="${visit.path}">${say("Soạn cho mọi đơn vị chậm", "Draft it for all that are late")}</a>
            </p>`
      }`,
    { id: "named" },
  );
}

/** Nothing is changed by a draft, so its form only leads to it; a criticism is asked for a second time. */
function draftCard(visit: Visit, found: FoundObligation, { kind, again }: { kind: LetterKind; again: Again }): Html {
  const { say, query } = visit;
  const words = LETTER_WORDS[kind];
  const path = obligationPath(obligationRefOf(found));
  const confirm = checkboxField({
    name: "confirm",
    label: say("Xác nhận", "Confirmation"),
    fault: faultAt(again, "confirm"),
    options: [
      {
        value: "yes",
        label: say(
          "Cơ quan tổng hợp chủ động yêu cầu soạn văn bản phê bình các đơn vị nêu trên.",
          "The supervisor explicitly wishes a written criticism of the units above to be drafted.",
        ),
      },
    ],
  });
  return card(
    say("Soạn dự thảo", "Draft it"),
    html`<form method="get" action="${path}/papers/${kind}.docx" novalidate>
        ${chosenIn(query).map((unitId) => html`<input type="hidden" name="unit" value="${unitId}" />`)}
        ${dateField(visit, {
          name: "before",
          label: say(...(words.labels["before"] ?? ["", ""])),
          value: query["before"] ?? suggested(visit),
          fault: faultAt(again, "before"),
          required: true,
        })}
        ${kind === "criticism" ? confirm : nothing}
        ${buttons(
          { label: say("Tải dự thảo (DOCX)", "Download the draft (DOCX)"), kind: words.danger ? "danger" : "main" },
          { label: say("Không soạn, về trang văn bản", "Leave it, back to the papers"), href: `${path}/papers` },
        )}
      </form>
      <p class="hint">
        ${say(
          "Số, ngày ký và người ký để trống cho văn thư và lãnh đạo cơ quan. Hệ thống không gửi văn bản này và không thay đổi gì ở nhiệm vụ báo cáo.",
          "Number, day and signer are left to the office. Nothing is sent, and no duty is changed by it.",
        )}
      </p>`,
    { id: "draft" },
  );
}

/** Three working days for those who are late already. */
function suggested({ receivedAt, calendar }: Visit): string {
  return formatDay(addWorkingDays(calendar, localDateOf(receivedAt), 3));
}

function wayBack({ say }: Visit, found: FoundObligation): Html {
  const path = obligationPath(obligationRefOf(found));
  return html`<p><a class="button main" href="${path}/papers">${say("Về trang văn bản", "To the papers")}</a></p>`;
}
