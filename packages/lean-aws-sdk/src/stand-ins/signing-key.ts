/**
 * Instead of a signing key that is looked up, for every request, by a hash of the credentials: the last few, by the
 * credentials themselves, which are those of the environment.
 */
export async function getSigningKey(
  sha256: Sha256,
  credentials: Credentials,
  shortDate: string,
  region: string,
  service: string,
): Promise<Uint8Array> {
  const { accessKeyId, secretAccessKey, sessionToken = "" } = credentials;
  const name = [accessKeyId, secretAccessKey, sessionToken, shortDate, region, service].join("\n");
  const known = keys.get(name);
  if (known !== undefined) return known;
  let key: string | Uint8Array = `AWS4${secretAccessKey}`;
  for (const part of [shortDate, region, service, "aws4_request"]) key = await hmac(sha256, key, part);
  if (typeof key === "string") throw new TypeError("A signing key is bytes");
  if (keys.size >= mostKept) keys.clear();
  keys.set(name, key);
  return key;
}

export const createScope = (shortDate: string, region: string, service: string): string =>
  `${shortDate}/${region}/${service}/aws4_request`;

export const clearCredentialCache = (): void => keys.clear();

type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};
type Sha256 = new (secret: string | Uint8Array) => {
  update(data: Uint8Array): void;
  digest(): Promise<Uint8Array>;
};

const mostKept = 50;
const keys = new Map<string, Uint8Array>();

function hmac(Sha256: Sha256, secret: string | Uint8Array, text: string): Promise<Uint8Array> {
  const hash = new Sha256(secret);
  hash.update(Buffer.from(text));
  return hash.digest();
}
