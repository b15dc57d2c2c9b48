import { formatInstant } from "../../../../functions/domain/instant.ts";
import { html } from "../../../../functions/runtime/html.ts";
import type { Html } from "../../../../functions/runtime/html.ts";
import type { Firing, Moved } from "embedded-cloud";
import { heading } from "./frame.ts";
import { scheduleWords, spokenInstant } from "./words.ts";

/** What the last move on this page did. */
export type LastMove = { readonly moved: Moved; readonly letters: number };

export type ClockView = {
  readonly nowMs: number;
  readonly next: Firing | undefined;
  readonly lastMove: LastMove | undefined;
  /** What was wrong with what was asked. */
  readonly complaint: string | undefined;
};

export function clockSection({ nowMs, next, lastMove, complaint }: ClockView): Html {
  const wall = formatInstant(nowMs).slice(0, 16);
  return html`<section aria-label="Đồng hồ">
    ${heading("Đồng hồ", "the clock stands still until it is moved")}
    <h1 class="now"><time datetime="${formatInstant(nowMs)}">${spokenInstant(nowMs)}</time></h1>
    <p class="quiet">
      ${next ? `Mốc kế tiếp: ${scheduleWords(next.name)}, ${spokenInstant(next.atMs)}` : "Không còn mốc nào phía trước."}
    </p>
    <div class="moves">
      <form method="post" action="/local/move">
        <input type="hidden" name="to" value="next" />
        <button class="main" ${next ? "" : " disabled"}>Tới mốc kế tiếp</button>
        <span class="en" lang="en">go to the next milestone</span>
      </form>
      <form method="post" action="/local/move">
        <label
          >Tới ngày giờ (Việt Nam) <span class="en" lang="en">go to</span>
          <input type="datetime-local" name="to" min="${wall}" value="${wall}" required />
        </label>
        <button>Chuyển</button>
      </form>
    </div>
    ${complaint === undefined ? "" : html`<p class="told bad" role="alert">${complaint}</p>`}
    ${lastMove === undefined ? "" : lastMoveNote(lastMove)}
  </section>`;
}

function lastMoveNote({ moved, letters }: LastMove): Html {
  const summary = `${moved.fired.length} mốc đã chạy, ${letters} thư đã gửi.`;
  return html`<div class="told" role="status">
    <p>Vừa chuyển tới ${spokenInstant(moved.nowMs)}: ${summary}</p>
    ${
      moved.fired.length === 0
        ? ""
        : html`<ul>
            ${moved.fired.map(({ atMs, name }) => html`<li>${spokenInstant(atMs)}: ${scheduleWords(name)}</li>`)}
          </ul>`
    }
  </div>`;
}
