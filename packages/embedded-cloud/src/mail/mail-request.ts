import { ServiceRefusal } from "../service-refusal.ts";
import { headersOf } from "./mail-headers.ts";

/** 10 MB is what SES gives an account for this call unless it is asked for more. */
const largestMessageBytes = 10 * 1024 * 1024;
const mostRecipients = 50;
const mostTags = 50;

/** One `SendRawEmail`, checked as to its form. */
export type MailRequest = {
  /** The sender of the envelope; the message's own From where it is not given. */
  readonly source: string | undefined;
  /** The recipients of the envelope; those of the headers where none is given. */
  readonly destinations: readonly string[];
  readonly raw: Buffer;
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
};

/** Reads the form of a `SendRawEmail`; @throws ServiceRefusal */
export function readMailRequest(form: URLSearchParams): MailRequest {
  const raw = Buffer.from(form.get("RawMessage.Data") ?? "", "base64");
  if (raw.length === 0) throw new ServiceRefusal("ValidationError", "RawMessage.Data must not be empty.");
  if (raw.length > largestMessageBytes) {
    throw invalid(`Message length is more than ${largestMessageBytes} bytes long: '${raw.length}'.`);
  }
  checkHeaders(raw);
  return {
    source: form.get("Source") ?? undefined,
    destinations: membersOf(form, "Destinations.member.", ""),
    raw,
    tags: readTags(form),
    configurationSet: form.get("ConfigurationSetName") ?? undefined,
  };
}

/** @throws ServiceRefusal when there is none, too many, or one that is no address */
export function checkRecipients(recipients: readonly string[]): void {
  if (recipients.length === 0) throw invalid("Missing destination: no recipient in the envelope or the headers.");
  if (recipients.length > mostRecipients) {
    throw invalid(`Recipient count exceeds ${mostRecipients}: ${recipients.length}.`);
  }
  for (const recipient of recipients) {
    if (!recipient.includes("@")) throw invalid(`Missing final '@domain': ${recipient}`);
    // SES takes ASCII only before the @; beyond it, a domain in Punycode.
    if (!/^[\x21-\x3F\x41-\x7E]+@[A-Za-z0-9.-]+$/.test(recipient)) throw invalid(`Illegal address: ${recipient}`);
  }
}

/** Letters, digits, `_` and `-` only, as SES documents them: no dots, no `@`. */
function readTags(form: URLSearchParams): Record<string, string> {
  const names = membersOf(form, "Tags.member.", ".Name");
  const values = membersOf(form, "Tags.member.", ".Value");
  if (names.length > mostTags) throw invalid(`At most ${mostTags} tags are allowed; got ${names.length}.`);
  const tags: Record<string, string> = {};
  for (const [at, name] of names.entries()) {
    const value = values[at] ?? "";
    for (const [part, text] of [
      ["name", name],
      ["value", value],
    ]) {
      if (!/^[\w-]{1,256}$/.test(text ?? "")) {
        throw invalid(
          `Tag ${part} <${text}> is not valid: it must be 1 to 256 ASCII letters, digits, underscores or dashes.`,
        );
      }
    }
    if (name in tags) throw invalid(`Duplicate tag <${name}>.`);
    tags[name] = value;
  }
  return tags;
}

/** The members of a list, which the query protocol counts from one. */
function membersOf(form: URLSearchParams, before: string, after: string): string[] {
  const values: string[] = [];
  for (
    let value = form.get(`${before}1${after}`);
    value !== null;
    value = form.get(`${before}${values.length + 1}${after}`)
  )
    values.push(value);
  return values;
}

/** The parts of RFC 5322 that SES insists on. */
function checkHeaders(raw: Buffer): void {
  if (hasLineOver(998, raw)) throw invalid("A line of the message is longer than 998 characters.");
  const head = headersOf(raw).toString("latin1").trimEnd();
  const fields = head.split(/\r?\n(?![ \t])/);
  const seen = new Set<string>();
  for (const field of fields) {
    const name = /^([\x21-\x39\x3B-\x7E]+):/.exec(field)?.[1]?.toLowerCase();
    if (name === undefined) throw invalid(`Not a header field: ${field.slice(0, 80)}`);
    if (/[^\t\r\n\x20-\x7E]/.test(field)) throw invalid(`Header ${name} has characters that are not ASCII.`);
    const single = ["from", "sender", "to", "cc", "bcc", "subject", "date", "message-id", "reply-to"].includes(name);
    if (single && seen.has(name)) throw invalid(`Duplicate header '${name}'.`);
    seen.add(name);
  }
  if (!seen.has("from")) throw invalid("Missing required header 'From'.");
}

/** Without the line's end. */
function hasLineOver(most: number, raw: Buffer): boolean {
  for (let start = 0; start < raw.length;) {
    const newline = raw.indexOf(0x0a, start);
    const end = newline < 0 ? raw.length : newline;
    if (end - start - (raw[end - 1] === 0x0d ? 1 : 0) > most) return true;
    start = end + 1;
  }
  return false;
}

function invalid(message: string): ServiceRefusal {
  return new ServiceRefusal("InvalidParameterValue", message);
}
