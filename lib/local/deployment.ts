import { printLine, standUp } from "embedded-cloud";
import type { EmbeddedCloud, Place } from "embedded-cloud";

import laptop from "../deployments/laptop.json" with { type: "json" };
import { laptopStackName } from "../stack-name.ts";
import { controlApi } from "./control/control-api.ts";
import { audience, signInTo } from "./sign-in/sign-in.ts";
import { synthesize } from "./synthesis.ts";
import { letterInZone, resourcesInZone } from "./zone-instants.ts";

export type DeploymentOptions = {
  /** 0 takes any free one. @default 0 */
  readonly port?: number;
  /** Kept across restarts. @default - all in memory */
  readonly dataDirectory?: string | undefined;
  /** Where the virtual clock begins, in epoch milliseconds; a data directory that was used before has its own time. */
  readonly startAt: number;
  /** Whether what functions write stays out of standard error. @default false */
  readonly quiet?: boolean;
  /** Settings of the stack, besides those of a local deployment. @default - those of lib/deployments/laptop.json */
  readonly settings?: Readonly<Record<string, unknown>>;
};

/** The stack, stood up on this machine: what `npm start`, the replay and the tests drive. */
export type Deployment = EmbeddedCloud & {
  /** The address that keeps the register from the first day. */
  readonly keeper: string;
};

/** Where it pretends to be. */
const place: Place = { region: "ap-southeast-1", account: "000000000000" };

/** A unit's own system, to try the API with: it acts once the register names it for the unit. */
const exampleSystem = { client: "edoc-stc", unit: "stc" };

/**
 * Synthesizes the stack and stands it up on 127.0.0.1.
 *
 * @throws when the port or the data directory is in use, or the template has what cannot be stood up
 */
export async function startDeployment(options: DeploymentOptions): Promise<Deployment> {
  const { port, dataDirectory, startAt, quiet } = options;
  const settings: Readonly<Record<string, unknown>> = {
    ...laptop,
    audience: [audience],
    systems: [exampleSystem],
    mailRate: 1000,
    mailWorkers: 2,
    ...options.settings,
  };
  const keeper = String(settings["keeper"]);
  const homeUnit = String(settings["homeUnit"]);
  const cloud = await standUp({
    assembly: ({ url, issuer, directory }) =>
      synthesize({ settings: { issuer, siteUrl: url, ...settings }, directory }),
    stackName: laptopStackName,
    place,
    port,
    dataDirectory,
    startAt,
    audience,
    signIn: (standing) => signInTo(standing.url, { register: registerOf(standing), place, homeUnit, keeper }),
    onLog: quiet ? () => {} : printLine,
    control: (standing) => controlApi(deploymentOf(standing, keeper)),
  });
  return deploymentOf(cloud, keeper);
}

function deploymentOf(cloud: EmbeddedCloud, keeper: string): Deployment {
  return {
    ...cloud,
    keeper,
    mailbox: (sinceMs) => cloud.mailbox(sinceMs).map(letterInZone),
    resources: () => resourcesInZone(cloud.resources()),
    // Systems are told apart from people by what they may do.
    token: (bearer, tokenOptions) =>
      cloud.token("clientId" in bearer ? { scope: "dung-han/api", ...bearer } : bearer, tokenOptions),
  };
}

function registerOf(cloud: EmbeddedCloud): { url: string; tableName: string } {
  const [tableName = ""] = cloud.resources().tables;
  return { url: cloud.endpoints.DYNAMODB, tableName };
}
