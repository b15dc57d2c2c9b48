import { deflateRawSync, inflateRawSync } from "node:zlib";
import * as z from "zod/mini";
import type { StateDb } from "../state-db.ts";
import { stableUuid } from "../stable-id.ts";
import type { VirtualClock } from "../virtual-clock.ts";

const LetterSchema = z.object({
  messageId: z.string(),
  /** The envelope: who gets it, whatever the headers say. */
  recipients: z.array(z.string()),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  tags: z.record(z.string(), z.string()),
  configurationSet: z.nullable(z.string()),
  bounced: z.array(z.string()),
  complained: z.array(z.string()),
});
/** A letter as its envelope and its headers show it; what is in it is read from its bytes when somebody opens it. */
export type Letter = z.infer<typeof LetterSchema>;

const OutcomeSchema = z.enum(["delivered", "bounced", "complained"]);
export type MailOutcome = z.infer<typeof OutcomeSchema>;

/** A mail that SES accepted: in its readers' mailboxes, unless its outcome is `bounced`. */
export type MailboxItem = Letter & {
  readonly id: number;
  /** When it was accepted, by the virtual clock, ISO in UTC. */
  readonly at: string;
  /** `bounced` only when it reached none of its recipients. */
  readonly outcome: MailOutcome;
};

const MailRowSchema = z.object({ id: z.int(), at: z.int(), outcome: OutcomeSchema, letter: z.string() });
const BytesSchema = z.instanceof(Uint8Array);
const RawRowSchema = z.object({ id: z.int(), raw: z.nullable(BytesSchema) });
const PackRowSchema = z.object({ last_id: z.int(), sizes: z.string(), raws: BytesSchema });
const SizesSchema = z.array(z.int());
const LastRowSchema = z.object({ last: z.int() });

/** Letters of one kind are much alike: packed together they take a fifth of what each would alone. */
const lettersInPack = 64;

/** All mail that was accepted, with its bytes; packed by the dozen, since a season's mail is large, and seldom read. */
export class MailStore {
  readonly #clock: VirtualClock;
  readonly #stateDb: StateDb;
  readonly #sql: ReturnType<typeof statements>;

  constructor({ stateDb, clock }: { readonly stateDb: StateDb; readonly clock: VirtualClock }) {
    this.#clock = clock;
    this.#stateDb = stateDb;
    this.#sql = statements(stateDb);
  }

  /** The id that SES gives the next mail: it has the time in it, and no other mail has it. */
  nextMessageId(): string {
    const last = this.count();
    const time = this.#clock.now().toString(16).padStart(16, "0");
    return `${time}-${stableUuid(`mail ${last + 1}`).slice(0, 23)}${String(last + 1).padStart(13, "0")}-000000`;
  }

  add(letter: Letter, raw: Buffer): void {
    const unreached = letter.recipients.every((recipient) => letter.bounced.includes(recipient));
    const outcome: MailOutcome = unreached ? "bounced" : letter.complained.length > 0 ? "complained" : "delivered";
    const { lastInsertRowid } = this.#sql.put.run(this.#clock.now(), outcome, JSON.stringify(letter), raw);
    if (Number(lastInsertRowid) % lettersInPack === 0) this.#pack();
  }

  /**
   * Accepted mail in the order of acceptance.
   *
   * @param sinceMs epoch milliseconds; a mail of that very instant is among them, for many may share one
   */
  mailbox({ sinceMs = 0 }: { readonly sinceMs?: number } = {}): MailboxItem[] {
    return this.#sql.since.all(sinceMs).map((row) => {
      const { id, at, outcome, letter } = z.parse(MailRowSchema, row);
      return { id, at: new Date(at).toISOString(), outcome, ...z.parse(LetterSchema, JSON.parse(letter)) };
    });
  }

  /** How many were accepted since the beginning. */
  count(): number {
    return z.parse(LastRowSchema, this.#sql.last.get()).last;
  }

  /** To how many recipients mail was accepted after a moment, in epoch milliseconds. */
  recipientsSince(afterMs: number): number {
    return z.parse(LastRowSchema, this.#sql.recipients.get(afterMs)).last;
  }

  /** The bytes as they were sent; undefined where no mail has that id. */
  raw(id: number): Buffer | undefined {
    const row = this.#sql.raw.get(id);
    if (row === undefined) return undefined;
    const { raw } = z.parse(RawRowSchema, row);
    return raw === null ? this.#unpacked(id) : Buffer.from(raw);
  }

  #pack(): void {
    this.#stateDb.transaction(() => {
      const loose = this.#sql.loose.all().map((row) => z.parse(RawRowSchema, row));
      const raws = loose.map(({ raw }) => raw ?? new Uint8Array());
      const sizes = raws.map(({ length }) => length);
      const last = loose.at(-1)?.id ?? 0;
      const packed = deflateRawSync(Buffer.concat(raws), { level: 1 });
      this.#sql.emptyLoose.run();
      this.#sql.putPack.run(last, JSON.stringify(sizes), packed);
    });
  }

  /** Packs are without gaps: the last letter of one is followed by the first of the next. */
  #unpacked(id: number): Buffer {
    const pack = z.parse(PackRowSchema, this.#sql.pack.get(id));
    const sizes = SizesSchema.parse(JSON.parse(pack.sizes));
    const at = sizes.length - 1 - (pack.last_id - id);
    const start = sizes.slice(0, at).reduce((sum, size) => sum + size, 0);
    return inflateRawSync(pack.raws).subarray(start, start + (sizes[at] ?? 0));
  }
}

const isLoose = "id > (SELECT coalesce(max(last_id), 0) FROM mail_pack)";

function statements(stateDb: StateDb) {
  return {
    last: stateDb.prepare("SELECT coalesce(max(id), 0) AS last FROM mail"),
    put: stateDb.prepare("INSERT INTO mail (at, outcome, letter, raw) VALUES (?, ?, ?, ?)"),
    since: stateDb.prepare("SELECT id, at, outcome, letter FROM mail WHERE at >= ? ORDER BY id"),
    recipients: stateDb.prepare(
      "SELECT coalesce(sum(json_array_length(letter, '$.recipients')), 0) AS last FROM mail WHERE at > ?",
    ),
    raw: stateDb.prepare("SELECT id, raw FROM mail WHERE id = ?"),
    loose: stateDb.prepare(`SELECT id, raw FROM mail WHERE ${isLoose} ORDER BY id`),
    emptyLoose: stateDb.prepare(`UPDATE mail SET raw = NULL WHERE ${isLoose}`),
    putPack: stateDb.prepare("INSERT INTO mail_pack (last_id, sizes, raws) VALUES (?, ?, ?)"),
    pack: stateDb.prepare("SELECT * FROM mail_pack WHERE last_id >= ? ORDER BY last_id LIMIT 1"),
  };
}
