import * as z from "zod/mini";

import { SubjectSchema } from "../functions/domain/clients.ts";
import { ClientIdSchema, EmailSchema, UnitIdSchema } from "../functions/domain/ids.ts";
import { pathOf, quote } from "../functions/domain/parsing.ts";
import { isExampleHost, isLoopback } from "./example-address.ts";
import { FEWEST_WORKERS } from "./sending-plan.ts";
import { LAPTOP } from "./stack-name.ts";
import { AUDIENCE_NAME, clientFaults } from "./systems/deployed-clients.ts";

const deploymentName =
  "2 to 32 small letters a–z, digits and -, beginning with a letter and ending without -, like dak-lak";
const region = "a region's name, like ap-southeast-1";
const unitId = "one unit's id: 1 to 64 small letters a–z, digits, - and _, like snv";
const mailbox = "an e-mail address, like dunghan@tinh.example";
const identity =
  "make, for an identity of the sender's domain that goes with the stack; adopt, for one that is there already";
const origin = "an https address without path or query, like https://baocao.tinh.example (http on loopback only)";
const issuer = "an https address without query, like https://sso.tinh.example (http on loopback only)";
const clientIds = 'a list of client ids, the one that people sign in by first, like ["dung-han"]';
const systems = 'a list of unit systems, each like {"client": "4f7…", "unit": "stc"}';
const scanner = "guardduty, which looks for malware in files that come in; nothing, if nobody shall";
const rate = "a number of letters a second, above 0";
const workers = `a whole number of workers, from ${FEWEST_WORKERS} to 1000`;
const secondFactor = "true, if everybody has to have a second factor; nothing, if it is only offered";

const idleMinutes = "a whole number of minutes, from 15 to 720";

const securityContact =
  "an e-mail address, like an-toan@tinh.example, or an https address, like https://tinh.example/bao-loi";

/** How long somebody stays signed in who does nothing. */
const USUAL_IDLE_MINUTES = 120;

/** Letters a second that an account may usually send once it has left the mail service's sandbox. */
const USUAL_MAIL_RATE = 14;

const SettingsSchema = z.strictObject({
  /** Names the deployment: its stack, and whatever of it stands beside another's in one account. */
  name: z.string({ error: deploymentName }).check(z.regex(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, { error: deploymentName })),
  /** Where it stands. The laptop's own is nowhere. */
  region: z.optional(z.string({ error: region }).check(z.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, { error: region }))),
  /** The unit whose contacts keep the register: units, staff, directives. */
  homeUnit: valid(UnitIdSchema, unitId),
  /**
   * Who keeps the register besides the home unit's contacts: whoever enters the first unit cannot be one of
   * its contacts yet (D90).
   */
  keeper: valid(EmailSchema, mailbox),
  /** The address that letters come from. */
  sender: valid(EmailSchema, mailbox),
  /** Whether the stack makes the sender's identity, or uses one that another deployment or somebody by hand has made. */
  identity: z.enum(["make", "adopt"], { error: identity }),
  /** Where people reach the site. Without it, the API's own endpoint. */
  siteUrl: z.optional(
    z.pipe(
      z
        .string({ error: origin })
        .check(z.refine((url) => isSafe(url) && new URL(url).href === `${new URL(url).origin}/`, { error: origin })),
      z.transform((url) => new URL(url).origin),
    ),
  ),
  /** The OpenID Connect issuer to trust. Without it, the stack makes a Cognito user pool. */
  issuer: z.optional(
    z.string({ error: issuer }).check(z.refine((url) => isSafe(url) && !/[?#]/.test(url), { error: issuer })),
  ),
  /**
   * Who a bearer token may be meant for, besides the stack's own client. With an issuer, there is no client of the
   * stack's own: the first is the client id that people sign in to the pages by.
   */
  audience: z.optional(
    z
      .array(z.string({ error: clientIds }).check(z.regex(AUDIENCE_NAME, { error: clientIds })), { error: clientIds })
      .check(z.minLength(1, { error: clientIds })),
  ),
  /** The clients of units' own systems: who may ask by client credentials, each for one unit. */
  systems: z._default(
    z.array(
      z.strictObject(
        {
          client: valid(ClientIdSchema, systems),
          unit: valid(UnitIdSchema, unitId),
          subject: z.optional(valid(SubjectSchema, systems)),
        },
        { error: systems },
      ),
      { error: systems },
    ),
    [],
  ),
  /** Who looks for malware in files that come in, before they are taken. Without it, nobody does. */
  scan: z.optional(z.literal("guardduty", { error: scanner })),
  /** Who is told of alarms. */
  operatorEmail: z.optional(valid(EmailSchema, mailbox)),
  /** How many letters a second the account may send. */
  mailRate: z._default(z.number({ error: rate }).check(z.positive({ error: rate })), USUAL_MAIL_RATE),
  /** How many workers share that rate. Without it, as many as use it up. */
  mailWorkers: z.optional(
    z
      .number({ error: workers })
      .check(z.int({ error: workers }), z.gte(FEWEST_WORKERS, { error: workers }), z.lte(1000, { error: workers })),
  ),
  /** Whether everybody in a user pool of the stack's own has to have a second factor. */
  secondFactor: z.optional(z.literal(true, { error: secondFactor })),
  /** How many minutes a session of the pages stays open unused: at most the twelve hours that any lasts. */
  sessionIdleMinutes: z._default(
    z
      .number({ error: idleMinutes })
      .check(z.int({ error: idleMinutes }), z.gte(15, { error: idleMinutes }), z.lte(720, { error: idleMinutes })),
    USUAL_IDLE_MINUTES,
  ),
  /** Who is told of holes in the site, by `/.well-known/security.txt`. Without it, nobody is named there. */
  securityContact: z.optional(
    z.union([valid(EmailSchema, securityContact), z.string().check(z.refine(isWebPage, { error: securityContact }))], {
      error: securityContact,
    }),
  ),
});

/** A deployment, as its file describes it. */
export type Deployment = z.infer<typeof SettingsSchema>;
/** What the stack is built by. */
export type Settings = Deployment & {
  /**
   * Whether its first deployment has succeeded: only then is anything protected from being deleted, so that a first
   * one that fails can be rolled back and made again.
   */
  readonly stands: boolean;
};

/** What a deployment's file may hold. */
export const settingNames: readonly string[] = Object.keys(SettingsSchema.def.shape);

/**
 * Reads what a deployment's file holds.
 *
 * @param source what was read, as the message names it
 * @throws Error that names at once every setting that is missing or cannot be used.
 */
export function readDeployment(given: unknown, source: string): Deployment {
  const result = z.safeParse(SettingsSchema, given, { reportInput: true });
  const faults = result.success ? contradictions(result.data) : (result.error.issues ?? []).flatMap(faultsOf);
  const needless = new Set(faults.map(({ path }) => path));
  for (const fault of unlikeALaptop(given)) if (!needless.has(fault.path)) faults.push(fault);
  if (result.success && faults.length === 0) return result.data;
  throw new Error(
    [
      `${source} cannot be used:`,
      ...faults.map(({ path, got, allowed }) => `- ${path}: got ${quote(got)}; allowed: ${allowed}`),
    ].join("\n"),
  );
}

type SettingFault = { readonly path: string; readonly got: unknown; readonly allowed: string };

function faultsOf(issue: z.core.$ZodIssue): SettingFault[] {
  const path = pathOf(issue.path);
  if (issue.code !== "unrecognized_keys") return [{ path: path || "it", got: issue.input, allowed: issue.message }];
  const allowed = issue.path.length === 0 ? settingNames : ["client", "unit", "subject"];
  return issue.keys.map((key) => ({
    path: pathOf([...issue.path, key]),
    got: memberOf(issue.input, key),
    allowed: `nothing: there is no such setting, only ${allowed.join(", ")}`,
  }));
}

/** What holds between settings that are right by themselves. */
function contradictions({ issuer: own, audience = [], systems: clients, secondFactor: factor }: Deployment) {
  const faults: SettingFault[] = [];
  if (own !== undefined && audience.length === 0)
    faults.push({ path: "audience", got: undefined, allowed: `with an issuer, ${clientIds}` });
  if (own !== undefined && factor !== undefined)
    faults.push({ path: "secondFactor", got: factor, allowed: "nothing with an issuer, which asks for it itself" });
  faults.push(...clientFaults({ ownIssuer: own !== undefined, audience, systems: clients }));
  return faults;
}

/** What is left out, or stands as an example, on a laptop alone; judged whatever else is wrong. */
function unlikeALaptop(given: unknown): SettingFault[] {
  if (memberOf(given, "name") === LAPTOP || typeof given !== "object" || given === null) return [];
  const faults: SettingFault[] = [];
  for (const [path, allowed] of [
    ["region", region],
    ["operatorEmail", mailbox],
  ] as const) {
    if (memberOf(given, path) === undefined) faults.push({ path, got: undefined, allowed });
  }
  for (const path of ["keeper", "sender", "siteUrl", "issuer", "operatorEmail", "securityContact"]) {
    const got = memberOf(given, path);
    const host = typeof got === "string" ? hostOf(got) : undefined;
    if (host === undefined) continue;
    if (isExampleHost(host)) faults.push({ path, got, allowed: "an address of your own: this one is an example" });
    if (isLoopback(host)) faults.push({ path, got, allowed: "an address that others reach, too" });
  }
  return faults;
}

function hostOf(address: string): string | undefined {
  if (address.includes("@") && !address.includes("/")) return address.slice(address.lastIndexOf("@") + 1).trim();
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

/** A schema of the domain, with one message of ours for whatever is wrong. */
function valid<S extends z.ZodMiniType<unknown, string>>(schema: S, allowed: string) {
  const isGood = (text: string): boolean => z.safeParse(schema, text).success;
  return z.pipe(z.string({ error: allowed }).check(z.refine(isGood, { error: allowed })), schema);
}

function isWebPage(text: string): boolean {
  return URL.canParse(text) && /^https:\/\/[^\s@]+$/.test(text);
}

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}
