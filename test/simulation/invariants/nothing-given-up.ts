import type { LetterName } from "../../../functions/domain/letter.ts";
import { letterKey } from "../../../functions/domain/letter.ts";
import type { MailMessage } from "../../../functions/queue/messages.ts";
import { MINUTE_MS } from "../durations.ts";
import { ANSWER_QUEUE, COUNT_QUEUE, POST_QUEUE, RUN_QUEUE } from "../stack-settings.ts";
import type { Ended, Invariant, LaidAside } from "./ended.ts";

/** A claim that was open for longer was one of which nobody knew. */
const LEASE_LIKE_MS = 8 * MINUTE_MS;

const RECEIVES = {
  post: POST_QUEUE.receives,
  answer: ANSWER_QUEUE.receives,
  run: RUN_QUEUE.receives,
  count: COUNT_QUEUE.receives,
};

/** A claim of which nobody knows is waited for as long as its lease: so many receives by the most different of clocks. */
const RECEIVES_OF_A_LEASE = 4;

/**
 * No queue gives a message up for little. Honest reasons: as many mishaps as the queue allows for receives, but one; on
 * the post queue, whose ten receives are six minutes apart, claims of which nobody knew what had become, each of which
 * counts for four of them. That the day's quota is used up is none: then letters wait, off the queue.
 */
export const nothingIsGivenUpForLittle: Invariant = (ended) =>
  ended.laidAside.flatMap((aside) => {
    const { body, faults } = aside.message;
    // The mail service took next to nothing: a limiter closes before some of its letters had their turn.
    const asksForLetters = aside.queue === "post" || aside.queue === "answer";
    if (asksForLetters && ended.mood.mail.throttled > 0.5) return [];
    const borne = asksForLetters ? faults + RECEIVES_OF_A_LEASE * unknownClaims(aside, ended) : faults;
    const wrong = `the ${aside.queue} queue gave a message up after ${faults} mishaps: ${body}`;
    return borne >= RECEIVES[aside.queue] - 1 ? [] : [{ wrong, about: [aside.message.id] }];
  });

/** How many claims on a message's letter were waited for while the message was on the queue. */
function unknownClaims({ message }: LaidAside, { witness }: Ended): number {
  const asked = JSON.parse(message.body) as MailMessage;
  if (asked.kind !== "letter" && asked.kind !== "supervisor-letter") return 0;
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
