/**
 * Instead of the cache of discovered endpoints, which none of DynamoDB's commands asks any more: the service
 * dropped discovery, and its client still makes the cache (with mnemonist, 8 KB).
 */
export const resolveEndpointDiscoveryConfig = <T>(config: T): T => config;
