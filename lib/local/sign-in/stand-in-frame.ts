import { createHash } from "node:crypto";
import { Html, html } from "../../../functions/runtime/html.ts";
import { style } from "../control/page/style.ts";

const standInStyle = `${style}
:root { --warn: #6b4400; --warn-soft: #fff1c9; }
@media (prefers-color-scheme: dark) { :root { --warn: #f5d58a; --warn-soft: #3b2f12; } }
.stand-in { background: var(--warn-soft); color: var(--warn); border-bottom: 4px double var(--warn); }
.stand-in .wide { padding-block: 0.9rem; }
.stand-in p { margin: 0; }
.stand-in strong { font-size: 1.15rem; }
.wide { max-width: 64rem; }
main.wide { padding-block: 1.5rem 3rem; }
h1 { margin-bottom: 1rem; }
h1 .en { font-weight: 400; margin-left: 0.5rem; }
main > .told { margin: 0 0 1.25rem; }
.people { list-style: none; margin: 0; padding: 0; }
.people li { display: grid; gap: 0.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); margin-bottom: 0.5rem; }
.people button { text-align: left; font-weight: 400; overflow-wrap: anywhere; }
.people strong, .people span { display: block; }
.people span { color: var(--quiet); font-size: 0.9375rem; }
.filter label { max-width: 100%; }
.check { display: flex; gap: 0.5rem; align-items: center; margin: 0.75rem 0; color: var(--ink); }
.check input { margin: 0; inline-size: 1.15rem; block-size: 1.15rem; flex: none; }
.fault { color: var(--bad); font-weight: 600; margin: 0; }
[aria-invalid] { border: 2px solid var(--bad); }
input[type="search"] { width: 100%; }
input[name="address"] { width: 24rem; }
`;

const styleElement = new Html(`<style>${standInStyle}</style>`);
const styleSource = `'sha256-${createHash("sha256").update(standInStyle).digest("base64")}'`;

/** One page of the stand-in, whole; nobody should take it for a real sign-on. */
export function standInPage(title: string, main: Html): string {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – bản chạy thử</title>
        ${styleElement}
      </head>
      <body>
        <header class="stand-in">
          <div class="wide">
            <p><strong>Bản chạy thử trên máy này: chọn người để đăng nhập, không có mật khẩu.</strong></p>
            <p lang="en">A stand-in on this machine: choose who to be; there is no password.</p>
          </div>
        </header>
        <main class="wide">${main}</main>
      </body>
    </html>`.markup;
}

/**
 * @param site its origin, to which a form's answer leads: by another name of this machine it is another origin. Not
 * `no-referrer`: the browser would post the forms with the origin `null`, which the deployment refuses
 */
export function standInHeaders(site: string): Record<string, string> {
  return {
    "content-security-policy": `default-src 'none'; style-src ${styleSource}; form-action 'self' ${site}; base-uri 'none'; frame-ancestors 'none'`,
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  };
}
