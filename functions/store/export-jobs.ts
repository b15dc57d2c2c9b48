import * as z from "zod/mini";

import { EXPORT_HOLD_MS } from "../domain/export-job.ts";
import type { ExportJob, ExportRef, MadeExport } from "../domain/export-job.ts";
import { ExportedFileSchema } from "../domain/exported-file.ts";
import { DirectiveIdSchema, EmailSchema, ObligationIdSchema } from "../domain/ids.ts";
import type { Email } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import type { Table } from "./dynamo.ts";
import { absent, allOf, anyOf, below, equals } from "./expressions.ts";
import { keys } from "./table.ts";

const JobSchema = lazyObject(() => ({
  directiveId: DirectiveIdSchema,
  obligationId: ObligationIdSchema,
  file: ExportedFileSchema,
  number: z.number(),
  state: z.enum(["asked", "made"]),
  askedAt: z.number(),
  tell: z.array(EmailSchema),
  done: z.number(),
  of: z.number(),
  heldUntil: z.optional(z.number()),
  made: z.optional(
    z.object({
      number: z.number(),
      at: z.number(),
      key: z.string(),
      version: z.string(),
      bytes: z.number(),
      fileName: z.string(),
    }),
  ),
}));

/** A making, by its number. */
type Making = ExportRef & Pick<ExportJob, "number">;

/** So many are told of one making; who asks after them sees it on the page. */
const MOST_TOLD = 20;

export type ExportJobs = ReturnType<typeof exportJobsIn>;

/** The files that are made in the background: of each the making under way, and the last that was made. */
export function exportJobsIn(table: Table) {
  const read = async (ref: ExportRef): Promise<ExportJob | undefined> => {
    const item = await table.get(keys.exportJob(ref), { consistent: true });
    return item && JobSchema.parse(item);
  };
  const isUnderWay = ({ number }: Pick<Making, "number">) => allOf(equals("number", number), equals("state", "asked"));

  return {
    read,

    /**
     * Begins a making, the first or the next after one that is made; whoever asks while one is under way is told of that one.
     * @returns the making; and whether it was begun by this
     */
    async ask(
      ref: ExportRef,
      { at, of, tell }: { readonly at: EpochMs; readonly of: number; readonly tell: Email | undefined },
    ): Promise<{ readonly job: ExportJob; readonly begun: boolean }> {
      const known = await read(ref);
      const told = tell === undefined ? [] : [tell];
      if (known?.state === "asked") {
        const more = told.filter((one) => !known.tell.includes(one)).slice(0, MOST_TOLD - known.tell.length);
        if (more.length === 0) return { job: known, begun: false };
        const joined = { ...known, tell: [...known.tell, ...more] };
        // Made meanwhile, it is there to be fetched; joined by another meanwhile, it is looked at again.
        const when = [isUnderWay(known), equals("tell", known.tell)];
        if (await table.update(keys.exportJob(ref), { set: { tell: joined.tell } }, when))
          return { job: joined, begun: false };
        return this.ask(ref, { at, of, tell });
      }
      const { directiveId, obligationId, file } = ref;
      const job: ExportJob = {
        directiveId,
        obligationId,
        file,
        state: "asked",
        askedAt: at,
        tell: told,
        done: 0,
        of,
        number: (known?.number ?? 0) + 1,
        made: known?.made,
      };
      const unchanged = known ? allOf(equals("number", known.number), equals("state", known.state)) : absent("pk");
      if (await table.put({ ...keys.exportJob(ref), ...job, letters: {} }, unchanged)) return { job, begun: true };
      return this.ask(ref, { at, of, tell });
    },

    /** Takes the making over, unless another function is at it, or it is made. */
    hold: (making: Making, now: EpochMs): Promise<boolean> =>
      table.update(keys.exportJob(making), { set: { heldUntil: now + EXPORT_HOLD_MS, done: 0 } }, [
        isUnderWay(making),
        anyOf(absent("heldUntil"), below("heldUntil", now)),
      ]),

    /** Tells how far it has come, and goes on holding it. */
    step: (making: Making, done: number, now: EpochMs): Promise<boolean> =>
      table.update(keys.exportJob(making), { set: { heldUntil: now + EXPORT_HOLD_MS, done } }, [isUnderWay(making)]),

    /** Lets go of a making that broke off, so that it is taken over at once. */
    letGo: (making: Making): Promise<boolean> =>
      table.update(keys.exportJob(making), { remove: [["heldUntil"]] }, [isUnderWay(making)]),

    /** The file is there. False when it was made by another already. */
    finish: (making: Making, made: Omit<MadeExport, "number">): Promise<boolean> =>
      table.update(
        keys.exportJob(making),
        { set: { state: "made", made: { ...made, number: making.number } }, remove: [["heldUntil"]] },
        [isUnderWay(making)],
      ),
  };
}
