/**
 * Instead of the SDK's rule engine, its rules and its list of regions: where a service answers in a region, or
 * where the environment says that it does (`AWS_ENDPOINT_URL_…`). FIPS and dual-stack endpoints, whose names
 * follow no one rule, are refused.
 */
export const dynamodb = /* @__PURE__ */ endpointOf("dynamodb");
export const sqs = /* @__PURE__ */ endpointOf("sqs");
export const ses = /* @__PURE__ */ endpointOf("email");
export const scheduler = /* @__PURE__ */ endpointOf("scheduler");

/**
 * A bucket has a host of its own; where the environment says that S3 is elsewhere, a path of its own. Paths are signed
 * as they stand, and who signs a link or a form wants to be told where for.
 */
export function s3(asked: Asked & { Bucket?: string }): Endpoint {
  const { url } = endpointOf("s3")(asked);
  if (asked.Bucket && asked.Endpoint) url.pathname = `/${asked.Bucket}`;
  else if (asked.Bucket) url.host = `${asked.Bucket}.${url.host}`;
  const scheme = { name: "sigv4", signingName: "s3", signingRegion: asked.Region, disableDoubleEncoding: true };
  return { url, properties: { authSchemes: [scheme] }, headers: {} };
}

type Asked = { Region?: string; Endpoint?: string; UseFIPS?: boolean; UseDualStack?: boolean };
type Endpoint = { url: URL; properties: { authSchemes?: object[] }; headers: Record<string, string[]> };

function endpointOf(service: string): (asked: Asked) => Endpoint {
  return ({ Region, Endpoint, UseFIPS, UseDualStack }) => {
    if (UseFIPS || UseDualStack) throw new Error("FIPS and dual-stack endpoints are left out of the bundle");
    if (!Endpoint && !Region) throw new Error("No region: AWS_REGION is needed");
    const url = Endpoint ?? `https://${service}.${Region}.${suffixOf(Region ?? "")}`;
    return { url: new URL(url), properties: {}, headers: {} };
  };
}

/** The domain of a partition, by how the names of its regions begin. */
function suffixOf(region: string): string {
  const [, suffix = "amazonaws.com"] = SUFFIXES.find(([start]) => region.startsWith(start)) ?? [];
  return suffix;
}

const SUFFIXES = [
  ["cn-", "amazonaws.com.cn"],
  ["eusc-", "amazonaws.eu"],
  ["us-iso-", "c2s.ic.gov"],
  ["us-isob-", "sc2s.sgov.gov"],
  ["us-isof-", "csp.hci.ic.gov"],
  ["eu-isoe-", "cloud.adc-e.uk"],
] as const;
