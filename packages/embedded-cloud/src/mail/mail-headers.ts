import { simpleParser } from "mailparser";
import type { AddressObject, ParsedMail } from "mailparser";
import type { Letter } from "./mail-store.ts";

/** What a message's headers say. */
export type MailHeaders = Pick<Letter, "to" | "cc" | "subject"> & {
  readonly from: readonly string[];
  readonly bcc: readonly string[];
};

/** Reads the headers alone of a MIME message: all that its sending depends on. */
export async function readMailHeaders(raw: Buffer): Promise<MailHeaders> {
  const head = headersOf(raw);
  return readPlainly(head.toString("latin1")) ?? readWithCare(await simpleParser(head));
}

/** Up to the empty line, and with it. */
export function headersOf(raw: Buffer): Buffer {
  const ends = ["\r\n\r\n", "\n\n"].map((end) => ({ at: raw.indexOf(end), length: end.length }));
  const [first] = ends.filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at);
  return first === undefined ? raw : raw.subarray(0, first.at + first.length);
}

/**
 * Reads headers as programs write them: an address alone, or in angle brackets behind a name without quotes; a subject
 * in ASCII, or in encoded words of UTF-8. Undefined where something else is met; mailparser reads that, and takes many
 * times as long.
 */
function readPlainly(head: string): MailHeaders | undefined {
  const fields = new Map<string, string>();
  for (const line of head
    .trimEnd()
    .replaceAll(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    if (fields.has(name) && plainFields.has(name)) return undefined;
    fields.set(name, line.slice(colon + 1).trim());
  }
  const addresses = (name: string): string[] | undefined => plainAddresses(fields.get(name) ?? "");
  const [from, to, cc, bcc] = [addresses("from"), addresses("to"), addresses("cc"), addresses("bcc")];
  const subject = plainSubject(fields.get("subject") ?? "");
  if (from === undefined || to === undefined || cc === undefined || bcc === undefined || subject === undefined)
    return undefined;
  return { from, to, cc, bcc, subject };
}

const plainFields = new Set(["from", "to", "cc", "bcc", "subject"]);
const plainMailbox =
  /^(?:[^\s"(),:;<>@[\\\]]+(?: +[^\s"(),:;<>@[\\\]]+)* +)?<?([^\s"(),:;<>@[\\\]]+@[^\s"(),:;<>@[\\\]]+)>?$/;

function plainAddresses(value: string): string[] | undefined {
  if (value === "") return [];
  const found = value.split(",").map((one) => plainMailbox.exec(one.trim())?.[1]);
  return found.every((address) => address !== undefined) ? found : undefined;
}

/** Encoded words in a row; the blanks between them are no part of the text. */
const encodedRun = /((?:=\?UTF-8\?[BQ]\?[^?\s]*\?= *(?==\?UTF-8\?))*=\?UTF-8\?[BQ]\?[^?\s]*\?=)/i;
const encodedWord = /=\?UTF-8\?([BQ])\?([^?\s]*)\?=/gi;

function plainSubject(value: string): string | undefined {
  if (/[^\x20-\x7E]/.test(value)) return undefined;
  if (!value.includes("=?")) return value;
  const [plain = "", run, ...others] = value.split(encodedRun);
  const after = others.join("");
  if (run === undefined || `${plain}${after}`.includes("=?")) return undefined;
  // A letter may begin in one word and end in the next.
  const bytes = [...run.matchAll(encodedWord)].map(([, encoding = "", text = ""]) => bytesOf(encoding, text));
  return `${plain}${Buffer.concat(bytes).toString("utf8")}${after}`;
}

function bytesOf(encoding: string, text: string): Buffer {
  if (encoding.toUpperCase() === "B") return Buffer.from(text, "base64");
  const plain = text
    .replaceAll("_", " ")
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}

function readWithCare(mail: ParsedMail): MailHeaders {
  return {
    from: addressesOf(mail.from),
    to: addressesOf(mail.to),
    cc: addressesOf(mail.cc),
    bcc: addressesOf(mail.bcc),
    subject: mail.subject ?? "",
  };
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  const fields = field === undefined ? [] : Array.isArray(field) ? field : [field];
  const mailboxes = fields.flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]));
  return mailboxes.flatMap(({ address }) => (address ? [address] : []));
}
