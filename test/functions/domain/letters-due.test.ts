import { expect, it } from "vitest";

import type { Duty } from "../../../functions/domain/duty.ts";
import type { LetterEntry } from "../../../functions/domain/letter.ts";
import { lettersDue } from "../../../functions/domain/letters-due.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import { at, day, directive, obligation } from "../letters/season-5500.ts";
import { filed } from "./decisions.ts";
import { dutyOf, exemptDuty, extendedDuty, reinstatedDuty } from "./samples.ts";

const ISSUED = "2017-07-14T08:00:00";
const sent: LetterEntry = { status: "sent", at: 0 };
const told = (...names: string[]) => Object.fromEntries(["0.issue.unit", ...names].map((name) => [name, sent]));
const due = (duty: Duty, now: string, issued = ISSUED) =>
  lettersDue(duty, {
    record: { directive, issuedAt: at(issued), moves: {} },
    obligation: obligation("bao-cao"),
    calendar,
    now: at(now),
  }).map(({ ladder, milestone, addressee }) => `${ladder}.${milestone}.${addressee}`);
const extended = { ...extendedDuty, extension: { ...extendedDuty.extension!, at: at("2017-10-24T09:00:00") } };

it.each([
  ["the letter of issue is due at once", dutyOf(), ISSUED, ["0.issue.unit"]],
  ["nothing is due between two milestones", dutyOf({ letters: told("0.remind-10.unit") }), "2017-10-19T08:00:00", []],
  ["a reminder is due from its time on", dutyOf({ letters: told() }), "2017-10-13T08:00:00", ["0.remind-10.unit"]],
  ["and not a millisecond before", dutyOf({ letters: told("0.remind-20.unit") }), "2017-10-13T07:59:59.999", []],
  [
    "only the last milestone's is: what it has overtaken is owed no more",
    dutyOf({ letters: told() }),
    "2017-10-20T08:00:00",
    ["0.remind-5.unit"],
  ],
  ["a claimed letter is on its way, not due", dutyOf({ letters: told("0.remind-5.unit") }), "2017-10-20T08:00:00", []],
  [
    "a letter that came back is due again",
    dutyOf({ letters: told("0.remind-5.unit.a1") }),
    "2017-10-20T08:00:00",
    ["0.remind-5.unit"],
  ],
  ["after the date and before the escalation, no reminder is", dutyOf({ letters: told() }), "2017-10-30T00:00:00", []],
  [
    "an escalation is due to the unit and to its head",
    dutyOf({ letters: told() }),
    "2017-10-30T08:00:00",
    ["0.escalate.unit", "0.escalate.head"],
  ],
  [
    "a unit that filed is owed its receipt",
    dutyOf({ ...filed, filedAt: 1, letters: told() }),
    "2017-10-20T08:00:00",
    ["0.receipt-1.unit"],
  ],
  ["and no reminder", dutyOf({ ...filed, filedAt: 1, letters: told("0.receipt-1.unit") }), "2017-10-20T08:00:00", []],
  ["an exempt unit is owed nothing", dutyOf({ state: "exempt", letters: told() }), "2017-10-20T08:00:00", []],
  ["but the letter that says so", exemptDuty, "2017-10-20T08:00:00", ["0.exempted-3.unit"]],
  [
    "a reinstatement is told, and what came while the unit was free is not due",
    {
      ...reinstatedDuty,
      reinstatement: { ...reinstatedDuty.reinstatement, at: at("2017-10-20T09:00:00") },
      letters: told(),
    },
    "2017-10-20T10:00:00",
    ["0.reinstated-4.unit"],
  ],
  ["an extension is told", { ...extended, letters: told() }, "2017-10-24T09:00:01", ["0.extended-1.unit"]],
  [
    "and no more than once when a move has given the duty another ladder since",
    { ...extended, ladder: 2, extension: { ...extended.extension, ladder: 1 }, letters: told("0.extended-1.unit") },
    "2017-10-24T09:00:01",
    [],
  ],
  [
    "a duty with a date of its own is on its own ladder, from the extension on",
    { ...extended, letters: told("0.extended-1.unit") },
    "2017-10-31T08:00:00",
    ["1.remind-2.unit"],
  ],
  [
    "what of that ladder had passed before is not due",
    { ...extended, letters: told("0.extended-1.unit") },
    "2017-10-25T08:00:00",
    [],
  ],
] as const)("%s", (_policy, duty, now, letters) => {
  expect(due(duty, now)).toEqual(letters);
});

it("what had passed when the directive was issued is not due", () => {
  expect(due(dutyOf({ letters: told() }), "2017-10-16T08:00:00", "2017-10-16T08:00:00")).toEqual([]);
});

it("a date beyond the calendar leaves the letters of acts", () => {
  const duty = dutyOf({ deadline: day("2031-01-15"), letters: told(), filedAt: 1, revision: 1 });
  expect(due(duty, "2017-10-20T08:00:00")).toEqual(["0.receipt-1.unit"]);
});
