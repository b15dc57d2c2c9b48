import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Closers } from "./closers.ts";
import { standUpTemplate } from "./cloud.ts";
import type { Firing, Moved } from "./events/movement.ts";
import type { FaultRequest } from "./fault.ts";
import type { Faults } from "./faults.ts";
import type { Endpoints } from "./function/function-host.ts";
import { printLine } from "./function/function-log.ts";
import type { LogLine } from "./function/log-line.ts";
import { frontOf } from "./gateway/front.ts";
import { identityOf, identityProvider } from "./gateway/identity-provider.ts";
import type { IdentityProvider } from "./gateway/identity-provider.ts";
import type { Bearer, SignIn, TokenOptions } from "./gateway/issuer.ts";
import { routeTable } from "./gateway/route-table.ts";
import type { SystemClient } from "./gateway/system-client.ts";
import { listenOnLoopback } from "./loopback-server.ts";
import type { Handle } from "./loopback-server.ts";
import { mailbox, openLetter } from "./mail/local-mailbox.ts";
import type { MailboxLetter, OpenedLetter } from "./mail/local-mailbox.ts";
import type { AwsEnvironment } from "./aws-environment.ts";
import type { Refusal } from "./permissions/refusal.ts";
import { readResources } from "./resources.ts";
import type { Resources } from "./resources.ts";
import { siteCaller } from "./site-call.ts";
import type { SiteAnswer, SiteCall } from "./site-call.ts";
import { readAssembly } from "./template/assembly.ts";
import { issuerPath } from "./template/template-types.ts";

/** Where the cloud is, as a template may have to be told. */
export type CloudAddresses = {
  /** Where the routes of the template answer; no slash at the end. */
  readonly url: string;
  /** The OpenID Connect issuer whose tokens `EmbeddedCloud.token` gives, where the template has no user pool. */
  readonly issuer: string;
  /** An empty folder for an assembly that is written now; gone when the cloud is closed. */
  readonly directory: string;
};

export type CloudOptions = {
  /** The folder that `cdk synth` wrote; or what writes one, once it is told where the cloud is. */
  readonly assembly: string | ((where: CloudAddresses) => string | Promise<string>);
  /** @default - the only stack of the assembly */
  readonly stackName?: string | undefined;
  /** Of 127.0.0.1; 0 takes any free one. @default 0 */
  readonly port?: number | undefined;
  /** Kept across restarts, and through `kill -9`. @default - all in memory */
  readonly dataDirectory?: string | undefined;
  /**
   * Where the clock stands at first, in epoch milliseconds; a data directory that was used before has its own time.
   * @default - the present
   */
  readonly startAt?: number | undefined;
  /** The region and account that it pretends to be. @default - us-east-1, 000000000000 */
  readonly awsEnvironment?: AwsEnvironment | undefined;
  /** Whom tokens are for, and the client that people sign in to; a user pool of the template has its own. @default local */
  readonly audience?: string | undefined;
  /**
   * Clients that ask for tokens of their own by client credentials; in a user pool, besides those of the template.
   * @default - none
   */
  readonly systems?: readonly SystemClient[] | undefined;
  /** Who may sign in by the browser. @default - nobody; there are bearer tokens only */
  readonly signIn?: ((cloud: EmbeddedCloud) => SignIn) | undefined;
  /** What the services shall suffer from the start; more by `EmbeddedCloud.faults`. @default - nothing */
  readonly faults?: readonly FaultRequest[] | undefined;
  /**
   * Whether functions reach the services over sockets alone, as any other client does, and not within the process.
   * @default false
   */
  readonly sockets?: boolean | undefined;
  /** Told every line that a function writes. @default - prints it to standard error */
  readonly onLog?: ((line: LogLine) => void) | undefined;
  /** Told every call that the policies of the template do not let through. @default - nobody is told */
  readonly onRefusal?: ((refusal: Refusal) => void) | undefined;
  /** Answers all below `/local` but the issuer: pages to drive the cloud by, which no template has. @default - nothing */
  readonly control?: ((cloud: EmbeddedCloud) => Handle) | undefined;
};

/** A stack of a CDK app, stood up on this machine. */
export type EmbeddedCloud = {
  /** Without a slash at the end. */
  readonly url: string;
  readonly awsEnvironment: AwsEnvironment;
  /** Where each service answers the SDK's clients, by the suffix of `AWS_ENDPOINT_URL_…`. */
  readonly endpoints: Endpoints;
  /** The virtual time, in epoch milliseconds. It stands still but for a tick at each request, unless it was let run. */
  now(): number;
  /** Lets the clock go as the machine's own does, from now on: every request is stamped by it. */
  run(): void;
  /**
   * Moves the clock on, through all that falls due, each at its time and done before the next.
   *
   * @param toMs epoch milliseconds
   * @throws CannotGoBack
   */
  moveTo(toMs: number): Promise<Moved>;
  /** The next one-off schedule. */
  nextFiring(): Firing | undefined;
  /** Waits until nothing is left to do at the present moment. */
  settle(): Promise<void>;
  /** Letters in the order of sending; from that moment on, in epoch milliseconds. */
  mailbox(sinceMs?: number): MailboxLetter[];
  open(letter: MailboxLetter): Promise<OpenedLetter>;
  /** The letter as it was sent, headers and all. */
  source(letter: MailboxLetter): Buffer | undefined;
  /** How many letters were sent. */
  letters(): number;
  /** A bearer token of the template's user pool, else of the embedded issuer. */
  token(bearer: Bearer, options?: TokenOptions): Promise<string>;
  /** Calls a route over HTTP. */
  call(method: string, path: string, call?: SiteCall): Promise<SiteAnswer>;
  /** The key of the route that takes a request, such as `GET /notes/{id}`; undefined where none does. */
  routeOf(method: string, path: string): string | undefined;
  readonly faults: Faults;
  resources(): Resources;
  /** The calls that the policies of the template did not let through, once for each kind. */
  refusals(): readonly Refusal[];
  /** What functions wrote last, the oldest first. */
  log(): readonly LogLine[];
  close(): Promise<void>;
};

const usualAwsEnvironment: AwsEnvironment = { region: "us-east-1", account: "000000000000" };
const usualAudience = "local";
const assemblyPrefix = "assembly-";

/**
 * Stands a stack up on 127.0.0.1: its resources, its routes, and all that calls its functions.
 *
 * @throws when the port or the data directory is in use, or the template has what cannot be stood up, all by name
 */
export async function standUp(options: CloudOptions): Promise<EmbeddedCloud> {
  const closers = new Closers();
  try {
    return await standUpWith(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function standUpWith(options: CloudOptions, closers: Closers): Promise<EmbeddedCloud> {
  const { awsEnvironment = usualAwsEnvironment, audience = usualAudience, systems = [], onLog = printLine } = options;
  const dataDirectory = options.dataDirectory === undefined ? undefined : resolve(options.dataDirectory);
  // The port first: it may stand in the template.
  let answer: Handle = async (_, response) => void response.writeHead(503, { "retry-after": "1" }).end("Starting\n");
  const server = await listenOnLoopback((request, response) => answer(request, response), options.port);
  closers.add(() => server.close());
  const { url } = server;
  const issuerUrl = `${url}${issuerPath}`;
  const stack = await standUpTemplate({
    readTemplate: async (origins) => {
      const directory = folderForAssembly(dataDirectory, closers);
      const { assembly } = options;
      const made = typeof assembly === "string" ? assembly : await assembly({ url, issuer: issuerUrl, directory });
      return readAssembly({ directory: made, stackName: options.stackName, awsEnvironment, origins });
    },
    site: url,
    awsEnvironment,
    dataDirectory,
    startMs: options.startAt ?? Date.now(),
    sockets: options.sockets ?? false,
    systems,
    onLog,
    onRefusal: options.onRefusal,
  });
  closers.add(() => stack.close());

  const { standIns, movement } = stack;
  const identity = { pool: stack.userPool, url: issuerUrl, audience, systems };
  for (const fault of options.faults ?? []) injectOrThrow(standIns.faults, fault);
  const findRoute = routeTable(stack.routes);
  const cloud: EmbeddedCloud = {
    url,
    awsEnvironment,
    endpoints: stack.endpoints,
    now: () => standIns.clock.now(),
    run: () => standIns.clock.run(),
    moveTo: (toMs) => movement.moveTo(toMs),
    nextFiring: () => movement.nextFiring(),
    settle: () => movement.settle(),
    mailbox: (sinceMs) => mailbox(standIns.mails, sinceMs),
    open: (letter) => openLetter(standIns.mails, letter),
    source: ({ id }) => standIns.mails.raw(id),
    letters: () => standIns.mails.count(),
    token: (bearer, tokenOptions) => issuer.token(bearer, tokenOptions),
    call: siteCaller(url, (bearer) => issuer.token(bearer)),
    routeOf: (method, path) => findRoute(method, path)?.route.key,
    faults: standIns.faults,
    resources: () => readResources(stack, identityOf(identity)),
    refusals: () => stack.refusals.all(),
    log: () => stack.log.lines(),
    close: () => closers.close(),
  };
  const signIn = options.signIn && { now: () => cloud.now(), ...options.signIn(cloud) };
  const issuer: IdentityProvider = await identityProvider(identity, { dataDirectory, signIn });
  answer = frontOf({ url, stack, issuer, control: options.control?.(cloud) });
  await stack.start();
  return cloud;
}

/** Beside the data, or nowhere in particular; what a process that was killed left behind goes. */
function folderForAssembly(dataDirectory: string | undefined, closers: Closers): string {
  const parent = dataDirectory ?? tmpdir();
  if (dataDirectory !== undefined) {
    for (const name of readdirSync(parent).filter((one) => one.startsWith(assemblyPrefix))) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
  const directory = mkdtempSync(join(parent, assemblyPrefix));
  closers.add(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

function injectOrThrow(faults: Faults, fault: FaultRequest): void {
  const injection = faults.inject(fault);
  if (injection.outcome === "injected") return;
  throw new TypeError(
    `No such fault: ${injection.errors.map(({ path, message }) => `${path}: ${message}`).join(" · ")}`,
  );
}
