import { Html, html } from "../runtime/html.ts";
import type { Block, Fact, Item, LetterBody, Mood, Phrase } from "./letter-body.ts";
import { linesOf, oneLine } from "../domain/one-line.ts";

const COLOURS: Record<Mood, string> = { calm: "#1d4e89", soon: "#8a5a00", late: "#a61b1b", done: "#1b6b3a" };
const INK = "#1f2328";
const QUIET = "#57606a";
const LINE = "#d8dee4";
const FONT = "'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif";

/**
 * A letter as HTML that old Outlook and small screens show alike: one table of at most 640 px, styles on
 * the elements, nothing loaded from anywhere.
 */
export function renderHtml({ mood, title, to, blocks, footer }: LetterBody): string {
  const colour = COLOURS[mood];
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>${oneLine(title)}</title>
      </head>
      <body style="margin:0;padding:0;background-color:#f3f4f6;">
        <table
          role="presentation"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          border="0"
          style="background-color:#f3f4f6;"
        >
          <tr>
            <td align="center" style="padding:16px 8px;">
              <table
                role="presentation"
                width="640"
                cellpadding="0"
                cellspacing="0"
                border="0"
                style="width:100%;max-width:640px;background-color:#ffffff;border:1px solid ${LINE};border-top:4px solid ${colour};"
              >
                <tr>
                  <td
                    style="padding:24px 24px 8px;font-family:${new Html(FONT)};font-size:16px;line-height:1.55;color:${INK};text-align:left;"
                  >
                    <h1 style="margin:0 0 16px;font-size:20px;line-height:1.35;font-weight:600;color:${colour};">
                      ${oneLine(title)}
                    </h1>
                    <p style="margin:0 0 16px;">Kính gửi: <strong>${oneLine(to)}</strong></p>
                    ${blocks.map((block) => blockHtml(block, colour))}
                    <p style="margin:0 0 16px;">Trân trọng./.</p>
                  </td>
                </tr>
                <tr>
                  <td
                    style="padding:12px 24px 20px;border-top:1px solid ${LINE};font-family:${new Html(FONT)};font-size:13px;line-height:1.5;color:${QUIET};text-align:left;"
                  >
                    ${footer.map((line) => html`<p style="margin:0 0 6px;">${oneLine(line)}</p> `)}
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>`.markup;
}

function blockHtml(block: Block, colour: string): Html {
  switch (block.block) {
    case "paragraph":
      return html`<p style="margin:0 0 16px;">${block.phrases.map(phraseHtml)}</p> `;
    case "facts":
      return html`<table
        role="presentation"
        width="100%"
        cellpadding="0"
        cellspacing="0"
        border="0"
        style="margin:0 0 16px;border-collapse:collapse;border-top:1px solid ${LINE};"
      >
        ${block.rows.map(factHtml)}
      </table> `;
    case "quote":
      return html`<blockquote
        style="margin:0 0 16px;padding:8px 16px;border-left:3px solid ${colour};background-color:#f6f8fa;"
      >
        ${linesOf(block.text).map((line) => html`<p style="margin:0 0 4px;">${line}</p>`)}
      </blockquote> `;
    case "numbered":
      return html`<ol style="margin:0 0 16px;padding:0 0 0 28px;">
        ${block.items.map(itemHtml)}
      </ol> `;
    case "link":
      return linkHtml(block, colour);
    default:
      return block satisfies never;
  }
}

function factHtml({ label, value, strong }: Fact): Html {
  const words = strong ? html`<strong>${oneLine(value)}</strong>` : oneLine(value);
  return html`<tr>
    <td
      valign="top"
      width="112"
      style="padding:8px 12px 8px 0;border-bottom:1px solid ${LINE};font-size:14px;color:${QUIET};"
    >
      ${oneLine(label)}
    </td>
    <td valign="top" style="padding:8px 0;border-bottom:1px solid ${LINE};">${words}</td>
  </tr> `;
}

/** One-line items bear no styles of their own: there may be a thousand, and mail programs cut long letters. */
function itemHtml({ title, lines }: Item): Html {
  if (lines.length === 0) return html`<li>${oneLine(title)}</li> `;
  return html`<li style="margin:0 0 8px;">
    <strong>${oneLine(title)}</strong>${lines.map((line) => html`<br />${oneLine(line)}`)}
  </li> `;
}

/** The address stands written out too, for who copies it into the browser. */
function linkHtml({ label, url, note, quiet }: Block & { block: "link" }, colour: string): Html {
  const writtenOut = html`<a href="${url}" style="color:${QUIET};word-break:break-all;">${url}</a><br />${oneLine(note)}`;
  if (quiet)
    return html`<p style="margin:0 0 16px;font-size:14px;color:${QUIET};">${oneLine(label)}: ${writtenOut}</p> `;
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 8px;">
      <tr>
        <td bgcolor="${colour}" style="background-color:${colour};border-radius:4px;">
          <a
            href="${url}"
            style="display:inline-block;padding:10px 18px;color:#ffffff;font-weight:600;text-decoration:none;"
            >${oneLine(label)}</a
          >
        </td>
      </tr>
    </table>
    <p style="margin:0 0 16px;font-size:14px;color:${QUIET};">${writtenOut}</p> `;
}

function phraseHtml(phrase: Phrase): Html {
  // Inner spaces of a phrase are kept: it is joined to its neighbours.
  return typeof phrase === "string" ? html`${spaced(phrase)}` : html`<strong>${spaced(phrase.strong)}</strong>`;
}

function spaced(text: string): string {
  const words = oneLine(text);
  return `${/^\s/.test(text) ? " " : ""}${words}${/\s$/.test(text) ? " " : ""}`;
}
