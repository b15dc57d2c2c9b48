import * as z from "zod/mini";
import type { StateDb } from "./state-db.ts";

const FaultSchema = z.discriminatedUnion("kind", [
  /** SES refuses: certainly not sent. */
  z.strictObject({ kind: z.literal("throttle"), ...target() }),
  /** The account is in the service's sandbox, and the address not verified: certainly not sent, until the fault is taken back. */
  z.strictObject({ kind: z.literal("sandbox"), ...target("always") }),
  /** SES accepts, and the address turns out not to exist. */
  z.strictObject({ kind: z.literal("bounce"), ...target() }),
  /** SES accepts, tries for long, and gives up; the address may work another day. */
  z.strictObject({ kind: z.literal("soft-bounce"), ...target() }),
  /** The letter arrives, and its reader calls it unwanted. */
  z.strictObject({ kind: z.literal("complaint"), ...target() }),
  /** SES accepts, and the sender is never told. */
  z.strictObject({ kind: z.literal("lose-reply"), ...target() }),
  /** The sending function dies while it talks to SES: before the letter is accepted, or after. */
  z.strictObject({ kind: z.literal("crash"), ...target(), when: z._default(z.enum(["before", "after"]), "after") }),
  /** What SES publishes of the letter never comes, comes twice, or comes late by virtual time. */
  z.strictObject({ kind: z.literal("lose-events"), ...target() }),
  z.strictObject({ kind: z.literal("duplicate-events"), ...target() }),
  z.strictObject({
    kind: z.literal("late-events"),
    ...target(),
    delaySeconds: z._default(z.int().check(z.minimum(1), z.maximum(30 * 86_400)), 3600),
  }),
]);

export type Fault = z.infer<typeof FaultSchema>;
/** A fault as it is asked for: what has a default may be left out. */
export type FaultRequest = z.input<typeof FaultSchema>;
export type FaultKind = Fault["kind"];

/** A fault that waits; `remaining` is how many letters it still strikes, null: all until it is cleared. */
export type WaitingFault = { readonly id: number; readonly fault: Fault; readonly remaining: number | null };

export type Injection =
  | { readonly outcome: "injected"; readonly fault: WaitingFault }
  | { readonly outcome: "rejected"; readonly errors: readonly { path: string; message: string }[] };

const RowSchema = z.object({ id: z.int(), fault: z.string(), remaining: z.nullable(z.int()) });

/** Faults that the mail service shall have, kept until each has struck as often as it was asked to. */
export class Faults {
  readonly #sql: ReturnType<typeof statements>;
  /** Those that wait, by kind and address: each letter is asked about for every kind. Read anew after a change. */
  #byTarget: ReadonlyMap<string, readonly WaitingFault[]> | undefined;

  constructor(stateDb: StateDb) {
    this.#sql = statements(stateDb);
    stateDb.onUndone(() => {
      this.#byTarget = undefined;
    });
  }

  /** Reads what a person or test asks for: `{kind, address?, count?}`; without an address it is for every letter. */
  inject(input: unknown): Injection {
    const parsed = z.safeParse(FaultSchema, input, { reportInput: true });
    if (!parsed.success) return { outcome: "rejected", errors: parsed.error.issues.map(explained) };
    const { count } = parsed.data;
    this.#byTarget = undefined;
    const row = this.#sql.put.get(JSON.stringify(parsed.data), count === "always" ? null : count);
    return { outcome: "injected", fault: parseRow(row) };
  }

  waiting(): WaitingFault[] {
    return this.#sql.all.all().map(parseRow);
  }

  clear(): void {
    this.#byTarget = undefined;
    this.#sql.clear.run();
  }

  /**
   * Lets the oldest fault of this kind strike that fits one of the recipients; it has one less to go then.
   * Undefined when none does.
   */
  strike<Kind extends FaultKind>(kind: Kind, recipients: readonly string[]): FaultOf<Kind> | undefined {
    this.#byTarget ??= Map.groupBy(this.waiting(), ({ fault }) => targetOf(fault.kind, fault.address));
    const fitting = [undefined, ...recipients].flatMap((address) => this.#byTarget?.get(targetOf(kind, address)) ?? []);
    const [oldest] = fitting.toSorted((a, b) => a.id - b.id);
    if (oldest === undefined || !isOfKind(oldest.fault, kind)) return undefined;
    if (oldest.remaining !== null) {
      this.#sql.countDown.run(oldest.id);
      this.#sql.dropSpent.run();
      this.#byTarget = undefined;
    }
    return oldest.fault;
  }
}

const targetOf = (kind: FaultKind, address: string | undefined): string => `${kind} ${address?.toLowerCase() ?? ""}`;

export type FaultOf<Kind extends FaultKind> = Extract<Fault, { kind: Kind }>;

/** Which of the recipients a fault is for. */
export function struckBy(fault: Fault, recipients: readonly string[]): string[] {
  return recipients.filter((recipient) => fault.address === undefined || recipient.toLowerCase() === fault.address);
}

function isOfKind<Kind extends FaultKind>(fault: Fault, kind: Kind): fault is FaultOf<Kind> {
  return fault.kind === kind;
}

/** @param letters how many it strikes unless that is said */
function target(letters: number | "always" = 1) {
  return {
    address: z.optional(z.string().check(z.toLowerCase(), z.regex(/^[^\s@]+@[^\s@]+$/))),
    count: z._default(
      z.pipe(
        z.union([z.int().check(z.minimum(1)), z.null(), z.literal("always")]),
        z.transform((count) => count ?? ("always" as const)),
      ),
      letters,
    ),
  };
}

function explained(issue: z.core.$ZodIssue): { path: string; message: string } {
  const kinds = FaultSchema.def.options.flatMap((option) => option.shape.kind.def.values);
  const path = issue.path.join(".");
  const got = `got ${JSON.stringify(issue.input)}`;
  if (issue.code === "invalid_union" && path === "kind") {
    return { path, message: `One of ${kinds.join(", ")}; got ${JSON.stringify(kindOf(issue.input)) ?? "nothing"}` };
  }
  if (path === "count") return { path, message: `A whole number from 1, or "always"; ${got}` };
  if (path === "address") return { path, message: `An e-mail address; ${got}` };
  return { path, message: `${issue.message}; ${got}` };
}

function kindOf(input: unknown): unknown {
  const parsed = z.safeParse(z.looseObject({ kind: z.optional(z.unknown()) }), input);
  return parsed.success ? parsed.data.kind : input;
}

function parseRow(row: unknown): WaitingFault {
  const { id, fault, remaining } = z.parse(RowSchema, row);
  return { id, fault: z.parse(FaultSchema, JSON.parse(fault)), remaining };
}

function statements(stateDb: StateDb) {
  return {
    put: stateDb.prepare("INSERT INTO fault (fault, remaining) VALUES (?, ?) RETURNING *"),
    all: stateDb.prepare("SELECT * FROM fault ORDER BY id"),
    countDown: stateDb.prepare("UPDATE fault SET remaining = remaining - 1 WHERE id = ?"),
    dropSpent: stateDb.prepare("DELETE FROM fault WHERE remaining <= 0"),
    clear: stateDb.prepare("DELETE FROM fault"),
  };
}
