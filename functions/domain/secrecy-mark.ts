/**
 * The mark of a degree of secrecy: MẬT, TỐI MẬT or TUYỆT MẬT by itself, as it is stamped below the number of a paper, or
 * “Độ mật: …”. It stands apart from what is around it; the word in a sentence, a heading or a table of figures is none.
 * Papers so marked stay out of the system (NĐ 09/2019/NĐ-CP, Article 1).
 */
export function isSecrecyMark(line: string): boolean {
  // A mark is short; letters may have been set apart, accents written by themselves, and a frame drawn of signs.
  if (line.length > LONGEST) return false;
  const text = line.normalize("NFC").replaceAll(/[^\p{L}:§]/gu, "");
  return STAMP.test(text) || DEGREE.test(text);
}

/** Whether one of the lines of a paragraph is a mark: each stands by itself, unless it goes on from the line before. */
export function isMarkedParagraph(lines: readonly string[]): boolean {
  const said = lines.filter((line) => /\p{L}/u.test(line));
  return said.some((line, i) => isSecrecyMark(line) && !isPartOfPhrase(said[i - 1], said[i + 1]));
}

/** A row of a table: the text of each cell by its column, the lines of a cell parted by `\n`. */
export type Row = ReadonlyMap<number, string>;

/** Whether one of the cells bears a mark: a heading or a value of a table of data is none. */
export function isMarkedTable(rows: readonly Row[]): boolean {
  return rows.some((row, at) => {
    for (const [column, text] of row) {
      if (isMarkedParagraph(text.split("\n")) && !isData(rows, at, column)) return true;
      // “Độ mật” in one cell, and the degree in the next.
      const next = nextCell(row, column);
      if (next !== undefined && isDegree(text, next)) return true;
    }
    return false;
  });
}

/** Whether a word that would be a mark belongs to a phrase that was broken into lines: BẢO VỆ BÍ | MẬT, MẬT | ONG. */
export function isPartOfPhrase(before = "", after = ""): boolean {
  return GOES_BEFORE.test(before.normalize("NFC").trimEnd()) || GOES_BEHIND.test(after.normalize("NFC").trimStart());
}

/** Whether a cell holds a figure, with its unit perhaps: what stands above it is the heading of a column. */
export const isFigure = (text: string): boolean => /^[-+]?\d[\d.,]{0,20}\s?(?:%|\p{L}{1,4})?$/u.test(text.trim());

const LONGEST = 80;

// In Unicode; then as the bytes of TCVN3 and of VNI read in fonts that are not theirs.
const STAMP = /^(?:TUY(?:ỆT|ÖT|EÄT)|T(?:ỐI|èI|ÈI|OÁI))?M(?:ẬT|ËT|AÄT)$/u;
const DEGREE = /^(?:độ|§é|đoä)m(?:ật|ët|aät):(?:tuy(?:ệt|öt|eät)|t(?:ối|èi|oái))?m(?:ật|ët|aät)$/iu;

// No word of these ends the name of an office or begins what stands below a mark: “MẬT / BÁO CÁO” is one.
const GOES_BEFORE =
  /(?<!\p{L})(?:bí|bảo|cơ|thân|ong|lấy|quay|vắt|hút|sản xuất|chế biến|khai thác|thu hoạch|tiêu thụ|sản lượng|túi|sỏi|gan|ống|phấn|sáp|giọt|lít|dấu|mức độ)$/iu;
const GOES_BEHIND =
  /^(?:ong|độ(?!\s+(?:khẩn|mật))|mã|khẩu|mía|nhà nước|gấu|rừng|ngọt|của|và|trên|tại|cho|ở|trong|giai đoạn)(?!\p{L})/iu;

/** A cell in a row of headings or values, of which there are three and more side by side; or one that heads a figure. */
function isData(rows: readonly Row[], at: number, column: number): boolean {
  const row = rows[at] ?? new Map<number, string>();
  // A paper's head is laid out as a table, too: whose it is on the left, the state's name on the right.
  const isHead = rows.slice(Math.max(0, at - 2), at + 3).some((one) => [...one.values()].some(isOfHead));
  if (row.size >= DATA_COLUMNS && !isHead) return true;
  const below = rows[at + 1]?.get(column) ?? rows[at + 2]?.get(column);
  return isFigure(below ?? "") || isFigure(nextCell(row, column) ?? "");
}

const DATA_COLUMNS = 3;
const isOfHead = (text: string): boolean =>
  /CỘNG HÒA|CỘNG HOÀ|Độc lập|(?:^|\n)\s{0,9}Số\s{0,9}:/u.test(text.normalize("NFC"));

function nextCell(row: Row, column: number): string | undefined {
  return row.get(column + 1) ?? row.get(column + 2);
}

const isDegree = (label: string, degree: string): boolean =>
  label.length <= LONGEST && degree.length <= LONGEST && isSecrecyMark(`${label.replace(/:\s*$/, "")}: ${degree}`);
