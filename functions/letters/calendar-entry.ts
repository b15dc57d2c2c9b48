import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from "ical-generator";

import { targetDayOf } from "../domain/deadline.ts";
import { addDays, instantOf } from "../domain/instant.ts";
import type { LocalDate } from "../domain/instant.ts";
import { formatDeadline } from "../domain/vietnamese.ts";
import type { CalendarEntry, LetterInput } from "../domain/letter-text.ts";
import { dutyLink } from "./links.ts";
import { oneLine } from "../domain/one-line.ts";
import { legalBasisOf, destinationOf } from "../wording/sentences.ts";

/**
 * The target day as an all-day entry that takes up nobody's time, with an alarm when the ladder's last
 * reminder comes. A later date of the same duty replaces the entry: same UID, higher sequence.
 */
export function calendarEntryOf(input: LetterInput): CalendarEntry {
  const { duty, directive, obligation, receiverName, siteUrl, calendar, now } = input;
  const target = targetDayOf(calendar, duty.deadline);
  const url = dutyLink(siteUrl, duty);
  const title = oneLine(obligation.title);
  // No `timezone` here: with one, the library reads the host's zone and writes UTC stamps without their Z.
  const file = ical({
    prodId: { company: "Dung Han", product: "Dung Han", language: "VI" },
    method: ICalCalendarMethod.PUBLISH,
  });
  file.createEvent({
    id: `${duty.directiveId}.${duty.obligationId}.${duty.unitId}@dung-han`,
    sequence: duty.follows + Math.max(0, duty.ladder),
    stamp: new Date(now),
    allDay: true,
    start: utcMidnight(target),
    end: utcMidnight(addDays(target, 1)),
    summary: `Ngày làm việc cuối cùng để gửi: ${title}`,
    description: [
      `Thời hạn: ${formatDeadline(calendar, duty.deadline)}.`,
      `Nơi nhận: ${oneLine(destinationOf(obligation, receiverName))}.`,
      `Căn cứ: ${oneLine(legalBasisOf(directive, obligation))}.`,
      url,
    ].join("\n"),
    url,
    transparency: ICalEventTransparency.TRANSPARENT,
    // An instant, since “so long before the start of the day” would be counted in the zone of whoever looks.
    alarms: [
      { type: ICalAlarmType.display, trigger: new Date(instantOf(target, obligation.ladder.at)), description: title },
    ],
  });
  return { filename: `han-bao-cao-${duty.directiveId}-${duty.obligationId}.ics`, content: file.toString() };
}

/** What the library writes as `VALUE=DATE` for a day, whatever the host's zone. */
function utcMidnight(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`);
}
