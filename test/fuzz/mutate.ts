import * as fc from "fast-check";

/** Words that readers of files act on: put anywhere, they lead further than chance does. */
const WORDS = [
  "<w:p>",
  "</w:p>",
  "<w:tbl>",
  "<!DOCTYPE a>",
  "<![CDATA[",
  "&#x1EAC;",
  "]]>",
  "stream\n",
  "endstream",
  "endobj",
  "9 0 obj",
  "/ObjStm",
  "/FlateDecode",
  "/Length 99999999",
  "/Kids[2 0 R]",
  "(((",
  "<<<<",
  "PK\x01\x02",
  "PK\x05\x06",
  "\xff\xfe",
  "%%EOF",
].map((word) => Buffer.from(word, "latin1"));

/** One change of a file: bytes turned, taken out, doubled over and over, or a word put in. */
type Change =
  | { readonly act: "turn" | "cut" | "double"; readonly at: number; readonly length: number; readonly times: number }
  | { readonly act: "put"; readonly at: number; readonly word: Buffer; readonly times: number };

const at = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
export const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.oneof(
    fc.record({
      act: fc.constantFrom("turn" as const, "cut" as const, "double" as const),
      at,
      length: fc.integer({ min: 1, max: 400 }),
      times: fc.integer({ min: 1, max: 200 }),
    }),
    fc.record({
      act: fc.constant("put" as const),
      at,
      word: fc.constantFrom(...WORDS),
      times: fc.integer({ min: 1, max: 2_000 }),
    }),
  ),
  { minLength: 1, maxLength: 12 },
);

/** The file after each of the changes, in their order. */
export function mutate(file: Buffer, all: readonly Change[]): Buffer {
  return all.reduce((bytes, change) => {
    const from = Math.floor(change.at * bytes.length);
    const [before, behind] = [bytes.subarray(0, from), bytes.subarray(from)];
    if (change.act === "put") {
      return Buffer.concat([before, ...Array.from({ length: change.times }, () => change.word), behind]);
    }
    const piece = behind.subarray(0, change.length);
    const rest = behind.subarray(piece.length);
    switch (change.act) {
      case "turn":
        return Buffer.concat([before, piece.map((byte) => byte ^ change.times), rest]);
      case "cut":
        return Buffer.concat([before, rest]);
      case "double":
        return Buffer.concat([before, ...Array.from({ length: change.times }, () => piece), rest]);
      default:
        return bytes;
    }
  }, file);
}
