import type { Unit } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";

const MOST_LISTED = 20;

/** Units that no letter reaches, on top and with the way to mend it, while there is still time. */
export function unreachableUnits({ say }: Visit, ids: readonly string[], units: readonly Unit[]): Html {
  if (ids.length === 0) return nothing;
  const rest = ids.length - MOST_LISTED;
  return notice(
    "warning",
    html`<p>
        ${say(
          `${ids.length} đơn vị không còn hộp thư nào nhận được thư. Đề nghị gọi điện và cập nhật hộp thư:`,
          `No letter reaches ${ids.length} unit(s) any more. Telephone them and mend their mailboxes:`,
        )}
      </p>
      <ul>
        ${ids.slice(0, MOST_LISTED).map((id) => {
          const { name = id, phone = "" } = units.find((unit) => unit.id === id) ?? {};
          return html`<li><a href="/units/${id}">${vi(name)}</a>${phone === "" ? nothing : html` (${phone})`}</li>`;
        })}
        ${rest > 0 ? html`<li><a href="/units?state=unreachable">${say(`và ${rest} đơn vị khác`, `and ${rest} more`)}</a></li>` : nothing}
      </ul>`,
  );
}
