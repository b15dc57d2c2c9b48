import type { FiledAttachment } from "../../domain/attachment.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import { grouped } from "../parts/hash.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";

/** The files that were filed with a report, each with its hash, and the way to it. */
export function filedFiles({ say }: Visit, path: string, files: readonly FiledAttachment[] = [], titled = true): Html {
  if (files.length === 0) return nothing;
  const items = files.map(
    ({ id, name, sha256 }) =>
      html`<li><a href="${path}/attachments/${id}">${vi(name)}</a><br /><small>SHA-256: <code>${grouped(sha256)}</code></small></li>`,
  );
  const title = titled ? html`<p><b>${say("Tài liệu đính kèm", "Attachments")}</b></p>` : nothing;
  return html`${title}<ul>${items}</ul>`;
}
