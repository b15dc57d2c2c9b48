import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import type { Visit } from "../visit.ts";
import { attributes, nothing } from "./attributes.ts";
import { iconSheet } from "./icon.ts";
import { masthead } from "./masthead.ts";
import { securityHeaders } from "./security-headers.ts";

export type Page = {
  /** What the page is, as the browser's tab tells it; begins with “Lỗi: ” when faults are shown. */
  readonly title: string;
  /** Begins with the page's one `<h1>`: `heading` of heading.ts. */
  readonly main: Html;
  /** @default 200 */
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The way here, from the start page on, without the page itself. */
  readonly crumbs?: readonly { readonly href: string; readonly label: string }[] | undefined;
  /** `document`: on paper it is one sheet, as an office would file it. */
  readonly print?: "document" | undefined;
  /** Nothing but what it is about, to be read from afar: no masthead, no foot. */
  readonly wall?: boolean | undefined;
};

/** A whole page. It is drawn when its masthead is read whole: its right end would jump with each word that came later. */
export function page(visit: Visit, { title, main, status = 200, headers, crumbs, print, wall = false }: Page): Answer {
  const { language, assets, say } = visit;
  const { markup } = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – Đúng Hạn</title>
        <link rel="stylesheet" href="/look/page.${assets}.css" />
        <link rel="expect" href="#main" blocking="render" />
        <link rel="icon" type="image/svg+xml" href="/look/icon.${assets}.svg" />
        <script defer src="/look/page.${assets}.js"></script>
      </head>
      <body${attributes({ class: wall ? "wall" : print, "data-status": status })}>
        ${iconSheet}
        <a class="skip" href="#main">${say("Chuyển đến nội dung chính", "Skip to the main content")}</a>
        ${wall ? nothing : masthead(visit)}
        ${crumbs === undefined || crumbs.length === 0 ? nothing : breadcrumbs(visit, crumbs)}
        <main id="main" tabindex="-1">${main}</main>
        ${wall ? nothing : footer(visit)}
      </body>
    </html> `;
  return { status, headers: { ...securityHeaders(language), ...headers }, body: markup };
}

function footer({ say }: Visit): Html {
  return html`<footer>
    <p>
      ${say(
        "Đúng Hạn: hệ thống tiếp nhận báo cáo theo thời hạn. Mọi mốc thời gian theo giờ Việt Nam.",
        "Đúng Hạn: reports received by their date. All times are Vietnam time.",
      )}
    </p>
  </footer>`;
}

function breadcrumbs({ say }: Visit, crumbs: readonly { href: string; label: string }[]): Html {
  return html`<nav class="crumbs" aria-label="${say("Đường dẫn đến trang này", "The way to this page")}">
    <ol>${crumbs.map(({ href, label }) => html`<li><a href="${href}">${label}</a></li>`)}</ol>
  </nav>`;
}
