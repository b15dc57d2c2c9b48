import type { Unfit } from "../domain/attachment.ts";
import { hasSecrecyMark } from "../domain/secrecy-mark.ts";
import { readZip } from "./zip-contents.ts";

/** The part that makes a package what it is, the type that it must be said to have, and the parts that hold text. */
const FORMS = {
  docx: {
    main: "word/document.xml",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    texts: /^word\/(?:document|header\d*|footer\d*|footnotes)\.xml$/,
    paragraph: /<w:p[ >].*?<\/w:p>/gs,
  },
  xlsx: {
    main: "xl/workbook.xml",
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    texts: /^xl\/(?:sharedStrings|worksheets\/sheet\d+|drawings\/drawing\d+)\.xml$/,
    paragraph: /<(si|is|a:p)>.*?<\/\1>/gs,
  },
} as const;

const TYPES = "[Content_Types].xml";

/** A Word or Excel file: the package of its kind, without macros, and without a mark of secrecy in its text. */
export async function examineOffice(bytes: Uint8Array, kind: keyof typeof FORMS): Promise<Unfit | undefined> {
  const { main, type, texts, paragraph } = FORMS[kind];
  // With a password, Office wraps the package in a container of its own.
  if (CONTAINER.every((byte, i) => bytes[i] === byte)) return "locked";
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return "not-its-type";
  const zip = await readZip(bytes, (name) => name === TYPES || texts.test(name));
  if (typeof zip === "string") return zip;
  const types = zip.texts.get(TYPES) ?? "";
  if (/macroEnabled|vbaProject/i.test(types) || [...zip.names].some((name) => /vbaProject|\.bas$/i.test(name)))
    return "macros";
  if (!zip.names.has(main) || !types.includes(`"${type}"`)) return "not-its-type";
  for (const [name, xml] of zip.texts) {
    if (name !== TYPES && hasSecrecyMark(paragraphsIn(xml, paragraph))) return "secret";
  }
  return undefined;
}

const CONTAINER = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

function* paragraphsIn(xml: string, paragraph: RegExp): Generator<string> {
  for (const [found] of xml.matchAll(paragraph)) {
    yield found
      .replaceAll(/<[^>]*>/g, "")
      .replaceAll(/&#(x?)([0-9a-f]{1,6});/gi, (whole, hex: string, digits: string) => {
        const code = Number.parseInt(digits, hex === "" ? 10 : 16);
        return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
      });
  }
}
