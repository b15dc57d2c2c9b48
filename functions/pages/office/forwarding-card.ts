import { mayForward } from "../../domain/access.ts";
import { forwardingOf } from "../../domain/forwarding.ts";
import type { Forwarded } from "../../domain/forwarding.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDay, formatMinute } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { chip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { obligationPath } from "../paths.ts";
import type { Dashboard } from "./read-dashboard.ts";

/** To whom the report has been sent on, and to whom it still has to be. */
export function forwardingCard(visit: Visit, found: FoundObligation, { summary, forwarded }: Dashboard): Html {
  const { say, caller } = visit;
  const all = forwardingOf(found.obligation, forwarded);
  if (all.length === 0) return nothing;
  const filed = summary.filed > 0;
  const missing = all.filter(({ sent }) => !sent).length;
  const offered = filed && !found.place.withdrawn && mayForward(caller, found.obligation);
  const open = filed
    ? chip("orange", say("Chưa báo cáo tiếp", "Not sent on yet"))
    : chip("grey", say("Chờ báo cáo", "Waits for the report"), "dash");
  return card(
    say("Báo cáo tiếp lên cấp trên", "The report upward"),
    html`${
      offered && missing > 0
        ? html`<p>
              ${say(
                `Báo cáo đã được gửi; còn ${missing} nơi chưa được báo cáo tiếp theo văn bản chỉ đạo.`,
                `The report has been filed; by the directive it has still to be sent on to ${missing}.`,
              )}
            </p>`
        : nothing
    }
      ${table({
        caption: say("Nơi báo cáo tiếp theo văn bản chỉ đạo", "To whom the directive sends the report on"),
        captionHidden: true,
        columns: [
          { label: say("Nơi nhận", "To") },
          { label: say("Số, ký hiệu", "Document") },
          { label: say("Ngày gửi", "Sent on"), kind: "date" },
          { label: say("Ghi nhận", "Recorded") },
        ],
        rows: all.map(({ to, sent, replaced }) =>
          sent
            ? [vi(to), vi(sent.documentNumber), formatDay(sent.sentOn), recorded(visit, sent, replaced)]
            : [vi(to), open, "", ""],
        ),
        empty: "",
      })}`,
    {
      id: "forwarding",
      tools: offered
        ? html`<a href="${obligationPath(obligationRefOf(found))}/forwarding">${
            missing > 0
              ? say("Ghi nhận báo cáo tiếp", "Record that it was sent on")
              : say("Ghi nhận lại", "Put it right")
          }</a>`
        : undefined,
    },
  );
}

/** By whom and when; and what it put right. */
function recorded(visit: Visit, { by, at }: Forwarded, replaced: readonly Forwarded[]): Html {
  const { say } = visit;
  const before = replaced.map(
    (old) =>
      html`<br /><span class="quiet">${say("thay cho", "in place of")} ${vi(old.documentNumber)}, ${formatDay(old.sentOn)} (${old.by}, ${formatMinute(visit, old.at)})</span>`,
  );
  return html`${by}, ${formatMinute(visit, at)}${before}`;
}
