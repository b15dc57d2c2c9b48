import type { SendOutcome } from "./mailer.ts";

type Meaning = Exclude<SendOutcome["outcome"], "sent">;

type Answer = {
  /** The error's code, with or without `Exception` behind it: the client knows some of them as classes of its own. */
  readonly name: string;
  readonly message: string;
  readonly status: number;
} & Envelope;

/** From which address a letter was to go, and to which. */
export type Envelope = { readonly from: string; readonly to: string };

/** Letters come too fast; or the request took so long to come that it was not looked at. */
const IN_SECONDS = new Set(["Throttling", "TooManyRequests", "RequestExpired"]);

/** The account, the sender or the program's own rights: until the operator has acted, no letter goes to anybody. */
const NOBODY_FOR_NOW = new Set([
  "AccountSendingPaused",
  "ConfigurationSetSendingPaused",
  "ConfigurationSetDoesNotExist",
  "MailFromDomainNotVerified",
  "FromEmailAddressNotVerified",
  "NotAuthorized",
  "OptInRequired",
  "ExpiredToken",
  "IncompleteSignature",
  "InvalidClientTokenId",
  "MissingAuthenticationToken",
  "SignatureDoesNotMatch",
  "UnrecognizedClient",
]);

/** A connection that was never made carried nothing. */
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** What an answer of Amazon SES that is no success says of a letter. A 5xx says nothing: it may have been sent. */
export function meaningOfAnswer({ name, message, status, ...envelope }: Answer): Meaning {
  const code = name.replace(/Exception$/, "");
  if (code === "LimitExceeded" || (code === "Throttling" && /daily/i.test(message))) return "quota";
  if (IN_SECONDS.has(code)) return "throttled";
  if (NOBODY_FOR_NOW.has(code)) return "closed";
  if (code === "AccessDenied")
    return concernsRecipient(identitiesIn(message, IN_DENIAL), envelope) ? "not-yet" : "closed";
  if (status < 400 || status >= 500) return "unknown";
  if (code === "MessageRejected") return meaningOfRejection(message, envelope);
  if (code === "InvalidParameterValue" && /address|domain|user ?name/i.test(message)) return "refused";
  // Not the address's doing, then: the letter is kept rather than given up, and rings the bell when it ages.
  return "held";
}

/** What a call that was never answered says of its letter. */
export function meaningOfFailure(systemCode: string): Meaning {
  return NEVER_CONNECTED.has(systemCode) ? "throttled" : "unknown";
}

/**
 * What the service names when it may not be written from or to. In its sandbox a recipient has to be verified like a
 * sender, and a list of both is answered that ends with “…” where it is too long. A right is asked for both, too, where
 * they are identities of the account: `identity/` and the address, or the domain that it is of.
 * https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html
 * https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html
 */
const IN_REJECTION = /not verified.*?\bregion [\w-]+:(?<identities>.*)$/is;
const IN_DENIAL = /\bon resource:?\s+[`'"]?arn:[\w-]+:ses:[\w-]*:\d*:identity\/(?<identities>[^\s`'"]+)/i;

function meaningOfRejection(message: string, envelope: Envelope): Meaning {
  const failed = identitiesIn(message, IN_REJECTION);
  if (failed.length > 0) return concernsRecipient(failed, envelope) ? "not-yet" : "closed";
  return /not verified|suspended|paused/i.test(message) ? "closed" : "refused";
}

/** The addresses and domains that a message names; of `Name <address>` the address. */
function identitiesIn(message: string, pattern: RegExp): string[] {
  const listed = pattern.exec(message)?.groups?.["identities"];
  return (listed?.split(",") ?? []).map((one) => (/<([^<>]+)>/.exec(one)?.[1] ?? one).trim().toLowerCase());
}

/** Whether it is the recipient alone who may not be written to: then the sender may write to others. */
function concernsRecipient(identities: readonly string[], { from, to }: Envelope): boolean {
  return identities.length > 0 && identities.every((identity) => isOf(to, identity) && !isOf(from, identity));
}

/** Whether an address is an identity, or of one that is its domain. */
function isOf(address: string, identity: string): boolean {
  const own = address.toLowerCase();
  const domain = own.slice(own.lastIndexOf("@") + 1);
  return identity === own || identity === domain || domain.endsWith(`.${identity}`);
}
