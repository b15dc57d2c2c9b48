import type { ServerResponse } from "node:http";
import { Html, html } from "../../../../functions/runtime/html.ts";
import { style, styleSource } from "./style.ts";

/** Its content is what the policy's hash is of: nothing may come between the tags. */
const styleElement = new Html(`<style>${style}</style>`);

/** One page, whole. */
export function frame(title: string, main: Html): string {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <header class="top">
          <div class="wide">
            <strong>Đúng Hạn</strong>
            <span class="quiet">chạy trên máy này, không gửi gì ra ngoài · runs on this machine only</span>
            <nav>
              <a href="/">Trang làm việc</a>
              <a href="/local">Đồng hồ và hộp thư</a>
              <a href="/openapi.json">OpenAPI</a>
            </nav>
          </div>
        </header>
        <main class="wide">${main}</main>
      </body>
    </html>`.markup;
}

/** A heading, with its English. */
export function heading(vi: string, en: string): Html {
  return html`<h2>${vi} <span class="en" lang="en">${en}</span></h2>`;
}

export function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; style-src ${styleSource}; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
  response.end(page);
}

/**
 * A letter's own HTML, for a frame: it runs nothing and loads nothing; its links open in a page of their own. Not as
 * `srcdoc`, which would inherit the page's policy and lose the letter's styles.
 */
export function sendLetterHtml(response: ServerResponse, letter: string): void {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy":
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
  response.end(letter.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`));
}

/** Bytes to keep, never to show. */
export function sendDownload(
  response: ServerResponse,
  { name, type, bytes }: { name: string; type: string; bytes: Buffer },
): void {
  response.writeHead(200, {
    "content-type": type,
    "content-disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`,
    "x-content-type-options": "nosniff",
  });
  response.end(bytes);
}
