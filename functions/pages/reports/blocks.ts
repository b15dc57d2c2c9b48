import type { Block, Table } from "../../documents/content/document.ts";
import { formatNumber } from "../../domain/vietnamese.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { attributes, nothing } from "../parts/attributes.ts";

/** Parts of a paper's body as they stand in a document, on a page. Always in Vietnamese, as papers are. */
export function blocksShown(blocks: readonly Block[]): Html {
  return html`${blocks.map(shown)}`;
}

function shown(block: Block): Html {
  switch (block.block) {
    case "heading":
      return block.level === 1 ? html`<h2>${block.text}</h2> ` : html`<h3>${block.text}</h3> `;
    case "paragraph":
    case "source":
    case "to-fill-in":
      return html`<p>${block.text}</p> `;
    case "list":
      return html`<ul>${block.items.map((item) => html`<li>${item}</li> `)}</ul> `;
    case "table":
      return tableShown(block);
    default:
      return block satisfies never;
  }
}

/** As on paper: no list of cards on a phone, where it is moved sideways instead. */
function tableShown({ caption, columns, rows, summed, note }: Table): Html {
  const number = (at: number) => ({ class: columns[at]?.kind === "number" ? "number" : undefined });
  const lines = rows.map((row, line) => {
    const isSum = summed === true && line === rows.length - 1;
    const cells = row.map((value, at) => {
      const text = typeof value === "number" ? formatNumber(value) : value;
      const said = isSum ? html`<b>${text}</b>` : html`${text}`;
      return at === 0 ? html`<th scope="row">${said}</th>` : html`<td${attributes(number(at))}>${said}</td>`;
    });
    return html`<tr>${cells}</tr> `;
  });
  return html`<div class="on-paper" role="region" aria-label="${caption}" tabindex="0">
      <table>
        <caption>${caption}</caption>
        <thead><tr>${columns.map(({ title }, at) => html`<th scope="col"${attributes(number(at))}>${title}</th>`)}</tr></thead>
        <tbody>${lines}</tbody>
      </table>
    </div>
    ${note === undefined ? nothing : html`<p>${note}</p>`}`;
}
