import { placeOf } from "../domain/directive-record.ts";
import { obligationOf } from "../domain/directive.ts";
import type { ExportJob } from "../domain/export-job.ts";
import { isRefusal } from "../domain/refusal.ts";
import type { ExportMessage } from "../queue/messages.ts";
import { log } from "../runtime/log.ts";
import type { ExportJobs } from "../store/export-jobs.ts";
import type { SiteRegister } from "../store/register.ts";
import type { Effects, Shelf } from "./effects.ts";
import { keepOnShelf } from "./download.ts";
import { fileMakerOf } from "./file-makers.ts";
import type { Handled } from "./send-once.ts";

type Uses = Pick<Effects, "clock" | "newAttempt" | "queues"> & {
  readonly register: SiteRegister & { readonly exportJobs: ExportJobs };
  readonly shelf: Pick<Shelf, "put">;
};

/** How far it has come is written no more often than somebody looks. */
const STEP_MS = 2_000;

/**
 * Makes a file that was asked for, keeps it and has everybody told who asked. One function at a time is at it; where one has
 * died, the queue hands the message to another, which begins anew: nothing of a file is kept before all of it is there.
 */
export async function makeExport(message: ExportMessage, effects: Uses): Promise<Handled> {
  const { clock, newAttempt, register, shelf } = effects;
  const [record, job] = await Promise.all([
    register.directives.directive(message.directiveId),
    register.exportJobs.read(message),
  ]);
  const obligation = record && obligationOf(record.directive, message.obligationId);
  if (!record || !obligation || job?.number !== message.number) {
    log("warn", "A file was asked for that nobody waits for.", message);
    return "done";
  }
  // The function that made it may have died before it could have anybody told. Asked for twice, a letter goes out once.
  if (job.state === "made") return tellOf(job, effects);
  if (!(await register.exportJobs.hold(job, clock.now()))) return "again";
  try {
    const found = { record, obligation, place: placeOf(record, obligation) };
    const made = await fileMakerOf(job.file)(
      { found, now: clock.now(), query: {} },
      { register: countingPages(job, effects) },
    );
    if (isRefusal(made)) throw new Error(made.detail);
    const kept = await keepOnShelf(made, newAttempt(), shelf);
    await register.exportJobs.finish(job, { ...kept, at: clock.now() });
  } catch (error) {
    await register.exportJobs.letGo(job);
    throw error;
  }
  // Who has joined while it was being made is told, too.
  const now = await register.exportJobs.read(job);
  return now ? tellOf(now, effects) : "done";
}

/** The register as the maker reads it, writing down now and then how many duties it has gone through. */
function countingPages(job: ExportJob, { clock, register }: Pick<Uses, "clock" | "register">): SiteRegister {
  let done = 0;
  let toldAt = clock.now();
  return {
    ...register,
    duties: {
      ...register.duties,
      async dutiesOf(...asked) {
        const page = await register.duties.dutiesOf(...asked);
        done += page.items.length;
        const now = clock.now();
        if (now >= toldAt + STEP_MS) {
          toldAt = now;
          await register.exportJobs.step(job, Math.min(done, job.of), now);
        }
        return page;
      },
    },
  };
}

/** Asks for the letters to everybody who asked for the file, if it is made. */
async function tellOf(job: ExportJob, { queues }: Pick<Uses, "queues">): Promise<Handled> {
  const { directiveId, obligationId, file, number, tell } = job;
  if (job.state === "made")
    await queues.post(
      tell.map((_to, person) => ({ kind: "export-letter", directiveId, obligationId, file, number, person }) as const),
    );
  return "done";
}
