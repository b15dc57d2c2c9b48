/** Where the embedded deployment pretends to be; ARNs are made of it. */
export type AwsEnvironment = {
  /** Such as `ap-southeast-1`. */
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
};

/** @param resource as the service has it behind the last colon, such as `table/notes` */
export function arnIn({ region, account }: AwsEnvironment, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}
