/**
 * Instead of the SDK's rule engine, its rules and its list of regions: where a service answers in a region, or
 * where the environment says that it does (`AWS_ENDPOINT_URL_…`). FIPS and dual-stack endpoints, whose names
 * follow no one rule, are refused.
 */
export const dynamodb = /* @__PURE__ */ endpointOf("dynamodb");
export const sqs = /* @__PURE__ */ endpointOf("sqs");
export const ses = /* @__PURE__ */ endpointOf("email");
export const scheduler = /* @__PURE__ */ endpointOf("scheduler");

type Asked = { Region?: string; Endpoint?: string; UseFIPS?: boolean; UseDualStack?: boolean };
type Endpoint = { url: URL; properties: Record<string, never>; headers: Record<string, string[]> };

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
