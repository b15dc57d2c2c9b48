import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { describe, expect, test } from "vitest";

import { dueAt } from "../../../functions/domain/deadline.ts";
import { newDuty } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { instantOf, localDateOf } from "../../../functions/domain/instant.ts";
import { move } from "../../../functions/domain/moves.ts";
import type { Act } from "../../../functions/domain/moves.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { composeLetter } from "../../../functions/letters/compose-letter.ts";
import { at, day, letterInput, obligation, units } from "./season-5500.ts";
import { season } from "./whole-season.ts";

/** What a calendar program needs of an entry, as one of two parsers that know nothing of each other reads it. */
type Read = {
  method: string;
  uid: string;
  sequence: number;
  status: string;
  organizer: string;
  /** The day of an all-day entry. */
  day: string;
  isAllDay: boolean;
  alarms: string[];
};

type NodeEvent = Omit<Read, "organizer" | "alarms"> & {
  datetype: string;
  start: Date;
  organizer: { val: string };
  alarms?: { trigger: { val: string } }[];
};

const parsers: Record<string, (content: string) => Read> = {
  "ical.js"(content) {
    const file = new ICAL.Component(ICAL.parse(content));
    const [event, ...others] = file.getAllSubcomponents("vevent");
    expect(others).toEqual([]);
    const entry = new ICAL.Event(event);
    return {
      method: String(file.getFirstPropertyValue("method")),
      uid: entry.uid,
      sequence: Number(event!.getFirstPropertyValue("sequence")),
      status: String(event!.getFirstPropertyValue("status")),
      organizer: entry.organizer,
      day: entry.startDate.toString(),
      isAllDay: entry.startDate.isDate,
      alarms: event!
        .getAllSubcomponents("valarm")
        .map((alarm) => (alarm.getFirstPropertyValue("trigger") as ICAL.Time).toJSDate().toISOString()),
    };
  },
  "node-ical"(content) {
    const parsed = nodeIcal.sync.parseICS(content);
    const events = Object.values(parsed).filter((part) => part?.type === "VEVENT");
    expect(events).toHaveLength(1);
    const event = events[0]! as unknown as NodeEvent;
    return {
      method: event.method,
      uid: event.uid,
      sequence: event.sequence,
      status: event.status,
      organizer: event.organizer.val,
      // Of an all-day entry it gives midnight by the clock of the host.
      day: new Date(event.start.getTime() - event.start.getTimezoneOffset() * 60_000).toISOString().slice(0, 10),
      isAllDay: event.datetype === "date",
      alarms: (event.alarms ?? []).map(({ trigger }) =>
        trigger.val.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"),
      ),
    };
  },
};

describe.each(Object.entries(parsers))("a calendar entry as %s reads it", (_name, read) => {
  const entries = Object.entries(season).flatMap(([name, input]) => {
    const { calendarEntry } = composeLetter(input);
    return calendarEntry ? [{ name, input, calendarEntry }] : [];
  });

  test.for(entries)("$name has what a calendar looks an entry up by, and who made it", ({ input, calendarEntry }) => {
    const entry = read(calendarEntry.content);
    const { directiveId, obligationId, unitId } = input.duty;
    expect(entry).toMatchObject({
      method: calendarEntry.method,
      uid: `${directiveId}.${obligationId}.${unitId}@dung-han`,
      organizer: "mailto:dau-moi@snv.daklak.example",
      isAllDay: true,
    });
    expect(entry.status).toBe(calendarEntry.method === "CANCEL" ? "CANCELLED" : "CONFIRMED");
  });

  test.for(entries.filter(({ calendarEntry }) => calendarEntry.method === "PUBLISH"))(
    "$name lies between the moment of the letter and the deadline, and rings there once",
    ({ input, calendarEntry }) => {
      const entry = read(calendarEntry.content);
      expect(entry.day >= localDateOf(input.now)).toBe(true);
      expect(instantOf(day(entry.day))).toBeLessThan(dueAt(input.duty.deadline));
      expect(entry.alarms).toHaveLength(1);
      expect(Date.parse(entry.alarms[0]!)).toBeGreaterThan(input.now);
      expect(Date.parse(entry.alarms[0]!)).toBeLessThan(dueAt(input.duty.deadline));
    },
  );

  test("whatever is done to a duty, each letter's entry counts over those before, and stands for what is owed", () => {
    const calendar = new Map<string, Read>();
    const told = story.map(({ milestone, duty, now }) => {
      const { calendarEntry } = composeLetter(letterInput({ milestone, unit: units.stp, now, duty }));
      const entry = read(calendarEntry!.content);
      expect(entry.sequence).toBeGreaterThan(calendar.get(entry.uid)?.sequence ?? -1);
      calendar.set(entry.uid, entry);
      return `${milestone} ${entry.method} ${entry.day}`;
    });
    expect(calendar.size).toBe(1);
    expect(told).toEqual([
      "issue PUBLISH 2017-10-27",
      "extended-1 PUBLISH 2017-11-02",
      "receipt-1 CANCEL 2017-11-02",
      "returned-1 PUBLISH 2017-10-20",
      "receipt-2 CANCEL 2017-10-20",
      "returned-2 PUBLISH 2017-10-27",
      "exempted-5 CANCEL 2017-10-27",
      "reinstated-6 PUBLISH 2017-10-27",
    ]);
  });

  test("a letter that is written twice, a while apart, brings the same entry under the same number", () => {
    const { milestone, duty } = story[3]!;
    const twice = ["2017-10-16T08:30:00", "2017-10-16T08:47:00"].map(
      (now) => composeLetter(letterInput({ milestone, unit: units.stp, now, duty })).calendarEntry!.content,
    );
    expect(read(twice[1]!)).toEqual(read(twice[0]!));
  });

  test("a receipt that is written after the report was sent back does not take the supplement's entry out", () => {
    const returned = story[3]!.duty;
    const late = letterInput({ milestone: "receipt-1", unit: units.stp, now: "2017-10-16T08:31:00", duty: returned });
    expect(composeLetter(late).calendarEntry).toBeUndefined();
  });
});

/** A duty after each act that a letter answers, as the register would keep it. */
const story = lived([
  ["issue", "2017-07-14T08:00:00"],
  [
    "extended-1",
    "2017-10-02T09:00:00",
    { act: "extend", deadline: day("2017-11-03"), reason: "Thiên tai", approvedBy: "", documentNumber: "" },
  ],
  ["receipt-1", "2017-10-12T09:00:00", "filing"],
  ["returned-1", "2017-10-16T08:30:00", { act: "return", deadline: day("2017-10-21"), reason: "Thiếu số liệu" }],
  ["receipt-2", "2017-10-17T09:00:00", "filing"],
  ["returned-2", "2017-10-18T09:00:00", { act: "return", deadline: day("2017-10-28"), reason: "Còn thiếu" }],
  ["exempted-5", "2017-10-19T09:00:00", { act: "exempt", reason: "Không còn nhiệm vụ" }],
  ["reinstated-6", "2017-10-20T09:00:00", { act: "reinstate", reason: "Có phát sinh" }],
]);

function lived(acts: readonly (readonly [milestone: string, now: string, act?: Act | "filing"])[]) {
  const owed = obligation("bao-cao");
  const ref = { directiveId: "5500-ubnd-kgvx-2017", obligationId: owed.id, unitId: units.stp.id } as never;
  let duty: Duty = newDuty(ref, units.stp, day("2017-10-30"));
  return acts.map(([milestone, now, act]) => {
    if (act === "filing") duty = { ...duty, state: "submitted", revision: duty.revision + 1, submittedAt: at(now) };
    else if (act !== undefined) {
      const next = move(duty, act, at(now));
      if (isRefusal(next)) throw new Error(JSON.stringify(next));
      duty = { ...next, sequence: duty.sequence + 1 };
    }
    return { milestone, now, duty };
  });
}
