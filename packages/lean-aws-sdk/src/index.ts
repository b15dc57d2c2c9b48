export { leanAwsSdk } from "./lean-aws-sdk.ts";
export type { LeanOptions } from "./lean-aws-sdk.ts";
