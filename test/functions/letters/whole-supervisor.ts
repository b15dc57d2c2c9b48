import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import type { ExportLetterInput, NamedUnit, SupervisorLetterInput } from "../../../functions/domain/letter-text.ts";
import { at, day, directive, obligation, units } from "./season-5500.ts";

/** A unit on the list, late by the obligation's date unless told otherwise. */
export const late = (unitName: string, more: Partial<NamedUnit> = {}): NamedUnit => ({
  unitName,
  head: `Chủ tịch ${unitName}`,
  phone: "",
  state: "awaiting",
  deadline: day("2017-10-30"),
  overdueDays: 2,
  overdueWorkingDays: 2,
  ...more,
});

/** The letter of the first follow-up. */
export const letter: SupervisorLetterInput = {
  milestone: "follow-up-2",
  directive,
  obligation: obligation("bao-cao"),
  receiver: units.snv,
  late: [
    late("UBND huyện Krông Bông", { phone: "0262 000 0010" }),
    late("UBND huyện Krông Pắc", {
      reason: { text: "Chờ số liệu của các xã", promisedOn: day("2017-11-03") },
    }),
    late("UBND huyện Ea Súp", { unreachable: true, phone: "0262 000 0015" }),
    late("UBND huyện Lắk", { deadline: day("2017-11-01"), overdueDays: 0, overdueWorkingDays: 0 }),
  ],
  unreachable: [{ unitName: "UBND huyện Cư Kuin", head: "Chủ tịch UBND huyện Cư Kuin", phone: "0262 000 0020" }],
  siteUrl: "https://dunghan.daklak.example",
  now: at("2017-11-01T08:00:00"),
  calendar,
};

/** The letter of the first late day: a unit whose own date is still to come stands in none. */
export const firstLetter: SupervisorLetterInput = {
  ...letter,
  milestone: "escalate",
  late: letter.late
    .filter(({ deadline }) => deadline === day("2017-10-30"))
    .map((unit) => ({ ...unit, overdueDays: 0, overdueWorkingDays: 0 })),
  now: at("2017-10-30T08:00:00"),
};

/** The letter of one unit's own date, and that of one that was sent its report back. */
export const ofOneDuty = (more: Partial<NamedUnit> = {}): SupervisorLetterInput => ({
  ...letter,
  milestone: "escalate",
  ofOneDuty: true,
  late: [late("UBND huyện Lắk", { deadline: day("2017-11-03"), overdueDays: 0, overdueWorkingDays: 0, ...more })],
  unreachable: [],
  now: at("2017-11-03T08:00:00"),
});

/** The letter that the evidence is there which somebody asked for. */
export const evidence: ExportLetterInput = {
  directive,
  obligation: obligation("bao-cao"),
  receiverName: units.snv.name,
  file: "evidence.zip",
  until: at("2017-11-07T09:12:00"),
  siteUrl: "https://dunghan.daklak.example",
};
