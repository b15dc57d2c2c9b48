import { formatInstant } from "../../../functions/domain/instant.ts";
import { MAILBOX_FULL } from "../../../functions/domain/waiting.ts";
import { DAY_MS, HOUR_MS } from "../durations.ts";
import type { Ended, Invariant } from "./ended.ts";
import type { Wrong } from "./wrong.ts";

/** From an address's being allowed to the next look and the letter's own try, when nothing goes wrong. */
const TRIED_WITHIN_MS = 1.5 * HOUR_MS;
/** Rounds may be missed, functions frozen for forty minutes, and letters not be taken just then; beside the hours at which none is. */
const HELD_UP_MS = 4 * HOUR_MS;

/** A letter that waited is tried soon after its address is allowed, a full mailbox after a day; none waits still at the end. */
export const nothingWaitsForEver: Invariant = (ended) =>
  [...ended.witness.duties.values(), ...ended.witness.runs.values()].flatMap((story) =>
    story.entries.flatMap(({ at, name, entry }, i): Wrong[] => {
      if (entry?.status !== "waiting") return [];
      const until = story.entries.slice(i + 1).find((later) => later.name === name)?.at ?? Number.POSITIVE_INFINITY;
      const allowed = Math.max(at, ended.season.allowedFrom.get(entry.to ?? "") ?? 0);
      // A full mailbox is tried again a day after it was full.
      const fullMs = entry.reason === MAILBOX_FULL ? DAY_MS : 0;
      if (until <= allowed + fullMs + TRIED_WITHIN_MS + heldUp(ended)) return [];
      const since = `since ${formatInstant(at)}, though ${entry.to} was allowed from ${formatInstant(allowed)} on`;
      const what =
        until === Number.POSITIVE_INFINITY ? `waits still, ${since}` : `waited to ${formatInstant(until)}, ${since}`;
      return [
        { wrong: `${story.sk}: ${name} ${what}`, about: [story.sk.split("#").at(-1) ?? "", name.split(".")[1] ?? ""] },
      ];
    }),
  );

function heldUp({ mood }: Ended): number {
  return (mood.calm ? 0 : HELD_UP_MS) + mood.queue.backlogMs + mood.mail.closedHours * HOUR_MS;
}
