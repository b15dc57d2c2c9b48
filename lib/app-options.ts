export type AppOptions = {
  /**
   * Settings of a deployment that has no file: the embedded one's, a test's. Those that are not given are the laptop's.
   * @default - the file of the deployment that the context names
   */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * Whatever is context to the CDK, and which deployment it shall be: `deployment`, its name, and `stands`, yes or no;
   * wins over cdk.json, as `-c` does.
   * @default - cdk.json, and what the CDK's command line hands over
   */
  readonly context?: Readonly<Record<string, unknown>>;
  /**
   * Where the assembly is written.
   * @default - where the CDK's command line wants it
   */
  readonly outdir?: string;
  /**
   * Whether the template is checked by the library's own rules and cdk-nag's; a finding then fails synthesis.
   * @default true
   */
  readonly checked?: boolean;
};
