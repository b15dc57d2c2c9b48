import type { Unreachable } from "../../store/unit-list.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";

const MOST_LISTED = 20;

type Named = Unreachable["first"][number];

/** Units of those ids that no letter reaches, as far as a page names them. */
export function unreachableAmong(ids: readonly string[], units: readonly Named[]): Unreachable {
  const named = new Set(ids.slice(0, MOST_LISTED));
  const found = new Map(units.filter(({ id }) => named.has(id)).map((unit) => [unit.id, unit]));
  return { count: ids.length, first: [...named].map((id) => found.get(id) ?? { id, name: id, phone: "" }) };
}

/** Units that no letter reaches, on top and with the way to mend it, while there is still time. */
export function unreachableUnits({ say }: Visit, { count, first }: Unreachable): Html {
  if (count === 0) return nothing;
  const rest = count - MOST_LISTED;
  return notice(
    "warning",
    html`<p>
        ${say(
          `${count} đơn vị không còn hộp thư nào nhận được thư. Đề nghị gọi điện và cập nhật hộp thư:`,
          `No letter reaches ${count} unit(s) any more. Telephone them and mend their mailboxes:`,
        )}
      </p>
      <ul>
        ${first
          .slice(0, MOST_LISTED)
          .map(
            ({ id, name, phone }) =>
              html`<li><a href="/units/${id}">${vi(name)}</a>${phone === "" ? nothing : html` (${phone})`}</li>`,
          )}
        ${rest > 0 ? html`<li><a href="/units?state=unreachable">${say(`và ${rest} đơn vị khác`, `and ${rest} more`)}</a></li>` : nothing}
      </ul>`,
  );
}
