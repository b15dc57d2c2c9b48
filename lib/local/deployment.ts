import type { Deployment } from "./stood-up.ts";
import { standUp } from "embedded-cloud";
import type { AccessRefusal, AwsEnvironment, EmbeddedCloud } from "embedded-cloud";
import { assemblyOf } from "../kept/assembly.ts";
import { keepCompiled } from "../kept/compiled.ts";
import type { Assembly } from "../kept/kept-assemblies.ts";
import { tellNobody } from "../kept/tell.ts";
import type { Tell } from "../kept/tell.ts";
import { laptopStackName } from "../stack-name.ts";
import { controlApi } from "./control/control-api.ts";
import { logLine } from "./log-line.ts";
import { audience, ownSettings, scope, systemClients } from "./own-settings.ts";
import { signInTo } from "./sign-in/sign-in.ts";
import { layOutFor } from "./assembly-for-site.ts";
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
  /** Whether functions reach the services over sockets alone, as they do in the cloud. @default false */
  readonly sockets?: boolean;
  /** Whether what functions write is printed as they write it, which is JSON, and not as people read it. @default false */
  readonly jsonLogs?: boolean;
  /** Whether people sign in by the stack's own user pool, and not by an issuer that it is given. @default false */
  readonly userPool?: boolean;
  /** Settings of the stack, besides those of a local deployment. @default - those of lib/deployments/laptop.json */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The assembly by these settings, where it is being made already. @default - it is made now */
  readonly assembly?: Promise<Assembly>;
  /** Told every call that the stack's permissions do not let through. @default - nobody is told */
  readonly onRefusal?: ((refusal: AccessRefusal) => void) | undefined;
  /** Told of what is done before all stands. @default - nobody is told */
  readonly tell?: Tell | undefined;
};

/** Where it pretends to be. */
const awsEnvironment: AwsEnvironment = { region: "ap-southeast-1", account: "000000000000" };

/**
 * Synthesizes the stack and stands it up on 127.0.0.1.
 *
 * @throws when the port or the data directory is in use, or the template has what cannot be stood up
 */
export async function startDeployment(options: DeploymentOptions): Promise<Deployment> {
  keepCompiled();
  const { port, dataDirectory, startAt, sockets, quiet = false, jsonLogs = false, tell = tellNobody } = options;
  const settings = ownSettings(options.settings, options);
  const keeper = String(settings["keeper"]);
  const homeUnit = String(settings["homeUnit"]);
  const made = options.assembly ?? assemblyOf({ settings }, tell);
  let stands: (done: string) => void = () => {};
  const cloud = await standUp({
    assembly: async (where) => {
      const assembly = await made;
      stands = tell("standing it up");
      return layOutFor(where, assembly);
    },
    stackName: laptopStackName,
    awsEnvironment,
    port,
    dataDirectory,
    startAt,
    sockets,
    audience,
    systems: systemClients(settings),
    onRefusal: options.onRefusal,
    signIn: (standing) => signInTo(standing.url, { register: registerOf(standing), awsEnvironment, homeUnit, keeper }),
    onLog: (line) => {
      if (!quiet) process.stderr.write(`${logLine(line, { json: jsonLogs })}\n`);
    },
    control: (standing) => controlApi(deploymentOf(standing, keeper)),
  });
  const { functions, routes } = cloud.resources();
  stands(`tables, queues, schedules, mail, ${functions.length} functions and ${routes.length} routes stand`);
  return deploymentOf(cloud, keeper);
}

function deploymentOf(cloud: EmbeddedCloud, keeper: string): Deployment {
  return {
    ...cloud,
    keeper,
    mailbox: (sinceMs) => cloud.mailbox(sinceMs).map(letterInZone),
    resources: () => resourcesInZone(cloud.resources()),
    // Systems are told apart from people by what they may do.
    token: (bearer, tokenOptions) => cloud.token("clientId" in bearer ? { scope, ...bearer } : bearer, tokenOptions),
  };
}

function registerOf(cloud: EmbeddedCloud): { url: string; tableName: string } {
  const [tableName = ""] = cloud.resources().tables;
  return { url: cloud.endpoints.DYNAMODB, tableName };
}
