import type { Block, Item, LetterBody, Phrase } from "./letter-body.ts";
import { linesOf, oneLine } from "../domain/one-line.ts";

/** A letter as plain text: a paragraph is one line, which every mail program folds to its own width. */
export function renderText({ title, to, blocks, footer }: LetterBody): string {
  return [
    oneLine(title).toLocaleUpperCase("vi"),
    `Kính gửi: ${oneLine(to)}`,
    ...blocks.map(blockText),
    "Trân trọng./.",
    ["----", ...footer.map(oneLine)].join("\n"),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

function blockText(block: Block): string {
  switch (block.block) {
    case "paragraph":
      return oneLine(block.phrases.map(wordsOf).join(""));
    case "facts":
      return block.rows.map(({ label, value }) => `- ${oneLine(label)}: ${oneLine(value)}`).join("\n");
    case "quote":
      return linesOf(block.text)
        .map((line) => `> ${line}`)
        .join("\n");
    case "numbered":
      return block.items.map(itemText).join("\n");
    case "link":
      return `${oneLine(block.label)}:\n${block.url}\n${oneLine(block.note)}`;
    default:
      return block satisfies never;
  }
}

function itemText({ title, lines }: Item, index: number): string {
  return [`${index + 1}. ${oneLine(title)}`, ...lines.map((line) => `   ${oneLine(line)}`)].join("\n");
}

function wordsOf(phrase: Phrase): string {
  return typeof phrase === "string" ? phrase : phrase.strong;
}
