/** Why an account did not answer a question, for whoever asked. */
export function refusalOf(error: unknown, region: string): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  const kind = kindOf(error);
  switch (kind) {
    case "no-credentials":
      return `no credentials to ask with: name a profile in AWS_PROFILE, or sign in (${message})`;
    case "unknown-credentials":
      return `${region} does not know these credentials: the account has not enabled the region, or they are wrong (${message})`;
    case "expired":
      return "the credentials have expired: sign in again";
    case "denied":
      return `these credentials may not ask this (${message})`;
    case "other":
      return `${name}: ${message}`;
    default:
      return kind satisfies never;
  }
}

/** Whether with such a refusal every other question will be refused, too. */
export function isUseless(error: unknown): boolean {
  return error instanceof Error && ["no-credentials", "unknown-credentials", "expired"].includes(kindOf(error));
}

type Kind = "no-credentials" | "unknown-credentials" | "expired" | "denied" | "other";

/** The services have several names for each. */
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:CredentialsProviderError|TokenProviderError)$/, "no-credentials"],
  [
    /^(?:UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch|InvalidSignature|AuthFailure|OptInRequired)/,
    "unknown-credentials",
  ],
  [/^(?:ExpiredToken|RequestExpired)/, "expired"],
  [/^(?:AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized)/, "denied"],
];

const kindOf = ({ name }: Error): Kind => kinds.find(([names]) => names.test(name))?.[1] ?? "other";
