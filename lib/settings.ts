import type { Node } from "constructs";
import * as z from "zod/mini";

import { EmailSchema, UnitIdSchema } from "../functions/domain/ids.ts";
import { quote } from "../functions/domain/parsing.ts";
import { FEWEST_WORKERS } from "./sending-plan.ts";

const unitId = "one unit's id: 1 to 64 small letters a–z, digits, - and _, like snv";
const mailbox = "an e-mail address, like dunghan@tinh.example";
const origin = "an https address without path or query, like https://baocao.tinh.example (http on loopback only)";
const rate = "a number of letters a second, above 0";
const workers = `a whole number of workers, from ${FEWEST_WORKERS} to 1000`;
const names = "one name or more, separated by commas";
const clientIds = "at least the client id that people sign in by, which comes first, separated by commas";
const scanner = "guardduty, which looks for malware in files that come in; nothing, if nobody shall";
const issuer = "an https address without query, like https://sso.tinh.example (http on loopback only)";

const deploymentName = "small letters a–z, digits and -, 2 to 32 characters, beginning with a letter, like dak-lak";

const SettingsSchema = z.object({
  /** Names the deployment: its stack, and whatever of it stands beside another's in one account. */
  name: z._default(
    z.string({ error: deploymentName }).check(z.regex(/^[a-z][a-z0-9-]{1,31}$/, { error: deploymentName })),
    "laptop",
  ),
  /**
   * Whether its first deployment has succeeded: only then is anything protected from being deleted, so that a first
   * one that fails can be rolled back and made again.
   */
  stands: z._default(z.boolean(), false),
  /** The unit whose contacts keep the register: units, staff, directives. */
  homeUnit: valid(UnitIdSchema, unitId),
  /**
   * Who keeps the register besides the home unit's contacts: whoever enters the first unit cannot be one of
   * its contacts yet.
   */
  keeper: valid(EmailSchema, mailbox),
  /** The address that letters come from; the stack makes an SES identity of its domain. */
  sender: valid(EmailSchema, mailbox),
  /** Whether the stack makes the sender's identity, or uses one that another deployment or somebody by hand has made. */
  identity: z._default(z.enum(["make", "adopt"]), "make"),
  /** The clients of units' own systems: who may ask by client credentials, each for one unit. */
  systems: z._default(z.array(z.object({ client: z.string(), unit: UnitIdSchema })), []),
  /** Whether everybody in a user pool of the stack's own has to have a second factor. */
  secondFactor: z.optional(z.literal(true)),
  /** How many letters a second the account may send. */
  mailRate: z.coerce.number({ error: rate }).check(z.positive({ error: rate })),
  /** How many workers share that rate. Without it, as many as use it up. */
  mailWorkers: z.optional(
    z.coerce
      .number({ error: workers })
      .check(z.int({ error: workers }), z.gte(FEWEST_WORKERS, { error: workers }), z.lte(1000, { error: workers })),
  ),
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
   * Who a bearer token may be meant for, besides the stack's own client: comma-separated. With an issuer, there is no
   * client of the stack's own: the first is the client id that people sign in to the pages by.
   */
  audience: z.optional(
    z.pipe(
      z.pipe(z.string({ error: names }), z.transform(splitList)),
      z.array(z.string()).check(z.minLength(1, { error: names })),
    ),
  ),
  /** Who looks for malware in files that come in, before they are taken. Without it, nobody does. */
  scan: z.optional(z.literal("guardduty", { error: scanner })),
  /** Who is told of alarms. */
  operatorEmail: z.optional(valid(EmailSchema, mailbox)),
});
export type Settings = z.infer<typeof SettingsSchema>;

/**
 * Reads the stack's settings from its context: cdk.json, or `-c name=value`.
 * @throws Error that names at once every setting that is missing or cannot be used.
 */
export function readSettings(node: Node): Settings {
  const given = Object.fromEntries(
    Object.keys(SettingsSchema.def.shape).flatMap((name) => {
      const value: unknown = node.tryGetContext(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const result = z.safeParse(SettingsSchema, given);
  const faults = (result.error?.issues ?? []).map(({ path, message }) => ({ name: String(path[0]), allowed: message }));
  if (given["issuer"] !== undefined && given["audience"] === undefined) {
    faults.push({ name: "audience", allowed: `with an issuer, ${clientIds}` });
  }
  if (result.success && faults.length === 0) return result.data;
  throw new Error(
    [
      "These settings cannot be used (give them in cdk.json under context, or as -c name=value):",
      ...faults.map(({ name, allowed }) => `- ${name}: got ${quote(given[name])}; allowed: ${allowed}`),
    ].join("\n"),
  );
}

/** A schema of the domain, with one message of ours for whatever is wrong. */
function valid<S extends z.ZodMiniType<unknown, string>>(schema: S, allowed: string) {
  const isGood = (text: string): boolean => z.safeParse(schema, text).success;
  return z.pipe(z.string({ error: allowed }).check(z.refine(isGood, { error: allowed })), schema);
}

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(hostname));
}

function splitList(list: string): string[] {
  return list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
