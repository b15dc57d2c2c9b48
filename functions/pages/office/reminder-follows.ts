import { byName } from "../../domain/name-order.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import type { GivenReminder, LeftOut, Reminded } from "../../use-cases/remind-by-hand.ts";
import { formatMinute, formatNumber } from "../../wording/dates.ts";
import { unitsCounted } from "../../wording/milestones.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import { dutyPath } from "../paths.ts";
import type { Visit } from "../visit.ts";

/** As many as keep the page under 60 KB. */
const MOST_LISTED = 100;

type Line = { readonly duty: LeftOut["duty"]; readonly beside: string };

/** What a reminder by hand leads to: who gets it and where, who does not and why, and what it says besides. */
export function reminderFollows(
  visit: Visit,
  found: FoundObligation,
  { note }: GivenReminder,
  { to, leftOut, milestone }: Reminded,
): Html {
  const { say } = visit;
  const number = milestone.replace(/\D/g, "");
  const reached = to.map(({ duty, address }) => ({ duty, beside: address ?? "" }));
  const others = leftOut.map((one) => ({ duty: one.duty, beside: why(visit, one) }));
  const [gets, not] = [unitsCounted(visit, to.length), unitsCounted(visit, leftOut.length)];
  return html`${note === undefined ? nothing : card(say("Nội dung lưu ý thêm", "What is added"), html`<blockquote>${vi(note)}</blockquote>`, { id: "note" })}
  ${card(
    say(`${gets} nhận thư nhắc`, `${gets} would be reminded`),
    html`<p>
        ${say(
          `Thư nhắc trực tiếp lần ${number} gửi một lần đến mỗi đơn vị dưới đây; đơn vị nào gửi báo cáo trước khi thư đi thì không nhận nữa.`,
          `Reminder ${number} by hand goes once to each unit below; who files before it goes out gets none.`,
        )}
      </p>
      ${lines(visit, found, reached, say("Địa chỉ nhận thư", "Address"))}`,
    { id: "to" },
  )}
  ${
    others.length === 0
      ? nothing
      : card(
          say(`${not} không nhận thư nhắc`, `${not} would not be reminded`),
          lines(visit, found, others, say("Vì sao", "Why")),
          { id: "not-to" },
        )
  }`;
}

function lines(visit: Visit, found: FoundObligation, all: readonly Line[], column: string): Html {
  const { say } = visit;
  const ref = obligationRefOf(found);
  const rest = all.length - MOST_LISTED;
  const more = formatNumber(visit, rest);
  return html`${table({
    caption: say("Các đơn vị", "Units"),
    captionHidden: true,
    columns: [{ label: say("Đơn vị", "Unit") }, { label: column }],
    rows: all
      .toSorted((a, b) => byName(a.duty.unitName, b.duty.unitName))
      .slice(0, MOST_LISTED)
      .map(({ duty, beside }) => [
        html`<a href="${dutyPath({ ...ref, unitId: duty.unitId })}">${vi(duty.unitName)}</a>`,
        beside,
      ]),
    empty: say("Không có đơn vị nào.", "There are none."),
  })}
  ${rest > 0 ? html`<p>${say(`Và ${more} đơn vị khác.`, `And ${more} more.`)}</p>` : nothing}`;
}

function why(visit: Visit, { why: reason, last, from }: LeftOut): string {
  const { say } = visit;
  switch (reason) {
    case "filed":
      return say("Đã gửi báo cáo", "It has filed");
    case "not-owed":
      return say("Không còn phải báo cáo", "It owes the report no more");
    case "unreachable":
      return say("Không địa chỉ nào nhận được thư; cần điện thoại", "No address of it takes mail: to be telephoned");
    case "written-to-lately": {
      const [at, on] = [formatMinute(visit, last ?? 0), formatMinute(visit, from ?? 0)];
      return say(`Vừa nhận thư lúc ${at}; nhắc được từ ${on}`, `Written to at ${at}; may be reminded from ${on} on`);
    }
    default:
      return reason satisfies never;
  }
}
