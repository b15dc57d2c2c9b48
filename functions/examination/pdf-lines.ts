import { isFigure, isPartOfPhrase, isSecrecyMark } from "../domain/secrecy-mark.ts";

/** A piece of a page's text as its reader hands it over, often a word. */
export type Piece = {
  readonly str: string;
  /** How it is turned, scaled and placed: six numbers (ISO 32000-1, 8.3.3). */
  readonly transform: readonly unknown[];
  readonly width: number;
};

/** Text that stands together on one line. `x` and `y` in the direction in which it is written, from left and from below. */
type Chunk = { text: string; readonly x: number; right: number; readonly y: number; readonly size: number };

/** Whether a mark of secrecy stands somewhere on a page, apart from what is around it. */
export function isMarkedPage(pieces: readonly Piece[]): boolean {
  const byAngle = Map.groupBy(pieces.flatMap(placed), ({ angle }) => angle);
  return [...byAngle.values()].some((turned) => {
    const lines = linesOf(turned);
    const chunks = lines.flat();
    const widest = chunks.reduce((most, { x, right }) => Math.max(most, right - x), 0);
    return lines.some((line) =>
      line.some((chunk, at) => isSecrecyMark(chunk.text) && standsApart(chunk, line, at, lines, widest)),
    );
  });
}

/** The lines of what stands upright on a page, from above to below. */
export function linesOn(pieces: readonly Piece[]): readonly (readonly Chunk[])[] {
  return linesOf(pieces.flatMap(placed).filter(({ angle }) => angle === 0));
}

function placed({ str, transform, width }: Piece): (Chunk & { readonly angle: number })[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform.map(Number);
  const size = Math.hypot(c, d);
  if (str.trim() === "" || !(size > 0) || !Number.isFinite(e + f + width)) return [];
  const angle = Math.atan2(b, a);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const x = e * cos + f * sin;
  return [{ text: str, x, right: x + width, y: f * cos - e * sin, size, angle: Math.round((angle * 180) / Math.PI) }];
}

/** The lines from above to below, each from left to right, in the chunks that gaps part it into. */
function linesOf(pieces: readonly Chunk[]): Chunk[][] {
  const lines: Chunk[][] = [];
  for (const piece of pieces.toSorted((one, other) => other.y - one.y)) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && first.y - piece.y < 0.4 * Math.min(first.size, piece.size)) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => inChunks(line.toSorted((one, other) => one.x - other.x)));
}

/** A gap parts a line when it is wide, and far wider than the line's others: one that was justified has only wide ones. */
function inChunks(line: readonly Chunk[]): Chunk[] {
  const gaps = line.slice(1).map((piece, i) => Math.max(0, piece.x - (line[i]?.right ?? 0)));
  // The spaces within pieces are gaps as well, as a rule of a quarter of the size.
  const within = line.flatMap(({ text, size }) => Array.from(text.trim().matchAll(/\s+/g), () => size / 4));
  const all = [...gaps, ...within].toSorted((one, other) => one - other);
  const chunks: Chunk[] = [];
  for (const [i, piece] of line.entries()) {
    const last = chunks.at(-1);
    const gap = gaps[i - 1] ?? 0;
    // Of the line's gaps without this one, that in the middle.
    const usual = all.length > 1 ? (all[Math.floor((all.length - 2) / 2)] ?? 0) : 0;
    if (last && !(gap > 1.5 * piece.size && gap > 2 * usual)) {
      last.text += gap > 0.15 * piece.size ? ` ${piece.text}` : piece.text;
      last.right = Math.max(last.right, piece.right);
    } else chunks.push({ ...piece });
  }
  return chunks;
}

function standsApart(
  mark: Chunk,
  line: readonly Chunk[],
  at: number,
  lines: readonly (readonly Chunk[])[],
  widest: number,
): boolean {
  const [left, right] = [line[at - 1], line[at + 1]];
  if (isPartOfPhrase(left?.text, right?.text) || (right && isFigure(right.text))) return false;
  const row = lines.indexOf(line);
  const above = nearest(mark, lines.slice(Math.max(0, row - LINES_LOOKED_AT), row).toReversed());
  const below = nearest(mark, lines.slice(row + 1, row + 1 + LINES_LOOKED_AT));
  if (isPartOfPhrase(fitting(mark, above)?.text, fitting(mark, below)?.text)) return false;
  if (wrapped(mark, fitting(mark, above), widest)) return false;
  if (below && isFigure(below.text)) return false;
  // A heading among others of a table, whose rows go on above it or below.
  const isRow = (other: readonly Chunk[] | undefined) => (other?.length ?? 0) >= 3;
  return !(isRow(line) && [above, below].some((one) => one && isRow(lines.find((other) => other.includes(one)))));
}

/** Lines above and below among which a neighbour is looked for: other columns have lines of their own between. */
const LINES_LOOKED_AT = 6;

/** The next chunk that stands over or under one, within five lines' height. */
function nearest(mark: Chunk, lines: readonly (readonly Chunk[])[]): Chunk | undefined {
  for (const line of lines) {
    const found = line.find(({ x, right }) => x < mark.right && right > mark.x);
    if (found) return Math.abs(found.y - mark.y) < 5 * mark.size ? found : undefined;
  }
  return undefined;
}

/** A neighbour of the same paragraph: as large, and on the very next line. */
function fitting(mark: Chunk, other: Chunk | undefined): Chunk | undefined {
  if (!other || Math.abs(other.y - mark.y) > 2.2 * mark.size) return undefined;
  return Math.abs(other.size - mark.size) < 0.2 * mark.size ? other : undefined;
}

/** Whether the line above was so full that the word had no room there. */
function wrapped(mark: Chunk, above: Chunk | undefined, widest: number): boolean {
  if (!above || above.y - mark.y > 1.8 * mark.size || widest < FULL_LINE * mark.size) return false;
  return /\p{L}$/u.test(above.text.trimEnd()) && above.right - above.x + mark.right - mark.x + mark.size / 4 > widest;
}

/** A page's lines are at least so many times as wide as its letters are high; a column of its head is not. */
const FULL_LINE = 25;
