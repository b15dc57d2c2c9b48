import { parseInstant } from "../../../../functions/domain/instant.ts";
import { html } from "../../../../functions/runtime/html.ts";
import type { Html } from "../../../../functions/runtime/html.ts";
import type { MailboxLetter } from "embedded-cloud";
import { heading } from "./frame.ts";
import { milestoneWords, outcomeWords, shortInstant } from "./words.ts";

export type MailboxView = {
  readonly letters: readonly MailboxLetter[];
  /** Only letters about this unit. */
  readonly unit: string | undefined;
  /** Only letters before the one with this id. */
  readonly before: number | undefined;
};

const perPage = 40;

/** The newest letters first. */
export function mailboxSection({ letters, unit, before }: MailboxView): Html {
  const units = [...new Set(letters.flatMap(({ tags }) => tags["unit"] ?? []))].toSorted();
  const fitting = letters.filter(({ tags }) => unit === undefined || tags["unit"] === unit);
  const older = fitting.filter(({ id }) => before === undefined || id < before).toReversed();
  const shown = older.slice(0, perPage);
  const last = shown.at(-1);
  const query = unit === undefined ? "" : `unit=${encodeURIComponent(unit)}&`;
  return html`<section id="thu" aria-label="Hộp thư">
    <div class="head">
      ${heading(`Hộp thư: ${fitting.length} thư`, "every letter that was sent")}
      <form class="filter" method="get" action="/local#thu">
        <label
          >Đơn vị <span class="en" lang="en">unit</span>
          <select name="unit">
            <option value="">tất cả</option>
            ${units.map((id) => html`<option value="${id}" ${id === unit ? " selected" : ""}>${id}</option>`)}
          </select>
        </label>
        <button>Lọc</button>
      </form>
    </div>
    ${shown.length === 0 ? html`<p class="quiet">Chưa có thư nào. <span lang="en">No letters yet.</span></p>` : letterTable(shown)}
    <div class="pages">
      ${before === undefined ? html`<span></span>` : html`<a href="/local?${query}#thu">Mới nhất</a>`}
      ${last !== undefined && older.length > perPage ? html`<a href="/local?${query}before=${last.id}#thu">Cũ hơn</a>` : ""}
    </div>
  </section>`;
}

function letterTable(letters: readonly MailboxLetter[]): Html {
  return html`<table class="mails">
    <thead>
      <tr>
        <th>Lúc</th>
        <th>Thư</th>
        <th>Mốc</th>
        <th>Kết quả</th>
      </tr>
    </thead>
    <tbody>
      ${letters.map(
        ({ id, at, recipients, subject, tags, outcome }) =>
          html`<tr>
            <td class="time">${shortInstant(parseInstant(at))}</td>
            <td class="what">
              <a class="subject" href="/local/letters/${id}">${subject}</a>
              <span class="quiet">${recipients.join(", ")}</span>
            </td>
            <td>${milestoneWords(tags["milestone"] ?? tags["kind"] ?? "")}</td>
            <td><span class="chip ${outcome}">${outcomeWords[outcome]}</span></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
