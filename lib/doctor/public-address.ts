import { BlockList, isIPv6 } from "node:net";

/** Addresses that nobody on the internet reaches (IANA's registries of special-purpose addresses). */
const inside = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  inside.addSubnet(net, prefix, "ipv4");
}
for (const [net, prefix] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const) {
  inside.addSubnet(net, prefix, "ipv6");
}

/** Whether somebody on the internet can reach this address. */
export const isPublicAddress = (address: string): boolean => !inside.check(address, isIPv6(address) ? "ipv6" : "ipv4");
