import type { LetterName } from "../../../functions/domain/letter.ts";
import { letterKey } from "../../../functions/domain/letter.ts";
import type { MailMessage } from "../../../functions/queue/messages.ts";
import { MINUTE_MS } from "../durations.ts";
import { isClosedAt } from "../simulated-mail.ts";
import { COUNT_QUEUE, POST_QUEUE, RUN_QUEUE } from "../stack-settings.ts";
import type { Ended, Invariant, LaidAside } from "./ended.ts";

/** A claim that was open for longer was one of which nobody knew. */
const LEASE_LIKE_MS = 8 * MINUTE_MS;

const RECEIVES = { post: POST_QUEUE.receives, run: RUN_QUEUE.receives, count: COUNT_QUEUE.receives };

/** A claim of which nobody knows is waited for as long as its lease: so many receives by the most different of clocks. */
const RECEIVES_OF_A_LEASE = 4;

/**
 * No queue gives a message up for little. Honest reasons: as many mishaps as the queue allows for receives, but one; on
 * the post queue, whose ten receives are six minutes apart, claims of which nobody knew what had become, each of which
 * counts for four of them; or a mail service that took nothing for some of that time.
 */
export const nothingIsGivenUpForLittle: Invariant = (ended) =>
  ended.laidAside.flatMap((aside) => {
    const { body, faults } = aside.message;
    if (aside.queue === "post" && metClosedDoors(aside, ended)) return [];
    const borne = aside.queue === "post" ? faults + RECEIVES_OF_A_LEASE * unknownClaims(aside, ended) : faults;
    const wrong = `the ${aside.queue} queue gave a message up after ${faults} mishaps: ${body}`;
    return borne >= RECEIVES[aside.queue] - 1 ? [] : [{ wrong, about: [aside.message.id] }];
  });

/**
 * Whether the mail service took nothing when one of the message's tries came; or next to nothing, so that a limiter closes
 * before some of its letters had their turn.
 */
function metClosedDoors({ message: { visibleAt, receives } }: LaidAside, { mood }: Ended): boolean {
  if (mood.mail.throttled > 0.5) return true;
  return Array.from({ length: receives }, (_, tries) => visibleAt - tries * POST_QUEUE.visibilityMs).some((instant) =>
    isClosedAt(instant, mood.mail),
  );
}

/** How many claims on a message's letter were waited for while the message was on the queue. */
function unknownClaims({ message }: LaidAside, { witness }: Ended): number {
  const asked = JSON.parse(message.body) as MailMessage;
  if (asked.kind === "enter-receipt") return 0;
  const story =
    asked.kind === "letter"
      ? [...witness.duties.values()].find(
          ({ pk, sk }) => pk.startsWith(`OBLIGATION#cv#${asked.obligationId}#`) && sk === `UNIT#${asked.unitId}`,
        )
      : witness.runs.get(`OBLIGATION#cv#${asked.obligationId}#${asked.run}`);
  const isOf = (name: string): boolean =>
    asked.kind === "letter" ? name === letterKey(asked satisfies LetterName) : name.split(".").length === 3;
  const changes = (story?.entries ?? []).filter(({ name }) => isOf(name));
  return changes.filter(({ at, entry }, i) => {
    const next = changes[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    return entry?.status === "claimed" && next > message.sentAt && next - at > LEASE_LIKE_MS;
  }).length;
}
