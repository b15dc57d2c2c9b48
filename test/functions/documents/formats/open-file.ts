import { unzipSync } from "fflate";
import { SaxesParser } from "saxes";

/** What an element of a document holds. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
};

/** The parts of a DOCX, XLSX or ZIP file by their names. */
export function partsOf(file: Uint8Array): Record<string, string> {
  const parts = unzipSync(new Uint8Array(file));
  return Object.fromEntries(
    Object.entries(parts).map(([name, bytes]) => [name, new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)]),
  );
}

/** A part as its elements, by a reader that takes nothing but well-formed XML. */
export function xmlOf(text: string): Element {
  const root: Element = { name: "", attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (content) => open.at(-1)?.children.push(content));
  parser.on("closetag", () => open.pop());
  parser.write(text).close();
  return root;
}

export function elementsIn(element: Element, name: string): Element[] {
  return element.children.flatMap((child) =>
    typeof child === "string" ? [] : [...(child.name === name ? [child] : []), ...elementsIn(child, name)],
  );
}

export const textOf = (element: Element): string =>
  element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");

/** The paragraphs of a document in order, each as its text; those of tables, too. */
export function paragraphsOf(docx: Uint8Array): string[] {
  return elementsIn(xmlOf(partsOf(docx)["word/document.xml"] ?? ""), "w:p")
    .map((paragraph) => elementsIn(paragraph, "w:t").map(textOf).join(""))
    .filter((text) => text !== "");
}

/** The tables of a document: rows of cells, each as its text. */
export function tablesOf(docx: Uint8Array): string[][][] {
  return elementsIn(xmlOf(partsOf(docx)["word/document.xml"] ?? ""), "w:tbl").map((table) =>
    elementsIn(table, "w:tr").map((row) =>
      elementsIn(row, "w:tc").map((cell) =>
        elementsIn(cell, "w:p")
          .map((paragraph) => elementsIn(paragraph, "w:t").map(textOf).join(""))
          .join("\n")
          .trim(),
      ),
    ),
  );
}
