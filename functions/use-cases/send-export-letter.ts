import { obligationOf } from "../domain/directive.ts";
import { fetchableUntil } from "../domain/export-job.ts";
import { fileAsTag } from "../domain/exported-file.ts";
import { DAY_MS } from "../domain/instant.ts";
import { letterKey, spentKey } from "../domain/letter.ts";
import type { LetterName } from "../domain/letter.ts";
import { issueRunOf } from "../domain/milestone-run.ts";
import { decideKnown } from "../domain/owed.ts";
import type { ExportLetterMessage } from "../queue/messages.ts";
import { exportLedger } from "../store/letters.ts";
import type { Effects } from "./effects.ts";
import { sendOnce } from "./send-once.ts";
import type { Handled } from "./send-once.ts";

type Uses = Pick<Effects, "clock" | "register" | "queues" | "mailer" | "sendRateLimiter" | "letters" | "newAttempt"> & {
  readonly siteUrl: string;
};

/** A letter that has to wait is tried again so often, and for so long: afterwards the file's page tells enough. */
const AGAIN_SECONDS = 900;
const TRIED_FOR_MS = DAY_MS;

/** The milestone of such a letter: of which making, and to whom of those who asked for it. */
const madeFor = ({ number, person }: Pick<ExportLetterMessage, "number" | "person">) =>
  `made-${number}-${person}` as const;

/** The same, read. */
export function madeIn(milestone: string): Pick<ExportLetterMessage, "number" | "person"> {
  const [, number, person] = milestone.split("-").map(Number);
  return { number: number ?? 0, person: person ?? 0 };
}

/**
 * Tells one person that the file is there that he asked for, once. A letter that came back is not sent again: he has no other
 * address, and sees it on the page.
 */
export async function sendExportLetter(message: ExportLetterMessage, effects: Uses): Promise<Handled> {
  const { clock, register, queues, siteUrl } = effects;
  const [record, job] = await Promise.all([
    register.directives.directive(message.directiveId),
    register.exportJobs.read(message),
  ]);
  const obligation = record && obligationOf(record.directive, message.obligationId);
  const to = job?.tell[message.person];
  // Asked for anew since, or not made: there is nothing to be told.
  if (!record || !obligation || to === undefined || job?.made?.number !== message.number) return "done";
  if (job.number !== message.number) return "done";

  const letter: LetterName = { ladder: 0, milestone: madeFor(message), addressee: "unit" };
  const ledger = exportLedger(message);
  const entries = (await register.letters.entries(ledger)) ?? {};
  const name = letterKey(letter);
  const now = clock.now();
  const known = decideKnown(entries[name], now);
  if (known?.decision === "nothing" || Object.keys(entries).some((key) => key.startsWith(spentKey(name, ""))))
    return "done";
  if (known?.decision === "wait") return "again";
  if (known?.decision === "release") {
    await register.letters.release(ledger, name, known.attempt, known.waits);
    return sendExportLetter(message, effects);
  }
  const since = entries[name]?.since;
  if (since !== undefined && now >= since + TRIED_FOR_MS) return "done";
  const receiver = await register.units.unit(obligation.receiver);
  const sent = await sendOnce(effects, {
    ledger,
    letter,
    to,
    since,
    lookedAfterBy: issueRunOf(message),
    tags: {
      directive: record.directive.id,
      obligation: obligation.id,
      unit: obligation.receiver,
      kind: "export-letter",
      of: fileAsTag(message.file),
    },
    text: effects.letters.ofExport({
      directive: record.directive,
      obligation,
      receiverName: receiver?.name ?? obligation.receiver,
      file: message.file,
      until: fetchableUntil(job.made),
      siteUrl,
    }),
  });
  if (sent === "look-again") return sendExportLetter(message, effects);
  // Not looked after by any milestone, it asks for itself.
  if ((await register.letters.entries(ledger))?.[name]?.status === "waiting")
    await queues.post([message], { delaySeconds: AGAIN_SECONDS });
  return sent;
}
