/** What is not seen, or turns the direction of writing (Unicode, general category Cf). */
const UNSEEN = /\p{Cf}/gu;

/** Signs that Word draws from fonts of its own, where Unicode has none to say them. */
const BULLETS: Readonly<Record<string, string>> = {
  "\uF0B7": "•",
  "\uF0A7": "▪",
  "\uF0D8": "➢",
  "\uF02D": "–",
  "\uF0FC": "✓",
  "\uF076": "❖",
};
const FROM_WORD = new RegExp(`[${Object.keys(BULLETS).join("")}]`, "gu");

/**
 * A text as it is kept, measured and compared, however it was typed: in one Unicode form, without characters that nobody
 * sees, and with signs that every program can show. The Icelandic Ð, which looks like Đ, is Đ.
 */
export function asKept(text: string): string {
  return text
    .normalize("NFC")
    .replace(UNSEEN, "")
    .replace(/[ÐƉ]/g, "Đ")
    .replace(/ð/g, "đ")
    .replace(FROM_WORD, (sign) => BULLETS[sign] ?? sign);
}

/** Marks that turn the direction of writing, by which one name reads as another; as a pattern has them in brackets. */
export const TURNING = String.raw`\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069`;
export const TURNS_DIRECTION = new RegExp(`[${TURNING}]`, "u");

/** Letters of the old encodings TCVN3 and VNI, read as if they were Unicode, which no Vietnamese word has. */
const FOREIGN = /[µ¸¶·¹¨»¾¼½Æ©ÇË®ÎÏªÖ×ØÜÞßä«åæç¬ëîïö÷ûüþø]/u;
/** VNI writes its marks as letters behind the vowel: `Sôû`, `huyeän`. */
const OF_VNI = /[aeiouyôö][øùûõïåäëüâêáà]/iu;
/** What only TCVN3 has. */
const OF_TCVN3 = /[µ¸¶·¹¨¾¼½©®ª«¬]/u;

export type LostLetters = "question-marks" | "TCVN3" | "VNI";

/** Whether a name has lost its letters on the way: to `?`, or to an encoding from before Unicode. */
export function lostLetters(name: string): LostLetters | undefined {
  if (/\p{L}\?|\?\p{L}|\uFFFD/u.test(name)) return "question-marks";
  if (!FOREIGN.test(name)) return undefined;
  return OF_VNI.test(name) && !OF_TCVN3.test(name) ? "VNI" : "TCVN3";
}
