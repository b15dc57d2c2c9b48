import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from "jose";
import type { CryptoKey, JWK } from "jose";
import * as z from "zod/mini";

export type IssuerKey = {
  readonly sign: CryptoKey;
  readonly verify: CryptoKey;
  readonly keyId: string;
  readonly publicJwk: JWK;
  readonly privateJwk: JWK;
};

const PrivateJwkSchema = z.looseObject({ kty: z.literal("RSA"), n: z.string(), e: z.string(), d: z.string() });

/**
 * A key that an embedded issuer signs by, for RS256.
 *
 * @param directory where it is kept, so that tokens outlive a restart; undefined makes one for this run
 * @param name of its file
 */
export async function issuerKey(directory: string | undefined, name = "issuer-key"): Promise<IssuerKey> {
  const file = directory === undefined ? undefined : join(directory, `${name}.json`);
  const jwk = file !== undefined && existsSync(file) ? readKey(file) : await newKey();
  if (file !== undefined && !existsSync(file)) writeFileSync(file, JSON.stringify(jwk), { mode: 0o600 });
  const publicPart = { kty: "RSA", n: jwk.n, e: jwk.e };
  const [sign, verify] = await Promise.all([importJWK(jwk, "RS256"), importJWK(publicPart, "RS256")]);
  if (sign instanceof Uint8Array || verify instanceof Uint8Array) throw new Error(`${file} holds no RSA key`);
  const keyId = await calculateJwkThumbprint(publicPart);
  const purpose = { kid: keyId, alg: "RS256", use: "sig" };
  return { sign, verify, keyId, publicJwk: { ...publicPart, ...purpose }, privateJwk: { ...jwk, ...purpose } };
}

async function newKey(): Promise<z.infer<typeof PrivateJwkSchema>> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return z.parse(PrivateJwkSchema, await exportJWK(privateKey));
}

function readKey(file: string): z.infer<typeof PrivateJwkSchema> {
  return z.parse(PrivateJwkSchema, JSON.parse(readFileSync(file, "utf8")));
}
