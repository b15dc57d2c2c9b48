import { resolve } from "node:path";
import { cdkContext } from "./cdk-context.ts";
import {
  Closers,
  gateway,
  Issuer,
  issuerKey,
  mailbox,
  openLetter,
  place,
  readResources,
  siteCaller,
  standUp,
  underOneName,
  usualAudience,
} from "embedded-cloud";
import { assemblyOf } from "../kept/assembly.ts";
import type { Tell } from "../kept/tell.ts";
import { controlApi } from "./control/control-api.ts";
import type {
  Faults,
  Bearer,
  TokenOptions,
  MailboxLetter,
  OpenedLetter,
  Moved,
  Resources,
  SiteCall,
  SiteAnswer,
} from "embedded-cloud";
import { listenOnLoopback } from "embedded-cloud/loopback-server";
import type { Handle } from "embedded-cloud/loopback-server";
import { signInTo } from "./sign-in/sign-in.ts";
import { anySite, readAssembly } from "./synthesis.ts";
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
  /** Settings of the stack, besides those of a local deployment. @default - those of cdk.json */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Told of what is done before all stands. @default - nobody is told */
  readonly tell?: Tell;
};

/** The stack, stood up on this machine: what `npm start`, the replay and the tests drive. */
export type Deployment = {
  /** Without a slash at the end. */
  readonly url: string;
  /** The address that keeps the register from the first day. */
  readonly keeper: string;
  /** The virtual time, in epoch milliseconds. */
  now(): number;
  /**
   * Moves the clock on, through all that falls due, and waits until it is done.
   *
   * @param toMs epoch milliseconds
   * @throws CannotGoBack
   */
  moveTo(toMs: number): Promise<Moved>;
  /** Waits until nothing is left to do at the present moment. */
  settle(): Promise<void>;
  /** Letters in the order of sending; from that moment on, in epoch milliseconds. */
  mailbox(sinceMs?: number): MailboxLetter[];
  open(letter: MailboxLetter): Promise<OpenedLetter>;
  /** How many letters were sent. */
  letters(): number;
  /** A bearer token of the embedded issuer. */
  token(bearer: Bearer, options?: TokenOptions): Promise<string>;
  /** Calls the site over HTTP. */
  call(method: string, path: string, call?: SiteCall): Promise<SiteAnswer>;
  readonly faults: Faults;
  resources(): Resources;
  close(): Promise<void>;
};

/**
 * Synthesizes the stack and stands it up on 127.0.0.1.
 *
 * @throws when the port or the data directory is in use, or the template has what cannot be stood up
 */
export async function startDeployment(options: DeploymentOptions): Promise<Deployment> {
  const closers = new Closers();
  try {
    return await startWith(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function startWith(options: DeploymentOptions, closers: Closers): Promise<Deployment> {
  const dataDirectory = options.dataDirectory === undefined ? undefined : resolve(options.dataDirectory);
  let answer: Handle = async (_, response) => void response.writeHead(503, { "retry-after": "1" }).end("Starting\n");
  const server = await listenOnLoopback((request, response) => answer(request, response), options.port);
  closers.add(() => server.close());
  const { url } = server;
  const issuerUrl = `${url}/local/issuer`;
  const context = cdkContext({
    issuer: `${anySite}/local/issuer`,
    audience: usualAudience,
    mailRate: 1000,
    mailWorkers: 2,
    siteUrl: anySite,
    ...options.context,
  });
  const assembly = assemblyOf(context, options.tell);
  const cloud = await standUp({
    synthesize: async (where) => readAssembly(await assembly, where),
    site: url,
    dataDirectory,
    startMs: options.startAt,
    quiet: options.quiet ?? false,
  });
  closers.add(() => cloud.close());

  const { standIns, movement } = cloud;
  const keeper = String(context["keeper"]);
  const [tableName = ""] = cloud.tables;
  const people = {
    register: { url: cloud.tablesUrl, tableName },
    place,
    homeUnit: String(context["homeUnit"]),
    keeper,
  };
  const issuer = new Issuer({
    url: issuerUrl,
    key: await issuerKey(dataDirectory),
    signIn: { now: () => standIns.clock.now(), ...signInTo(url, people) },
  });
  const deployment: Deployment = {
    url,
    keeper,
    now: () => standIns.clock.now(),
    moveTo: (toMs) => movement.moveTo(toMs),
    settle: () => movement.settle(),
    mailbox: (sinceMs) => mailbox(standIns.mails, sinceMs).map(letterInZone),
    open: (letter) => openLetter(standIns.mails, letter),
    letters: () => standIns.mails.count(),
    token: (bearer, tokenOptions) => issuer.token(bearer, tokenOptions),
    call: siteCaller(url, issuer),
    faults: standIns.faults,
    resources: () => resourcesInZone(readResources(cloud)),
    close: () => closers.close(),
  };
  const site = gateway({
    routes: cloud.routes,
    host: cloud.host,
    clock: standIns.clock,
    work: cloud.work,
    place,
    domainName: new URL(url).host,
    onWrite: () => standIns.schedules.noteActivity(),
  });
  const local = controlApi({ deployment, cloud, issuer });
  answer = async (request, response) => {
    const location = underOneName(url, request);
    if (location !== undefined) response.writeHead(302, { location }).end();
    else await (/^\/local(?:[/?]|$)/.test(request.url ?? "") ? local : site)(request, response);
  };
  await cloud.start();
  return deployment;
}
