/**
 * Whether one of these lines is the stamp of a degree of secrecy: MẬT, TỐI MẬT or TUYỆT MẬT by itself, as it is
 * printed below the number of a paper, or “Độ mật: …”. A sentence that speaks of secrets is none. Papers so marked
 * stay out of the system (NĐ 09/2019/NĐ-CP, Article 1).
 */
export function hasSecrecyMark(lines: Iterable<string>): boolean {
  for (const line of lines) if (isMark(line)) return true;
  return false;
}

function isMark(line: string): boolean {
  // Letters may have been set apart, accents written by themselves, and a frame drawn of signs.
  const text = line.normalize("NFC").replaceAll(/[^\p{L}:]/gu, "");
  return STAMP.test(text) || DEGREE.test(text);
}

const STAMP = /^(?:TUYỆT|TỐI)?MẬT$/u;
const DEGREE = /^độmật:(?:tuyệt|tối)?mật$/iu;
