/** Why an account did not answer a question, for whoever asked. */
export function refusalOf(error: unknown, region: string): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "CredentialsProviderError" || error.name === "TokenProviderError") {
    return `no credentials to ask with: name a profile in AWS_PROFILE, or sign in (${error.message})`;
  }
  if (/^(?:UnrecognizedClient|InvalidClientTokenId|InvalidSignature|AuthFailure|OptInRequired)/.test(error.name)) {
    return `${region} does not know these credentials: the account has not enabled the region, or they are wrong (${error.message})`;
  }
  if (/^(?:ExpiredToken|RequestExpired)/.test(error.name)) return `the credentials have expired: sign in again`;
  if (isDenied(error)) return `these credentials may not ask this (${error.message})`;
  return `${error.name}: ${error.message}`;
}

function isDenied({ name }: Error): boolean {
  return /^(?:AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized)/.test(name);
}
