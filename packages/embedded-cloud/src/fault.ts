import * as z from "zod/mini";

/** What befalls letters: of everybody, or to one address. */
const mailFaults = [
  /** SES refuses: certainly not sent. */
  z.strictObject({ kind: z.literal("throttle"), ...letters() }),
  /** The account is in the service's sandbox, and the address not verified: certainly not sent, until the fault is taken back. */
  z.strictObject({ kind: z.literal("sandbox"), ...letters("always") }),
  /** The account may write to no more than so many recipients in any 24 hours of the virtual clock: certainly not sent. */
  z.strictObject({
    kind: z.literal("daily-quota"),
    quota: z._default(z.int().check(z.minimum(0)), 0),
    count: count("always"),
  }),
  /** The account may write to no more than so many recipients in any second of the machine's clock: certainly not sent. */
  z.strictObject({
    kind: z.literal("send-rate"),
    perSecond: z._default(z.int().check(z.minimum(1)), 1),
    count: count("always"),
  }),
  /** Policies of the account forbid to write to the address: certainly not sent, until the fault is taken back. */
  z.strictObject({ kind: z.literal("access-denied"), ...letters("always") }),
  /** SES accepts, and the address turns out not to exist. */
  z.strictObject({ kind: z.literal("bounce"), ...letters() }),
  /** SES accepts, tries for long, and gives up; the address may work another day. */
  z.strictObject({ kind: z.literal("soft-bounce"), ...letters() }),
  /** SES accepts, and does not try: the address is on the account's suppression list. */
  z.strictObject({ kind: z.literal("suppressed"), ...letters("always") }),
  /** SES accepts, and finds a virus: it does not try. */
  z.strictObject({ kind: z.literal("reject"), ...letters() }),
  /** SES accepts, and cannot fill in the template: only letters by a template end so in the cloud. */
  z.strictObject({ kind: z.literal("rendering-failure"), ...letters() }),
  /** The mailbox takes it only later, by virtual time, and SES tells so in between. */
  z.strictObject({ kind: z.literal("delivery-delay"), ...letters(), delaySeconds: seconds(14 * 3600, 3600) }),
  /** The letter arrives, and its reader calls it unwanted. */
  z.strictObject({ kind: z.literal("complaint"), ...letters() }),
  /** SES accepts, and the sender is never told. */
  z.strictObject({ kind: z.literal("lose-reply"), ...letters() }),
  /** The sending function dies while it talks to SES: before the letter is accepted, or after. */
  z.strictObject({ kind: z.literal("crash"), ...letters(), when: z._default(z.enum(["before", "after"]), "after") }),
  /** What SES publishes of the letter never comes, comes twice, or comes late by virtual time. */
  z.strictObject({ kind: z.literal("lose-events"), ...letters() }),
  z.strictObject({ kind: z.literal("duplicate-events"), ...letters() }),
  z.strictObject({ kind: z.literal("late-events"), ...letters(), delaySeconds: seconds(30 * 86_400, 3600) }),
] as const;

/** What befalls messages and schedules: of all, or of those whose queue or name has a text in it. */
const deliveryFaults = [
  /** A message is delivered twice: the second time so many virtual seconds after the first, or together with it. */
  z.strictObject({ kind: z.literal("duplicate-messages"), ...messages(), delaySeconds: seconds(900, 0, 0) }),
  /** A message comes so many virtual seconds late, behind all that is sent meanwhile: out of order. */
  z.strictObject({ kind: z.literal("late-messages"), ...messages(), delaySeconds: seconds(900, 1) }),
  /** A schedule fires as late as the service may be. */
  z.strictObject({ kind: z.literal("late-schedules"), ...schedules(), delaySeconds: seconds(60, 60) }),
  z.strictObject({ kind: z.literal("duplicate-schedules"), ...schedules() }),
] as const;

const tableFaults = [
  /**
   * DynamoDB refuses: what is asked of the table; or, of an index, reads through it and writes that change it. Of a batch
   * it strikes one item after the other.
   */
  z.strictObject({
    kind: z.literal("throttle-table"),
    ...table(),
    operation: z.optional(z.enum(["read", "write"])),
    error: z._default(z.enum(["ThrottlingException", "ProvisionedThroughputExceededException"]), "ThrottlingException"),
    count: count(1),
  }),
  /** An index shows what stood so many virtual seconds ago; `count` is of reads. */
  z.strictObject({
    kind: z.literal("lag-index"),
    ...table(),
    delaySeconds: seconds(3600, 1),
    count: count("always"),
  }),
] as const;

const FaultSchema = z.discriminatedUnion("kind", [...mailFaults, ...deliveryFaults, ...tableFaults]);
const TableFaultSchema = z.discriminatedUnion("kind", tableFaults);

export type Fault = z.infer<typeof FaultSchema>;
/** A fault as it is asked for: what has a default may be left out. */
export type FaultRequest = z.input<typeof FaultSchema>;
export type FaultKind = Fault["kind"];
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { kind: Kind }>;
export type TableFault = z.infer<typeof TableFaultSchema>;

/** What there is for faults to strike, but for addresses and schedules, of which anybody may make more. */
export type FaultTargets = {
  readonly queues: readonly string[];
  readonly tables: readonly { readonly name: string; readonly indexes: readonly string[] }[];
};

export type FaultError = { readonly path: string; readonly message: string };

/** Reads what was kept. @throws ZodError */
export function parseFault(input: unknown): Fault {
  return z.parse(FaultSchema, input);
}

/** Reads what a person or test asks for; or says all that is wrong with it, and what is allowed. */
export function readFault(
  input: unknown,
  targets: FaultTargets | undefined,
): { readonly fault: Fault } | { readonly errors: readonly FaultError[] } {
  const parsed = z.safeParse(FaultSchema, input, { reportInput: true });
  if (!parsed.success) return { errors: parsed.error.issues.map(explained) };
  const errors = targets === undefined ? [] : strangers(parsed.data, targets);
  return errors.length > 0 ? { errors } : { fault: parsed.data };
}

/** Whether a fault strikes something of that name: a queue, a schedule or a table. */
export function isNamed(name: string, part: string | undefined): boolean {
  return part === undefined || name.toLowerCase().includes(part.toLowerCase());
}

export function isOfKind<Kind extends FaultKind>(fault: Fault, kind: Kind): fault is FaultOf<Kind> {
  return fault.kind === kind;
}

export function isTableFault(fault: Fault): fault is TableFault {
  return fault.kind === "throttle-table" || fault.kind === "lag-index";
}

/** What a fault names that is not there: it would strike nothing, in silence. */
function strangers(fault: Fault, { queues, tables }: FaultTargets): FaultError[] {
  const named = (path: "queue" | "table" | "index", part: string | undefined, names: readonly string[]): FaultError[] =>
    names.some((name) => (path === "index" ? name === part : isNamed(name, part))) || part === undefined
      ? []
      : [{ path, message: `${of[path]} ${names.join(", ")}; got ${JSON.stringify(part)}` }];
  switch (fault.kind) {
    case "duplicate-messages":
    case "late-messages":
      return named("queue", fault.queue, queues);
    case "throttle-table":
    case "lag-index": {
      const names = tables.map(({ name }) => name);
      const indexes = tables.filter(({ name }) => isNamed(name, fault.table)).flatMap((one) => one.indexes);
      return [...named("table", fault.table, names), ...named("index", fault.index, [...new Set(indexes)])];
    }
    default:
      return [];
  }
}

const of = { queue: "Part of the name of a queue:", table: "Part of the name of a table:", index: "One of" };

function explained(issue: z.core.$ZodIssue): FaultError {
  const kinds = FaultSchema.def.options.flatMap((option) => option.shape.kind.def.values);
  const path = issue.path.join(".");
  const got = `got ${JSON.stringify(issue.input)}`;
  if (issue.code === "invalid_union" && path === "kind") {
    return { path, message: `One of ${kinds.join(", ")}; got ${JSON.stringify(kindOf(issue.input)) ?? "nothing"}` };
  }
  if (issue.code === "unrecognized_keys") {
    const kind = kindOf(issue.input);
    const option = FaultSchema.def.options.find(({ shape }) => shape.kind.def.values.some((one) => one === kind));
    const allowed = Object.keys(option?.shape ?? {}).join(", ");
    return { path, message: `Not known of ${String(kind)}: ${issue.keys.join(", ")}; it takes ${allowed}` };
  }
  if (path === "count") return { path, message: `A whole number from 1, or "always"; ${got}` };
  if (path === "address") return { path, message: `An e-mail address; ${got}` };
  return { path, message: `${issue.message}; ${got}` };
}

function kindOf(input: unknown): unknown {
  const parsed = z.safeParse(z.looseObject({ kind: z.optional(z.unknown()) }), input);
  return parsed.success ? parsed.data.kind : input;
}

/** How often it strikes. @param usual unless that is said */
function count(usual: number | "always") {
  return z._default(
    z.pipe(
      z.union([z.int().check(z.minimum(1)), z.null(), z.literal("always")]),
      z.transform((times) => times ?? ("always" as const)),
    ),
    usual,
  );
}

function letters(usual: number | "always" = 1) {
  const address = z.optional(z.string().check(z.toLowerCase(), z.regex(/^[^\s@]+@[^\s@]+$/)));
  return { address, count: count(usual) };
}

function messages() {
  return { queue: nameOrPart(), count: count(1) };
}

function schedules() {
  return { schedule: nameOrPart(), count: count(1) };
}

function table() {
  return { table: nameOrPart(), index: nameOrPart() };
}

function nameOrPart() {
  return z.optional(z.string().check(z.minLength(1)));
}

function seconds(most: number, usual: number, least = 1) {
  return z._default(z.int().check(z.minimum(least), z.maximum(most)), usual);
}
