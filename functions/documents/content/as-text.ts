import { formatNumber } from "../../domain/vietnamese.ts";
import type { Block, Table } from "./document.ts";

/**
 * Parts of a paper as plain text, for a field of a form: of what has no room the rest is left out, block by block,
 * and told.
 */
export function asText(blocks: readonly Block[], most: number): string {
  let text = "";
  for (const [at, block] of blocks.entries()) {
    const next = linesOf(block).join("\n");
    if (text.length + next.length + REST.length > most) {
      return `${text}${REST.replace("{}", formatNumber(blocks.length - at))}`;
    }
    text += `${next}\n`;
  }
  return text.trimEnd();
}

const REST = "[Còn {} đoạn chưa đưa vào vì hết dung lượng; xem dự thảo báo cáo.]";

function linesOf(block: Block): readonly string[] {
  switch (block.block) {
    case "heading":
      return block.level === 3 ? [block.text] : ["", block.text];
    case "paragraph":
    case "source":
    case "to-fill-in":
      return [block.text];
    case "list":
      return block.items.map((item) => `- ${item}`);
    case "table":
      return tableLines(block);
    default:
      return block satisfies never;
  }
}

/** Row by row, each value behind its column's name. */
function tableLines({ caption, columns, rows, note }: Table): string[] {
  const titles = columns.map(({ title }) => title);
  // As it was pasted, so that it reads as a table again.
  if (caption === "") return [titles, ...rows].map((row) => row.join("\t")).filter((row) => row.trim() !== "");
  const line = (row: readonly (string | number)[]): string => {
    const told = columns.map(({ title }, at) => {
      const value = row[at] ?? "";
      return `${title}: ${typeof value === "number" ? formatNumber(value) : value}`;
    });
    return `- ${told.join("; ")}`;
  };
  return [`${caption}:`, ...rows.map(line), ...(note ? [`Ghi chú: ${note}`] : [])];
}
