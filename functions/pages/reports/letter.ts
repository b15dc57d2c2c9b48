import { localDateOf } from "../../domain/instant.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { LetterKind } from "../../domain/urging.ts";
import { addWorkingDays } from "../../domain/working-days.ts";
import { findSupervised, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { letterNamed } from "../../use-cases/letter-named.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { ReportsEffects } from "../../use-cases/effects.ts";
import { problemOf } from "../../http/problem.ts";
import { formatDay, formatDeadline } from "../../wording/dates.ts";
import { chosenIn } from "../office/chosen.ts";
import { groundOf } from "../office/ground.ts";
import { crumbsBelowObligation } from "../office/crumbs.ts";
import { placeInList } from "../office/place-in-list.ts";
import { obligationPath } from "../paths.ts";
import { faultAt, faultsOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { formPage } from "../form-kit/form-page.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { buttons, checkboxField, dateField } from "../parts/fields.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { LETTER_WORDS } from "./letter-words.ts";
import { namedCard } from "./named-card.ts";
import { deadlineIn } from "../../domain/deadline.ts";

export const askUrging: PageHandler<ReportsEffects> = (visit, effects) =>
  letterPage(visit, effects, { kind: "urging" });
export const askCriticism: PageHandler<ReportsEffects> = (visit, effects) =>
  letterPage(visit, effects, { kind: "criticism" });

type Asked = { readonly kind: LetterKind; readonly refusal?: Refusal };

/** The look before a letter is drafted: whom it would name, what is asked for it, and what stays to the office. */
export async function letterPage(
  visit: Visit,
  effects: ReportsEffects,
  { kind, refusal }: Asked,
): ReturnType<PageHandler> {
  const found = await findSupervised(visit, effects);
  if (isRefusal(found)) return found;
  const { say, receivedAt, calendar } = visit;
  const words = LETTER_WORDS[kind];
  const place = placeInList(visit);
  if (isRefusal(place)) return place;
  const named = await letterNamed(found, effects, {
    kind,
    now: receivedAt,
    calendar,
    units: chosenIn(visit.query),
    place,
    limit: PAGE,
  });
  const again: Again = refusal
    ? { status: problemOf(refusal).status, faults: faultsOf(visit, refusal, (path) => path) }
    : {};
  const content = html`
    <p>${say(...words.about)}</p>
    ${
      isRefusal(named)
        ? html`${notice("warning", say(named.vi, named.detail))} ${wayBack(visit, found)}`
        : html`${namedCard(visit, found, { kind, named, place })} ${draftCard(visit, found, { kind, again })}`
    }
  `;
  return formPage(visit, {
    ...again,
    above: vi(groundOf(found)),
    title: say(...words.title),
    below: html`<p>${vi(found.obligation.title)}, ${formatDeadline(visit, deadlineIn(found.obligation))}</p>`,
    labelOf: (name) => say(...(words.labels[name] ?? [name, name])),
    content,
    status: isRefusal(named) ? problemOf(named).status : again.status,
    crumbs: crumbsBelowObligation(visit, found),
  });
}

/** As many as keep the page under 60 KB, with the reasons that they gave. */
const PAGE = 30;

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
