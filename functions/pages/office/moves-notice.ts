import type { DateMove } from "../../domain/directive-record.ts";
import { movesUpTo } from "../../domain/directive-record.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDue, formatMinute } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";

/** By which documents the date of an obligation was moved, and from which date each time; nothing where it stands as issued. */
export function movesNotice(visit: Visit, move: DateMove | undefined): Html {
  if (!move) return nothing;
  const { say } = visit;
  const lines = movesUpTo(move).map(({ previous, deadline, movedAt, documentNumber, reason }) => {
    const [from, to, when] = [formatDue(visit, previous), formatDue(visit, deadline), formatMinute(visit, movedAt)];
    return html`<p>
      ${say(`Chuyển từ ${from} sang ${to}, lúc ${when}, theo Văn bản số`, `Moved from ${from} to ${to} at ${when}, by document`)}
      ${vi(documentNumber)}: ${vi(reason)}
    </p> `;
  });
  return notice("info", html`${lines}`);
}
