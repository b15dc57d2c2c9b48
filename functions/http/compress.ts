import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/** Less than this fits into one packet as it is. */
const WORTH_BYTES = 1_400;

/**
 * An answer in gzip, if that is worth it and the asker reads it: the gateway compresses nothing itself. What a page
 * keeps secret, its forms' seals, is another in every answer, so nobody learns it from how well it compresses.
 */
export function compressed(
  result: APIGatewayProxyStructuredResultV2,
  acceptEncoding: string | undefined,
): APIGatewayProxyStructuredResultV2 {
  const { body = "", headers } = result;
  if (result.isBase64Encoded || body.length < WORTH_BYTES) return result;
  const vary = { ...headers, vary: "accept-encoding" };
  if (!/\bgzip\b/.test(acceptEncoding ?? "")) return { ...result, headers: vary };
  // Loaded when there is something to compress: most answers of the API are short, and it takes 2 ms of a start.
  const { gzipSync } = process.getBuiltinModule("node:zlib");
  return {
    ...result,
    headers: { ...vary, "content-encoding": "gzip" },
    body: gzipSync(body).toString("base64"),
    isBase64Encoded: true,
  };
}
