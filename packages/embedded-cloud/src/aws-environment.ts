/** Where the embedded deployment pretends to be; ARNs are made of it. */
export type AwsEnvironment = {
  /** Such as `ap-southeast-1`. */
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
};
