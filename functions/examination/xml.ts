import { SaxesParser } from "saxes";

/** An element as it begins: its name and its attributes' without their prefixes, which writers choose as they like. */
export type Tag = { readonly name: string; readonly attributes: ReadonlyMap<string, string> };

export type XmlReader = {
  readonly open?: (tag: Tag) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

/** No paper nests its parts so deep. */
const DEEPEST = 1_000;

/**
 * Reads a part of a package once, from its beginning to its end. The parts of a package have no document type (ECMA-376,
 * Part 2), and so no entities of their own that could swell.
 * @throws Error for what is no XML
 */
export function readXml(bytes: Uint8Array, { open, close, text }: XmlReader): void {
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new Error("A part of a package has no document type.");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (++depth > DEEPEST) throw new Error(`More than ${DEEPEST} elements lie within each other.`);
    const named = Object.entries(attributes).map(([key, value]) => [localName(key), value] as const);
    open?.({ name: localName(name), attributes: new Map(named) });
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    close?.(localName(name));
  });
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  parser.write(decoded(bytes)).close();
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** The text of a part: UTF-8, or UTF-16 by its mark or by how `<` and `?` lie in it (XML 1.0, Appendix F). */
function decoded(bytes: Uint8Array): string {
  const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  // The parser knows no other encoding than the one that it is given.
  return text.replace(/^<\?xml[^>]{0,200}\?>/, "");
}

function encodingOf(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
  const declared = /^<\?xml[^>]{0,100}encoding\s{0,9}=\s{0,9}["']([\w-]{1,20})["']/.exec(
    Buffer.from(bytes.subarray(0, 200)).toString("latin1"),
  );
  return declared?.[1] ?? "utf-8";
}
