import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

type Asked = Readonly<Record<string, string | undefined>>;

/**
 * An answer that tells browsers to come by https only, for two years, where they have come so. Over plain http, as on
 * loopback, nothing may be said of it (RFC 6797, section 7.2).
 */
export function strictly(answer: APIGatewayProxyStructuredResultV2, asked: Asked): APIGatewayProxyStructuredResultV2 {
  if (asked["x-forwarded-proto"] !== "https") return answer;
  const headers = { ...answer.headers, "strict-transport-security": "max-age=63072000; includeSubDomains" };
  return { ...answer, headers };
}
