/** Before letters, in the order of the Unicode collation. */
const SIGNS = " _-,;:!?.'\"()";
const LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/** The marks that make another letter of one: breve, circumflex, horn. */
const SHAPES: Readonly<Record<string, string>> = {
  "\u0306a": "ă",
  "\u0302a": "â",
  "\u0302e": "ê",
  "\u0302o": "ô",
  "\u031Bo": "ơ",
  "\u031Bu": "ư",
};
/** Of the tones: grave, hook above, tilde, acute, dot below. */
const TONES = "\u0300\u0309\u0303\u0301\u0323";

/**
 * A text that stands to others as `Intl.Collator("vi", { numeric: true })` puts the names: first by letters and the values of
 * numbers, then by tones, then small letters before large ones. Undefined for a name with anything else in it than
 * Vietnamese letters, whole numbers and common signs.
 */
export function nameKey(name: string): string | undefined {
  const letters: string[] = [];
  const tones: number[] = [];
  let cases = "";
  for (const sign of name.normalize("NFD").match(/\d+|[^\d]/g) ?? []) {
    const last = letters.length - 1;
    const tone = TONES.indexOf(sign);
    const small = sign.toLowerCase();
    if (tone !== -1) {
      // A tone stands on one vowel, and once.
      if (!/[aăâeêioôơuưy]/.test(letters[last] ?? "") || tones[last] !== 0) return undefined;
      tones[last] = tone + 1;
    } else if (/^\d/.test(sign)) {
      if (/^0./.test(sign) || sign.length > 99) return undefined;
      add(`0${String.fromCodePoint(33 + sign.length)}${sign}`, false);
    } else if (LETTERS.includes(small) || SIGNS.includes(sign)) add(small, small !== sign);
    else {
      const shaped = SHAPES[sign + (letters[last] ?? "")];
      if (shaped === undefined) return undefined;
      letters[last] = shaped;
    }
  }
  return [letters.map(weight).join(""), tones.join(""), cases].join("\0");

  function add(letter: string, large: boolean): void {
    letters.push(letter);
    tones.push(0);
    cases += large ? "1" : "0";
  }
}

/** Signs from 1 on; numbers, which come with a weight of their own, from 48; letters from 128. */
function weight(letter: string): string {
  if (letter.startsWith("0")) return letter;
  const place = LETTERS.indexOf(letter);
  return String.fromCodePoint(place === -1 ? 1 + SIGNS.indexOf(letter) : 128 + place);
}
