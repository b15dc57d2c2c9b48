import { parseInstant } from "../../../../functions/domain/instant.ts";
import { html } from "../../../../functions/runtime/html.ts";
import type { Html } from "../../../../functions/runtime/html.ts";
import type { OpenedLetter } from "embedded-cloud";
import { outcomeWords, spokenInstant } from "./words.ts";

/** One letter, as its reader sees it, and all that is known of it. */
export function letterPage(letter: OpenedLetter): Html {
  const { id, at, from, to, cc, recipients, subject, text, html: rendered, tags, outcome, attachments } = letter;
  return html`<div class="columns">
    <div>
      <section aria-label="Thư">
        <h1>${subject}</h1>
        <dl>
          <dt>Từ</dt>
          <dd>${from}</dd>
          <dt>Đến</dt>
          <dd>${to.join(", ")}</dd>
          ${
            cc.length === 0
              ? ""
              : html`<dt>Đồng gửi</dt>
                  <dd>${cc.join(", ")}</dd>`
          }
          <dt>Lúc</dt>
          <dd>${spokenInstant(parseInstant(at))}</dd>
          <dt>Kết quả</dt>
          <dd><span class="chip ${outcome}">${outcomeWords[outcome]}</span></dd>
        </dl>
        ${
          rendered === null
            ? ""
            : html`<iframe
                title="Nội dung thư"
                sandbox="allow-popups allow-popups-to-escape-sandbox"
                src="/local/letters/${id}/html"
              ></iframe>`
        }
      </section>
    </div>
    <aside>
      <section aria-label="Chi tiết">
        <h2>Chi tiết <span class="en" lang="en">details</span></h2>
        <dl>
          ${Object.entries(tags).map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
          <dt>người nhận</dt>
          <dd>${recipients.join(", ")}</dd>
        </dl>
        <p><a href="/local/letters/${id}/raw">Tải thư gốc (.eml)</a></p>
        ${attachments.map(
          (attachment, index) =>
            html`<details>
              <summary>
                ${attachment.filename ?? attachment.contentType} <span class="quiet">${attachment.bytes} byte</span>
              </summary>
              <pre>${attachment.text ?? ""}</pre>
              <p><a href="/local/letters/${id}/attachments/${index}">Tải về</a></p>
            </details>`,
        )}
        ${
          text === null
            ? ""
            : html`<details>
                <summary>Bản chữ <span class="en" lang="en">plain text</span></summary>
                <pre>${text}</pre>
              </details>`
        }
      </section>
      <p><a href="/local#thu">Về hộp thư</a></p>
    </aside>
  </div>`;
}
