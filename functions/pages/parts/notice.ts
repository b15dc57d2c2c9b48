import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Visit } from "../visit.ts";
import { attributes, nothing } from "./attributes.ts";
import { icon } from "./icon.ts";
import type { Icon } from "./icon.ts";

export type NoticeKind = "info" | "good" | "warning" | "bad";

/** Something to be known before all else on the page. It is announced: what went wrong at once, the rest in its turn. */
export function notice(kind: NoticeKind, content: Html | string): Html {
  const role = kind === "bad" ? "alert" : "status";
  return html`<div class="notice notice-${kind}"${attributes({ role })}>
    ${icon(ICONS[kind])}
    <div>${typeof content === "string" ? html`<p>${content}</p>` : content}</div>
  </div>`;
}

/** What is wrong with a form, summed up at its top: takes the focus, with or without script, and leads to each field. */
export function errorSummary(
  { say }: Visit,
  faults: readonly { field: string; text: string }[],
  { title = say("Nội dung cần sửa", "What needs to be corrected"), page = "", below }: Summary = {},
): Html {
  return html`<div class="notice notice-bad errors" role="alert" tabindex="-1" autofocus data-errors>
    ${icon("alert")}
    <div>
      <h2>${title}</h2>
      <ul>
        ${faults.map(({ field, text }) => html`<li><a href="${page}#${field}">${text}</a></li>`)}
      </ul>${below ?? nothing}
    </div>
  </div>`;
}

type Summary = {
  readonly title?: string;
  /** The page that the form is on. @default this one */
  readonly page?: string;
  readonly below?: Html;
};

const ICONS: Record<NoticeKind, Icon> = { info: "info", good: "done", warning: "alert", bad: "alert" };
