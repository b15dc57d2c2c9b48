import type { Duty } from "../../domain/duty.ts";
import type { LetterKind } from "../../domain/urging.ts";
import { STATE_WORDS } from "../../domain/vietnamese.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import type { LetterNamed } from "../../use-cases/letter-named.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDue, formatDueShort, formatMinute, formatNumber } from "../../wording/dates.ts";
import { lower, unitsCounted } from "../../wording/milestones.ts";
import { chosenIn } from "../office/chosen.ts";
import { addressOfPlace } from "../office/place-in-list.ts";
import type { PlaceInList } from "../office/place-in-list.ts";
import { reasonShown } from "../office/reason-shown.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { pagination } from "../parts/pagination.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";

type Shown = { readonly kind: LetterKind; readonly named: LetterNamed; readonly place: PlaceInList };

/** Whom the letter would name, a page at a time; and beside them who is left out, and why. */
export function namedCard(visit: Visit, found: FoundObligation, shown: Shown): Html {
  const { say, receivedAt } = visit;
  const { items, units } = shown.named.named;
  return card(
    say(`Kính gửi: ${unitsCounted(visit, units)}`, `To be named: ${unitsCounted(visit, units)}`),
    html`<p>
        ${say("Chưa gửi hoặc chưa bổ sung báo cáo tính đến", "Not filed, or not supplemented, as of")} ${formatMinute(visit, receivedAt)}.
        ${items.length === units ? nothing : partOnly(visit, units)}
      </p>
      ${table({
        caption: say("Các đơn vị có tên trong văn bản", "Units that the letter names"),
        captionHidden: true,
        columns: [
          { label: say("Đơn vị", "Unit") },
          { label: say("Thời hạn (trước ngày)", "Due (before)"), kind: "date" },
          { label: say("Lý do đã nêu", "Reason stated") },
        ],
        rows: items.map((duty) => [
          unitLink(found, duty),
          formatDueShort(duty.deadline),
          reasonShown(visit, duty.reason),
        ]),
        empty: say("Không còn đơn vị nào ở cuối danh sách.", "There are no more at the end of the list."),
      })}
      ${ways(visit, found, shown)} ${stillInTime(visit, found, shown.named)} ${chosenButDone(visit, found, shown.named)}
      ${
        chosenIn(visit.query).length === 0
          ? nothing
          : html`<p>
              <a href="${letterPath(found, shown)}">${say("Soạn cho mọi đơn vị chậm", "Draft it for all that are late")}</a>
            </p>`
      }`,
    { id: "named" },
  );
}

function unitLink(found: FoundObligation, { unitId, unitName }: Pick<Duty, "unitId" | "unitName">): Html {
  return html`<a href="${dutyPath({ ...obligationRefOf(found), unitId })}">${vi(unitName)}</a>`;
}

/** Of a letter with more names than stand on a page of the list. */
function partOnly(visit: Visit, units: number): string {
  const all = unitsCounted(visit, units);
  return visit.say(
    `Danh sách có nhiều trang, quá hạn lâu nhất ở trên; dự thảo nêu tên cả ${all}.`,
    `The list has several pages, the longest overdue first; the draft names all of them: ${all}.`,
  );
}

function letterPath(found: FoundObligation, { kind }: Pick<Shown, "kind">): string {
  return `${obligationPath(obligationRefOf(found))}/${kind}`;
}

function ways(visit: Visit, found: FoundObligation, { kind, named: { named }, place }: Shown): Html {
  const path = letterPath(found, { kind });
  const last = place.shown + named.items.length;
  const [from, to, all] = [place.shown + 1, last, named.units].map((n) => formatNumber(visit, n));
  return pagination(visit, {
    first: place.shown > 0 ? path : undefined,
    next: named.next === undefined ? undefined : addressOfPlace(path, { after: named.next, shown: last }),
    shown:
      named.items.length === 0
        ? undefined
        : visit.say(`Đơn vị ${from}–${to} trên ${all}`, `Units ${from}–${to} of ${all}`),
  });
}

/** Who is missing and yet not meant; of many the first of them. */
function stillInTime(visit: Visit, found: FoundObligation, { inTime: { items, units } }: LetterNamed): Html {
  if (items.length === 0) return nothing;
  const { say } = visit;
  const more = units - items.length;
  const list = `${obligationPath(obligationRefOf(found))}/duties?sort=-deadline`;
  return html`<p>
    ${say(
      "Không có tên trong văn bản vì có thời hạn riêng chưa hết:",
      "Not named, since a later date of their own is not over:",
    )}
    ${items.map((duty, at) => html`${at === 0 ? "" : ", "}${unitLink(found, duty)} (${formatDue(visit, duty.deadline)})`)}${
      more > 0
        ? html`, <a href="${list}">${say(`và ${unitsCounted(visit, more)} khác`, `and ${unitsCounted(visit, more)} more`)}</a>`
        : nothing
    }.
  </p>`;
}

function chosenButDone(visit: Visit, found: FoundObligation, { done }: LetterNamed): Html {
  if (done.length === 0) return nothing;
  const { say } = visit;
  return html`<p>${say("Đã chọn nhưng không có tên trong văn bản:", "Chosen, but not named:")} ${done.map(
    (duty, at) =>
      html`${at === 0 ? "" : ", "}${unitLink(found, duty)} (${lower(say(STATE_WORDS[duty.state], duty.state))})`,
  )}.</p>`;
}
