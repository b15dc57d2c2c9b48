/**
 * Whether a host belongs to nobody: a name that is set aside for examples or for errors (RFC 2606, RFC 6761). `.test` is
 * let through, so that tests have names that count as somebody's.
 */
export function isExampleHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return /(?:^|\.)(?:example|invalid)$/.test(name) || /(?:^|\.)example\.(?:com|net|org)$/.test(name);
}

/** Whether a host, as `URL` gives it, is the machine that asks for it. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return (
    /(?:^|\.)localhost$/.test(name) || /^127(?:\.\d+){3}$/.test(name) || ["[::1]", "[::]", "0.0.0.0"].includes(name)
  );
}
