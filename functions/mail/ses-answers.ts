import type { SendOutcome } from "./mailer.ts";

type Meaning = Exclude<SendOutcome["outcome"], "sent">;

type Answer = {
  /** The error's code, with or without `Exception` behind it: the client knows some of them as classes of its own. */
  readonly name: string;
  readonly message: string;
  readonly status: number;
  /** To whom the letter was to go. */
  readonly to: string;
};

/** Letters come too fast; or the request took so long to come that it was not looked at. */
const IN_SECONDS = new Set(["Throttling", "TooManyRequests", "RequestExpired"]);

/** The account, the sender or the program's own rights: until the operator has acted, no letter goes to anybody. */
const NOBODY_FOR_NOW = new Set([
  "AccountSendingPaused",
  "ConfigurationSetSendingPaused",
  "ConfigurationSetDoesNotExist",
  "MailFromDomainNotVerified",
  "FromEmailAddressNotVerified",
  "LimitExceeded",
  "AccessDenied",
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
export function meaningOfAnswer({ name, message, status, to }: Answer): Meaning {
  const code = name.replace(/Exception$/, "");
  if (code === "Throttling" && /daily/i.test(message)) return "closed";
  if (IN_SECONDS.has(code)) return "throttled";
  if (NOBODY_FOR_NOW.has(code)) return "closed";
  if (status < 400 || status >= 500) return "unknown";
  if (code === "MessageRejected") return meaningOfRejection(message, to);
  if (code === "InvalidParameterValue" && /address|domain|user ?name/i.test(message)) return "refused";
  // Not the address's doing, then: the letter is kept rather than given up, and rings the bell when it ages.
  return "held";
}

/** What a call that was never answered says of its letter. */
export function meaningOfFailure(systemCode: string): Meaning {
  return NEVER_CONNECTED.has(systemCode) ? "throttled" : "unknown";
}

/**
 * An account that is still in the sandbox may write to addresses that it has verified only: then the answer names
 * the recipient, and others may be written to. Else it is the sender who is not verified.
 */
function meaningOfRejection(message: string, to: string): Meaning {
  const failed = /not verified.*?:(?<identities>[^:]*)$/is.exec(message)?.groups?.["identities"];
  if (failed !== undefined) return isOnlyOf(to, failed) ? "held" : "closed";
  return /not verified|suspended|paused/i.test(message) ? "closed" : "refused";
}

function isOnlyOf(address: string, identities: string): boolean {
  return identities.split(",").every((identity) => identity.trim().toLowerCase() === address.toLowerCase());
}
