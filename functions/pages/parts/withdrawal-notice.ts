import type { Withdrawal } from "../../domain/directive-record.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute } from "../../wording/dates.ts";
import type { Visit } from "../visit.ts";
import { nothing } from "./attributes.ts";
import { notice } from "./notice.ts";
import { vi } from "./vi.ts";

/** That a directive was withdrawn: when, why, and by which document. Nothing while it stands. */
export function withdrawalNotice(visit: Visit, { withdrawal }: { readonly withdrawal?: Withdrawal | undefined }): Html {
  if (!withdrawal) return nothing;
  const { say } = visit;
  const { at, reason, documentNumber } = withdrawal;
  const when = formatMinute(visit, at);
  return notice(
    "warning",
    html`<p>
      ${say(`Văn bản chỉ đạo đã được thu hồi lúc ${when}, theo Văn bản số`, `The directive was withdrawn at ${when}, by document`)}
      ${vi(documentNumber)}: ${vi(reason)}
    </p>`,
  );
}
