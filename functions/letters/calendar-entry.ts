import { dueAt, isPast } from "../domain/deadline.ts";
import type { Deadline } from "../domain/deadline.ts";
import { isOpen } from "../domain/duty.ts";
import { MINUTE_MS, addDays, instantOf, localDateOf } from "../domain/instant.ts";
import type { EpochMs, LocalDate } from "../domain/instant.ts";
import type { CalendarEntry, LetterInput } from "../domain/letter-text.ts";
import { oneLine } from "../domain/one-line.ts";
import { legalBasisOf, destinationOf } from "../wording/sentences.ts";
import { dueWords, lastWorkingDay } from "./due.ts";
import { iCalendarOf } from "./icalendar.ts";
import { dutyLink } from "./links.ts";
import { threadOf } from "./thread.ts";

/**
 * The duty in a calendar, as it stands when the letter is written: while it is open the day by which to file, as an all-day
 * entry that takes up nobody's time, with an alarm; once nothing is owed any more, what takes that out again. Each act raises
 * the sequence, so that of two letters the one about the later state counts, in whatever order they arrive (D161).
 * @returns nothing of an open duty whose date has passed: there is no day left to point at.
 */
export function calendarEntryOf(input: LetterInput): CalendarEntry | undefined {
  const { duty, directive, obligation, receiverName, receiverAddress, siteUrl, now } = input;
  const owed = isOpen(duty);
  if (owed && isPast(duty.deadline, now)) return undefined;
  const method = owed ? "PUBLISH" : "CANCEL";
  const { day, isWorked, alarm } = owed
    ? lastDay(input)
    : { day: lastWorkingDay(input, duty.deadline), isWorked: true };
  const { contact } = directive;
  const organizer = contact?.email ?? receiverAddress;
  const url = dutyLink(siteUrl, duty);
  const content = iCalendarOf({
    method,
    uid: `${threadOf(duty)}@dung-han`,
    sequence: duty.sequence + duty.revision,
    stamp: utcOf(now),
    alarm: alarm === undefined ? undefined : utcOf(alarm),
    day,
    dayAfter: addDays(day, 1),
    organizer: organizer && { name: oneLine(contact?.name ?? receiverName), email: organizer },
    summary: `${isWorked ? "Ngày làm việc cuối cùng" : "Hạn cuối"} để gửi: ${oneLine(obligation.title)}`,
    description: [
      owed ? `Thời hạn: ${dueWords(input, duty.deadline)}.` : "Không còn phải gửi.",
      `Nơi nhận: ${oneLine(destinationOf(obligation, receiverName))}.`,
      `Căn cứ: ${oneLine(legalBasisOf(directive, obligation))}.`,
      url,
    ],
    url,
  });
  return { filename: `${owed ? "" : "xoa-"}han-bao-cao-${duty.directiveId}-${duty.obligationId}.ics`, content, method };
}

/** The last working day, or once that is over the last day on which one can file; and when to ring, between now and the deadline. */
function lastDay(input: LetterInput): { day: LocalDate; isWorked: boolean; alarm: EpochMs | undefined } {
  const { duty, obligation, now } = input;
  const worked = lastWorkingDay(input, duty.deadline);
  const isWorked = worked >= localDateOf(now);
  const day = isWorked ? worked : localDateOf(dueAt(duty.deadline) - 1);
  return { day, isWorked, alarm: alarmOn(instantOf(day, obligation.ladder.at), duty.deadline, now) };
}

/** At the ladder's time of that day; if that has passed, in an hour, or halfway to a deadline that is nearer than two. */
function alarmOn(laddersTime: EpochMs, deadline: Deadline, now: EpochMs): EpochMs {
  const due = dueAt(deadline);
  return laddersTime > now && laddersTime < due
    ? laddersTime
    : Math.min(now + 60 * MINUTE_MS, now + Math.floor((due - now) / 2));
}

const utcOf = (instant: EpochMs): string => new Date(instant).toISOString();
