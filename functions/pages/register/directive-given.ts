import { parseDay, parseDeadline } from "../../wording/dates.ts";
import type { FieldFault } from "../form-kit/again.ts";
import type { Visit } from "../visit.ts";
import { SECOND, apart, consolidatedBy, placeOf, prefixesIn } from "./directive-places.ts";
import type { Place } from "./directive-places.ts";
import { slugOf } from "../../wording/fold.ts";

import { readOutline } from "./outline-text.ts";
import { unitIdOf } from "./unit-names.ts";
import type { NamedUnit } from "./unit-names.ts";

/** The days that letters fall on unless others are asked for; a consolidated report is due soon after, and asked for less often. */
export function usualDays(field: string): string | undefined {
  const [prefix, name] = apart(field);
  return USUAL_DAYS[prefix === SECOND ? field : name];
}

const USUAL_DAYS: Readonly<Record<string, string>> = {
  remindWorkingDaysBefore: "20, 10, 5, 2, 0",
  followUpWorkingDaysAfter: "2, 5",
  "c.remindWorkingDaysBefore": "5, 2, 0",
  "c.followUpWorkingDaysAfter": "2",
};

export type GivenDirective = {
  /** To be read by `DirectiveSchema`. */
  readonly directive: unknown;
  readonly faults: readonly FieldFault[];
  /** Where on the form something of the directive stands. */
  readonly placeOf: (path: string) => Place;
};

type Reading = Pick<Visit, "say"> & { readonly form: URLSearchParams; readonly units: readonly NamedUnit[] };

/** The directive that the form's fields give: each report that it demands, and perhaps one that consolidates one of them. */
export function directiveGiven(reading: Reading): GivenDirective {
  const { say, form } = reading;
  const faults: FieldFault[] = [];
  const prefixes = prefixesIn(form);
  const outlines = new Map(
    [...prefixes, SECOND].map((prefix) => [`${prefix}outline`, readOutline(form.get(`${prefix}outline`) ?? "")]),
  );
  for (const [field, { faults: wrong }] of outlines)
    faults.push(
      ...wrong.map(({ line, vi, en }) => ({ field, text: say(`Dòng ${line}: ${vi}`, `Line ${line}: ${en}`) })),
    );

  const obligation = (prefix: string) => ({
    ...unless("", "item", numberOr(text(form, `${prefix}item`))),
    title: text(form, `${prefix}title`),
    receiver: unitIdOf(text(form, `${prefix}receiver`), reading.units),
    ...unless("", "onBehalfOf", text(form, `${prefix}onBehalfOf`)),
    ...unless([], "forwardTo", linesIn(form, `${prefix}forwardTo`)),
    ...parseDeadline(text(form, `${prefix}before`)),
    ...unless("", "acceptWithin", numberOr(text(form, `${prefix}acceptWithin`))),
    outline: outlines.get(`${prefix}outline`)?.outline,
    ...unless("", "signedPaper", text(form, `${prefix}signedPaper`)),
    ladder: {
      remindWorkingDaysBefore: daysOf(form, `${prefix}remindWorkingDaysBefore`),
      followUpWorkingDaysAfter: daysOf(form, `${prefix}followUpWorkingDaysAfter`),
      at: "08:00",
    },
  });
  const reports = prefixes.map((prefix) => ({
    ...obligation(prefix),
    id: text(form, `${prefix}id1`) || reportId(prefix),
    reporters: {
      ...unless([], "kinds", form.getAll(`${prefix}kinds`)),
      ...unless([], "units", unitsNamed(reading, `${prefix}units`, faults)),
      ...unless([], "except", unitsNamed(reading, `${prefix}except`, faults)),
    },
  }));
  const source = reports[prefixes.indexOf(consolidatedBy(form))];
  const second = {
    ...obligation(SECOND),
    id: text(form, "id2") || "tong-hop",
    reporters: { units: source ? [source.receiver] : [] },
    consolidates: source?.id,
  };
  const consolidated = ["title", "receiver", "before"].some((name) => text(form, `${SECOND}${name}`) !== "");
  const signer = partsOf(form, "signer", ["name", "post"]);
  const contact = partsOf(form, "contact", ["name", "post", "phone", "email"]);
  const issuedOn = day(form, "issuedOn");
  const directive = {
    id: text(form, "id") || slugOf(`${text(form, "number")} ${/^\d{4}/.exec(issuedOn)?.[0] ?? ""}`),
    number: text(form, "number"),
    issuedOn,
    issuer: text(form, "issuer"),
    ...(signer && { signer }),
    ...(contact && { contact }),
    subject: text(form, "subject"),
    basis: linesIn(form, "grounds"),
    addressees: linesIn(form, "addressees"),
    copies: linesIn(form, "copies"),
    obligations: consolidated ? [...reports, second] : reports,
  };
  const lineOf = (name: string, section: number, figure?: number) => outlines.get(name)?.lineOf(section, figure);
  return { directive, faults, placeOf: (path) => placeOf(reading, path, lineOf) };
}

/** The id of a report that was given none: of the first without a number. */
function reportId(prefix: string): string {
  return prefix === "" ? "bao-cao" : `bao-cao-${prefix.slice(0, -1)}`;
}

/** Units named one a line, by id or name; what the register does not know is a fault. */
function unitsNamed({ say, form, units }: Reading, field: string, faults: FieldFault[]): string[] {
  return linesIn(form, field).flatMap((line) => {
    const id = unitIdOf(line, units);
    if (units.some((unit) => unit.id === id)) return id;
    faults.push({ field, text: say(`Danh bạ không có đơn vị “${line}”.`, `The register has no unit “${line}”.`) });
    return [];
  });
}

function daysOf(form: URLSearchParams, name: string): (number | string)[] {
  return (form.get(name) ?? usualDays(name) ?? "")
    .split(/[\s,;]+/)
    .filter((part) => part !== "")
    .map(numberOr);
}

/** What is no number is left as it is, for the schema to name. */
const numberOr = (typed: string): number | string => (/^\d+$/.test(typed) ? Number(typed) : typed);

const text = (form: URLSearchParams, name: string): string => (form.get(name) ?? "").trim();

/** A day that cannot be read is left as it was typed, for the schema to name. */
const day = (form: URLSearchParams, name: string): string => parseDay(text(form, name)) ?? text(form, name);

export function linesIn(form: URLSearchParams, name: string): string[] {
  return text(form, name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Fields that belong together, or nothing where all of them were left empty. */
function partsOf(form: URLSearchParams, whose: string, names: readonly string[]): Record<string, string> | undefined {
  const parts = Object.fromEntries(names.map((name) => [name, text(form, `${whose}.${name}`)]));
  return Object.values(parts).every((part) => part === "") ? undefined : parts;
}

/** One member of an object, left out when it says nothing. */
function unless<T>(nothing: "" | [], name: string, value: T): Record<string, T> {
  return String(value) === String(nothing) ? {} : { [name]: value };
}
