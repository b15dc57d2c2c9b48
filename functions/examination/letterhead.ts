import { LocalDateSchema } from "../domain/instant.ts";
import type { LocalDate } from "../domain/instant.ts";
import type { PaperText } from "../domain/attachment.ts";

/** Text that stands together on one line of a page, from `x` to `right`. */
type Chunk = { readonly text: string; readonly x: number; readonly right: number };
/** The lines of a page from above to below, each from left to right. */
export type PageLines = readonly (readonly Chunk[])[];

/**
 * Number, day and signer of a paper by where they stand in it: number and day in the first lines, on the left and on the
 * right; the signer's post in capitals, with the name below it (Thông tư 01/2011/TT-BNV, Articles 8, 9 and 12; Nghị định
 * 30/2020/NĐ-CP, Annex I). What is not written as it has to be is not guessed at.
 *
 * @param pages as many as were read; those in front may be a cover
 */
export function letterheadOf(pages: readonly PageLines[]): PaperText {
  const letters = pages.flat(2).reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0);
  const heads = pages.slice(0, COVERS).flatMap((page) => page.slice(0, HEAD_LINES));
  const documentNumber = firstOf(heads, numberIn);
  const signedOn = firstOf(heads, dayIn);
  const signer = signerOf(pages);
  return {
    hasText: letters >= FEWEST_LETTERS,
    ...(documentNumber !== undefined && { documentNumber }),
    ...(signedOn !== undefined && { signedOn }),
    ...(signer && { signer }),
  };
}

/** The first who signs below a post, on the first page on which somebody does: behind it there are only annexes. */
export function signerOf(pages: readonly PageLines[]): PaperText["signer"] {
  for (const lines of pages)
    for (const [at, line] of lines.entries())
      for (const chunk of line) {
        const post = postIn(textOf(chunk));
        const name = post === undefined ? undefined : nameBelow(chunk, lines.slice(at + 1, at + 1 + SIGNING_LINES));
        if (post !== undefined && name !== undefined) return { name, post };
      }
  return undefined;
}

const COVERS = 2;
const HEAD_LINES = 15;
const LONGEST_NAME = 80;
const SIGNING_LINES = 12;
/** A scan may bear a stamp of the scanner; a paper says more. */
const FEWEST_LETTERS = 20;

const textOf = ({ text }: Chunk): string => text.normalize("NFC").replaceAll(/\s+/g, " ").trim();

function firstOf<T>(lines: PageLines, read: (text: string) => T | undefined): T | undefined {
  for (const line of lines) {
    const found = [...line.map(textOf), line.map(textOf).join(" ")].map(read).find((one) => one !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `Số: 215/BC-STP`, with spaces wherever they may be; a number that was left open for the pen is none. */
function numberIn(text: string): string | undefined {
  return NUMBER.exec(text)?.[1]?.replaceAll(/\s/g, "");
}

const NUMBER =
  /^S[ốỐ]\s?[:.]?\s?(\d{1,6}\p{L}?(?:\s?\/\s?[12]\d{3})?\s?[-/–]\s?\p{Lu}[\p{L}\d]{0,14}(?:\s?[-/–&.]\s?\p{Lu}[\p{L}\d]{0,14}){0,5})(?![\p{L}\d])/u;

/** `Đắk Lắk, ngày 20 tháng 10 năm 2017`, or in figures. */
function dayIn(text: string): LocalDate | undefined {
  const [, day, month, year] = DAY.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const read = LocalDateSchema.safeParse(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  return read.success ? read.data : undefined;
}

const DAY = /\p{L}, ?ngày (\d{1,2})(?: ?tháng ?| ?[/.-] ?)(\d{1,2})(?: ?năm ?| ?[/.-] ?)(\d{4})(?!\d)/iu;

/** A post by itself in capitals; whoever signs for another stands below the other's post, before which that is said. */
function postIn(text: string): string | undefined {
  const [, acting, capitals = ""] = /^(Q\. ?|QUYỀN )?(\p{Lu}[\p{Lu} ]{3,40})$/u.exec(text) ?? [];
  const post = POSTS.get(capitals);
  return post !== undefined && acting !== undefined ? `Quyền ${post}` : post;
}

const OFFICES = [
  ..."Giám đốc|Tổng Giám đốc|Chủ tịch|Chánh Văn phòng|Trưởng ban|Cục trưởng|Chi cục trưởng|Chánh Thanh tra".split("|"),
  ..."Trưởng phòng|Hiệu trưởng|Viện trưởng|Bí thư|Tổng Biên tập|Chỉ huy trưởng|Thủ trưởng|Trưởng đoàn".split("|"),
];
const POSTS: ReadonlyMap<string, string> = new Map(
  OFFICES.flatMap((office) => [office, `Phó ${office}`]).map((post) => [post.toLocaleUpperCase("vi"), post]),
);

function nameBelow({ x, right }: Chunk, lines: PageLines): string | undefined {
  for (const line of lines) {
    const below = line.find((chunk) => chunk.x < right && chunk.right > x);
    if (!below) continue;
    const text = textOf(below).replace(DEGREES, "");
    if (text.length <= LONGEST_NAME && NAME.test(text)) return text;
    // Another post: whoever signs stands below that one.
    if (postIn(text) !== undefined) return undefined;
  }
  return undefined;
}

const DEGREES = /^(?:(?:GS|PGS|TS|ThS|BS|CKI{1,2}|KS|Thiếu tá|Trung tá|Thượng tá|Đại tá)[. ]+)+/u;
/** Each word with a capital, in all two to seven: `Nguyễn Văn A`, `H’Yim Kđoh`. */
const NAME = /^\p{Lu}\p{Ll}*(?:['’]\p{Lu}\p{Ll}*)?(?: \p{Lu}\p{Ll}*(?:['’-]\p{Lu}?\p{Ll}*)?){1,6}$/u;
