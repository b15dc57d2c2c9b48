import { invalid } from "./refusals.ts";

/** What a number holds: 38 significant digits, from 1E-130 to 9.99…E+125. */
const mostDigits = 38;
const largestExponent = 126;
const smallestExponent = -129;

/** A number as `0.digits × 10^exponent`; zero has no digits. */
type Parts = { readonly negative: boolean; readonly digits: string; readonly exponent: number };

const usual = /^(?:0|-?[1-9]\d{0,14})$/;
const written = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** The one way in which DynamoDB writes a number. @throws ServiceRefusal for what is none, or too large or long */
export function canonicalNumber(text: string): string {
  return usual.test(text) ? text : textOf(partsOf(text));
}

/** A text that sorts as the number does; of a number in its canonical form. */
export function sortableNumber(text: string): string {
  const { negative, digits, exponent } = partsOf(text);
  if (digits === "") return "1";
  const raised = String(exponent + 500).padStart(4, "0");
  if (!negative) return `2${raised}${digits}`;
  // What is larger below zero comes first, and a longer number after its beginning.
  return `0${complement(raised)}${complement(digits)}~`;
}

/** Below, at or above zero, as `a` is below, at or above `b`. */
export function compareNumbers(a: string, b: string): number {
  if (usual.test(a) && usual.test(b)) return Number(a) - Number(b);
  const [first, second] = [sortableNumber(a), sortableNumber(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Exactly. @throws ServiceRefusal when the sum is too large or long */
export function addNumbers(a: string, b: string, sign: 1n | -1n = 1n): string {
  const [first, second] = [scaled(a), scaled(b)];
  const exponent = Math.min(first.exponent, second.exponent);
  const sum = raise(first, exponent) + sign * raise(second, exponent);
  return canonicalNumber(`${sum}e${exponent}`);
}

function partsOf(text: string): Parts {
  const found = written.exec(text);
  const [, sign = "", whole = "", fraction = "", power = "0"] = found ?? [];
  if (found === null || `${whole}${fraction}` === "") {
    throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  }
  const all = `${whole}${fraction}`;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  const digits = all.slice(leading).replace(/0+$/, "");
  if (digits === "") return { negative: false, digits, exponent: 0 };
  const exponent = whole.length - leading + Number(power);
  if (digits.length > mostDigits) throw invalid("Attempting to store more than 38 significant digits in a Number");
  if (exponent > largestExponent) {
    throw invalid("Number overflow. Attempting to store a number with magnitude larger than supported range");
  }
  if (exponent < smallestExponent) {
    throw invalid("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  }
  return { negative: sign === "-", digits, exponent };
}

function textOf({ negative, digits, exponent }: Parts): string {
  if (digits === "") return "0";
  const sign = negative ? "-" : "";
  if (exponent <= 0) return `${sign}0.${"0".repeat(-exponent)}${digits}`;
  if (exponent >= digits.length) return `${sign}${digits}${"0".repeat(exponent - digits.length)}`;
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

function complement(digits: string): string {
  return digits.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));
}

type Scaled = { readonly whole: bigint; readonly exponent: number };

function scaled(text: string): Scaled {
  const { negative, digits, exponent } = partsOf(text);
  const whole = BigInt(digits === "" ? "0" : digits);
  return { whole: negative ? -whole : whole, exponent: exponent - digits.length };
}

function raise({ whole, exponent }: Scaled, to: number): bigint {
  return whole * 10n ** BigInt(exponent - to);
}
