import * as z from "zod/mini";

import { AttachmentIdSchema, HashSchema, PaperTextSchema, UNFIT, sendableUntil } from "../domain/attachment.ts";
import type { Attachment, AttachmentId, NamedAttachment, ReadyAttachment, Unfit } from "../domain/attachment.ts";
import { fileKinds } from "../domain/file-kind.ts";
import type { FilesRef } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import type { Table } from "./dynamo.ts";
import { absent, allOf, anyOf, beginsWith, equals } from "./expressions.ts";
import { keys } from "./table.ts";

/** Seconds for which it is told why a file was not taken, or that it never came. */
const TOLD_SECONDS = 7 * 24 * 3600;

const common = () => ({
  id: AttachmentIdSchema,
  name: z.string(),
  kind: z.enum(fileKinds),
  announcedAt: z.number(),
  by: z.string(),
  mostBytes: z.int(),
  declared: z.optional(HashSchema),
});
const ReadySchema = lazyObject(() => ({
  ...common(),
  state: z.enum(["ready"]),
  size: z.int(),
  sha256: HashSchema,
  version: z.string(),
  named: z.boolean(),
  paper: z.optional(PaperTextSchema),
}));
const AttachmentSchema: z.ZodMiniType<Attachment> = z.union([
  lazyObject(() => ({ ...common(), state: z.enum(["awaited"]) })),
  lazyObject(() => ({ ...common(), state: z.enum(["refused"]), unfit: z.enum(UNFIT) })),
  ReadySchema,
]);

export type Attachments = ReturnType<typeof attachmentsIn>;

/** What is known of the files of a duty or a directive, from their announcement on; the files themselves are in the archive. */
export function attachmentsIn(table: Table) {
  return {
    /** False when there is one of this id already. */
    async announce(ref: FilesRef, attachment: Attachment & { state: "awaited" }): Promise<boolean> {
      const until = sendableUntil(attachment);
      await table.put({ ...waitingKey(ref, attachment.id), until, expiresAt: Math.ceil(until / 1000) });
      return table.put(
        { ...keys.attachment(ref, attachment.id), ...attachment, expiresAt: toldUntil(attachment.announcedAt) },
        absent("pk"),
      );
    },

    /** How many files of a unit, of all its duties, or of a directive are on their way or wait to be looked at. */
    async waiting(ref: FilesRef, now: EpochMs): Promise<number> {
      const { items } = await table.query(equals("pk", keys.waiting(ref)), { consistent: true });
      return items.filter(({ until }) => typeof until === "number" && until > now).length;
    },

    /** A file is being examined, for so many times by now; nothing when it is not waited for any more. */
    async beginExamination(ref: FilesRef, id: AttachmentId): Promise<number | undefined> {
      const begun = await table.updateAndRead(keys.attachment(ref, id), { add: { examined: 1 } }, [
        equals("state", "awaited"),
      ]);
      return begun && z.parse(BegunSchema, begun).examined;
    },

    async attachment(ref: FilesRef, id: AttachmentId): Promise<Attachment | undefined> {
      const item = await table.get(keys.attachment(ref, id), { consistent: true });
      return item && AttachmentSchema.parse(item);
    },

    /** All of a duty, or of a directive, in the order of their announcement, by one query. */
    async attachments(ref: FilesRef): Promise<Attachment[]> {
      const all: Attachment[] = [];
      const where = allOf(equals("pk", keys.filesOf(ref)), beginsWith("sk", keys.attachments));
      for await (const item of table.queryAll(where, { consistent: true })) all.push(AttachmentSchema.parse(item));
      return all.toSorted((a, b) => a.announcedAt - b.announcedAt);
    },

    /** The file came and is what it says; false when that was found out before, or the file was given up. */
    async takeIn(
      ref: FilesRef,
      id: AttachmentId,
      kept: Pick<ReadyAttachment, "size" | "sha256" | "version" | "paper">,
    ): Promise<boolean> {
      await table.remove(waitingKey(ref, id));
      return table.update(
        keys.attachment(ref, id),
        { set: { ...kept, state: "ready", named: false }, remove: [["expiresAt"]] },
        [equals("state", "awaited")],
      );
    },

    /** The file came and cannot be taken; why is told for some days. */
    async refuse(ref: FilesRef, id: AttachmentId, unfit: Unfit, now: EpochMs): Promise<boolean> {
      await table.remove(waitingKey(ref, id));
      return table.update(keys.attachment(ref, id), { set: { state: "refused", unfit, expiresAt: toldUntil(now) } }, [
        equals("state", "awaited"),
      ]);
    },

    /**
     * Names an attachment in a filing: from now on nobody takes it away. Answers it as it is; nothing when there is
     * no such content. One write, no read.
     */
    async name(ref: FilesRef, { id, sha256 }: NamedAttachment): Promise<ReadyAttachment | undefined> {
      const item = await table.updateAndRead(
        keys.attachment(ref, id),
        { set: { named: true } },
        [equals("state", "ready"), equals("sha256", sha256)],
        "ALL_OLD",
      );
      return item && { ...ReadySchema.parse(item), named: true };
    },

    /** False when a filing has named it, or when there is none. */
    async drop(ref: FilesRef, id: AttachmentId): Promise<boolean> {
      await table.remove(waitingKey(ref, id));
      return table.remove(
        keys.attachment(ref, id),
        anyOf(equals("named", false), equals("state", "awaited"), equals("state", "refused")),
      );
    },
  };
}

const BegunSchema = lazyObject(() => ({ examined: z.int() }));

const waitingKey = (ref: FilesRef, id: AttachmentId) => ({
  pk: keys.waiting(ref),
  sk: keys.attachment(ref, id).sk,
});

const toldUntil = (now: EpochMs): number => Math.ceil(now / 1000) + TOLD_SECONDS;
