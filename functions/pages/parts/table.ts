import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { attributes, nothing, wordsOf } from "./attributes.ts";
import { empty } from "./card.ts";

export type Column = {
  readonly label: string | Html;
  readonly kind?: "text" | "number" | "date" | undefined;
  readonly sort?: "ascending" | "descending" | undefined;
  /** What can be done, which paper cannot. */
  readonly screenOnly?: boolean | undefined;
};

export type Table = {
  readonly caption: string;
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (Html | string)[])[];
  /** What is said when there is no row. */
  readonly empty: string;
  /** Which column names its row. @default 0 */
  readonly rowHeader?: number | undefined;
};

/**
 * A table that becomes a list of cards on a phone, each value behind its column's name. The roles say again
 * what the elements mean: some browsers forget it once a table is not laid out as one.
 */
export function table({ caption, captionHidden, columns, rows, empty: none, rowHeader = 0 }: Table): Html {
  if (rows.length === 0) return empty(none);
  return html`<div class="table">
    <table role="table">
      <caption${attributes({ class: captionHidden ? "unseen" : undefined })}>${caption}</caption>
      <thead role="rowgroup"><tr role="row">${columns.map(head)}</tr></thead>
      <tbody role="rowgroup">${rows.map((row) => line(row, columns, rowHeader))}</tbody>
    </table>
  </div> `;
}

function head(column: Column): Html {
  const look = attributes({ class: classOf(column), "aria-sort": column.sort });
  return html`<th scope="col" role="columnheader"${look}>${column.label}</th>`;
}

function line(row: readonly (Html | string)[], columns: readonly Column[], rowHeader: number): Html {
  const cells = row.map((value, at) => {
    const column = columns[at];
    const shared = html`${attributes({ class: column && classOf(column) })} data-label="${wordsOf(column?.label ?? "")}"`;
    return at === rowHeader
      ? html`<th scope="row" role="rowheader"${shared}>${value}</th>`
      : html`<td role="cell"${shared}>${value === "" ? nothing : html`<div>${value}</div>`}</td>`;
  });
  return html`<tr role="row">${cells}</tr> `;
}

function classOf({ kind = "text", screenOnly = false }: Column): string | undefined {
  const names = [...(kind === "text" ? [] : [kind]), ...(screenOnly ? ["screen-only"] : [])];
  return names.length === 0 ? undefined : names.join(" ");
}
