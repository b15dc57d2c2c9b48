import { crc32, deflateRawSync, deflateSync } from "node:zlib";

/** Files as units send them, and such as no office's program writes. */
type Part = {
  content: string | Buffer;
  /** What the directory says of its size, if not the truth. */
  saysSize?: number;
  encrypted?: boolean;
};

/** A ZIP file with these parts. */
export function zipOf(parts: Record<string, Part | string> | [string, Part | string][]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const all = Array.isArray(parts) ? parts : Object.entries(parts);
  for (const [name, given] of all) {
    const part = typeof given === "string" ? { content: given } : given;
    const content = Buffer.from(part.content);
    const deflated = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800 | (part.encrypted ? 1 : 0), 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(deflated.length, 14);
    common.writeUInt32LE(part.saysSize ?? content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, Buffer.from(name), deflated]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, tail, Buffer.from(name)]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(all.length, 8);
  end.writeUInt16LE(all.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

const types = (main: string, type: string) =>
  `<?xml version="1.0"?><Types><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`;

/** A Word file of these paragraphs, with other parts besides, or in the place of its own. */
export function docxOf(paragraphs: readonly string[], given: Record<string, Part | string | Buffer> = {}): Buffer {
  const others = Object.fromEntries(
    Object.entries(given).map(([name, part]) => [name, Buffer.isBuffer(part) ? { content: part } : part]),
  );
  const body = paragraphs.map((text) => `<w:p w:rsidR="00"><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`);
  return zipOf({
    "[Content_Types].xml": types("word/document.xml", "wordprocessingml.document"),
    "word/document.xml": `<w:document><w:body>${body.join("")}</w:body></w:document>`,
    ...others,
  });
}

/** An Excel file of these texts. */
export function xlsxOf(cells: readonly string[], others: Record<string, Part | string> = {}): Buffer {
  return zipOf({
    "[Content_Types].xml": types("xl/workbook.xml", "spreadsheetml.sheet"),
    "xl/workbook.xml": "<workbook/>",
    "xl/sharedStrings.xml": `<sst>${cells.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`,
    ...others,
  });
}

/** A PDF of one page for each list of lines. Its font's bytes mean nothing but by its map, as in what Word writes. */
export function pdfOf(
  pages: readonly (readonly string[])[],
  { encrypt = "", catalog = "", more = [] as readonly string[], placed = [] as readonly Placed[] } = {},
): Buffer {
  const letters = [...new Set([...pages.flat(), ...placed.map(({ text }) => text)].join("").split(""))];
  const code = (letter: string) => (letters.indexOf(letter) + 0x41).toString(16).padStart(2, "0");
  const utf16 = (letter: string) => Buffer.from(letter, "utf16le").swap16().toString("hex");
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def 1 begincodespacerange <00> <FF> endcodespacerange ${letters.length} beginbfchar ${letters.map((letter) => `<${code(letter)}> <${utf16(letter)}>`).join(" ")} endbfchar endcmap end end`;
  const stream = (text: string) => `<< /Length ${Buffer.byteLength(text)} >>\nstream\n${text}\nendstream`;
  const kids = pages.map((_, i) => `${5 + 2 * i} 0 R`);
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${pages.length} >>`,
    `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R ${placed.length > 0 ? EVEN : ""} >>`,
    stream(map),
    ...pages.flatMap((lines, i) => {
      const apart = placed.map(({ text, x, y, angle = 0 }) => {
        const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
        return `BT /F 14 Tf ${cos} ${sin} ${-sin} ${cos} ${x} ${y} Tm <${text.split("").map(code).join("")}> Tj ET`;
      });
      const shown = lines.map((text) => `<${text.split("").map(code).join("")}> Tj 0 -20 Td`);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${6 + 2 * i} 0 R >>`,
        stream(`BT /F 12 Tf 60 780 Td ${shown.join(" ")} ET ${apart.join(" ")}`),
      ];
    }),
    ...more,
  ];
  // Its signs are bytes, as in what was packed.
  let text = "%PDF-1.7\n";
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${encrypt} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** Text at its place on a page, turned by so many degrees. */
export type Placed = { readonly text: string; readonly x: number; readonly y: number; readonly angle?: number };

/** Every letter is nine points wide in a size of fourteen. */
const EVEN = `/FirstChar 0 /LastChar 255 /Widths [${Array.from({ length: 256 }, () => 643).join(" ")}]`;

/** A PDF of one page, each text at its place. */
export const pdfPlaced = (placed: readonly Placed[]): Buffer => pdfOf([[]], { placed });

/** What the trailer of a PDF says that opens with a password only. */
export const withPassword = `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${"61".repeat(32)}> /U <${"62".repeat(32)}> >> /ID [<${"63".repeat(16)}> <${"63".repeat(16)}>]`;

export const jpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffda0008010100003f00d2cf20ffd9", "hex");
export const png = Buffer.from(
  "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f00040401807f39b9d30000000049454e44ae426082",
  "hex",
);

/** A compound file, as Office wrote until 2003, in whose directory a stream of this name stands. */
export const containerWith = (stream: string): Buffer =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(1_016), Buffer.from(stream, "utf16le")]);

/** A PDF of one page with more in its catalog, or more objects. */
export const pdfWith = (more: { catalog?: string; more?: readonly string[] }): Buffer => pdfOf([["BÁO CÁO"]], more);

/** A stream of a PDF, packed, each sign a byte. */
export function packed(content: string, says: string): string {
  const body = deflateSync(Buffer.from(content, "latin1")).toString("latin1");
  return `<< ${says} /Filter /FlateDecode /Length ${body.length} >>\nstream\n${body}\nendstream`;
}

/** The relations of a part: the last word of each type, where it leads, and whether outside. */
export const rels = (...all: [type: string, target: string, mode?: string][]): string =>
  `<Relationships>${all.map(([type, target, mode], i) => `<Relationship Id="r${i}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ""}/>`).join("")}</Relationships>`;
