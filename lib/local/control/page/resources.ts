import { parseInstant } from "../../../../functions/domain/instant.ts";
import { html } from "../../../../functions/runtime/html.ts";
import type { Html } from "../../../../functions/runtime/html.ts";
import type { LogLine, Resources } from "embedded-cloud";
import { heading } from "./frame.ts";
import { scheduleWords, shortInstant } from "./words.ts";

const schedulesShown = 20;

/** What the template has, and how full it is. */
export function resourcesSection({ functions, queues, tables, buckets, schedules, routes }: Resources): Html {
  return html`<section aria-label="Tài nguyên">
    ${heading("Đang chạy", "what the template has")}
    <h3>Hàm <span class="en" lang="en">functions</span></h3>
    <table>
      <tbody>
        ${functions.map(
          ({ description, bundleBytes }) =>
            html`<tr>
              <td><code>${description}</code></td>
              <td class="number">${Math.round(bundleBytes / 1000)} KB</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <h3>Hàng đợi <span class="en" lang="en">queues: waiting · delayed · in hand</span></h3>
    <table>
      <tbody>
        ${queues
          .filter(({ deadLettersOf }) => deadLettersOf === null)
          .map(
            ({ name, visible, delayed, inFlight }) =>
              html`<tr>
                <td><code>${shortName(name)}</code></td>
                <td class="number${visible + delayed + inFlight > 0 ? " full" : ""}">
                  ${visible} · ${delayed} · ${inFlight}
                </td>
              </tr>`,
          )}
      </tbody>
    </table>
    ${deadLetters(queues)}
    <h3>Bảng <span class="en" lang="en">table</span></h3>
    <p>${tables.map((name) => html`<code>${shortName(name)}</code> `)}</p>
    <h3>Kho tệp <span class="en" lang="en">buckets: objects · bytes</span></h3>
    <p>${buckets.map(({ name, objects, bytes }) => html`<code>${shortName(name)}</code> ${objects} · ${bytes} `)}</p>
    <h3>Lịch hẹn <span class="en" lang="en">schedules</span></h3>
    <table>
      <tbody>
        ${schedules.slice(0, schedulesShown).map(
          ({ name, next, recurring, expression }) =>
            html`<tr>
              <td class="time">${shortInstant(parseInstant(next))}</td>
              <td>${recurring ? `${shortName(name)}, ${expression}` : scheduleWords(name)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${schedules.length > schedulesShown ? html`<p class="quiet">và ${schedules.length - schedulesShown} lịch hẹn nữa</p>` : ""}
    <p class="quiet">
      ${routes.length} đường dẫn API: <a href="/openapi.json">/openapi.json</a>. Dạng JSON:
      <a href="/local/resources">/local/resources</a>.
    </p>
  </section>`;
}

/** What was given up, and how it is sent again. */
function deadLetters(queues: Resources["queues"]): Html {
  const dead = queues.filter(({ deadLettersOf }) => deadLettersOf !== null);
  const lying = dead.some(({ visible }) => visible > 0);
  return html`<h3>Thư bị bỏ lại <span class="en" lang="en">dead letters</span></h3>
    <table>
      <tbody>
        ${dead.map(
          ({ deadLettersOf, visible }) =>
            html`<tr>
              <td><code>${shortName(deadLettersOf ?? "")}</code></td>
              <td class="number${visible > 0 ? " full" : ""}">${visible}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${lying ? html`<p class="quiet">Gửi lại: <code>npm run redrive -- --local ĐỊA-CHỈ --send</code></p>` : ""}`;
}

/** What the functions wrote last. */
export function logSection(lines: readonly LogLine[]): Html {
  const last = lines.slice(-30).toReversed();
  return html`<section aria-label="Nhật ký">
    ${heading("Nhật ký", "what the functions wrote last")}
    ${
      last.length === 0
        ? html`<p class="quiet">Chưa có gì.</p>`
        : html`<details>
            <summary>${last.length} dòng mới nhất</summary>
            <pre>
${last.map(({ atMs, functionName, line }) => `${shortInstant(atMs)} ${shortName(functionName)}\n${line}`).join("\n\n")}</pre>
          </details>`
    }
  </section>`;
}

/** Without the stack's name before and CloudFormation's hash behind. */
function shortName(name: string): string {
  return name.replace(/^[^-]+-/, "").replace(/[0-9A-F]{8}$/, "");
}
