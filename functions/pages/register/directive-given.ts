import { parseDay, parseDeadline } from "../../wording/dates.ts";
import type { FieldFault } from "../form-kit/again.ts";
import type { Visit } from "../visit.ts";
import { SECOND, placeOf } from "./directive-places.ts";
import type { Place } from "./directive-places.ts";
import { slugOf } from "../../wording/fold.ts";

import { readOutline } from "./outline-text.ts";
import { unitIdOf } from "./unit-names.ts";
import type { NamedUnit } from "./unit-names.ts";

/** The days that letters fall on unless others are asked for; a consolidated report is due soon after, and asked for less often. */
export const USUAL_DAYS: Readonly<Record<string, string>> = {
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

/** The directive that the form's fields give: one obligation, and perhaps a second that consolidates it. */
export function directiveGiven(reading: Reading): GivenDirective {
  const { say, form } = reading;
  const faults: FieldFault[] = [];
  const outlines = new Map(["outline", `${SECOND}outline`].map((name) => [name, readOutline(form.get(name) ?? "")]));
  for (const [field, { faults: wrong }] of outlines)
    faults.push(
      ...wrong.map(({ line, vi, en }) => ({ field, text: say(`Dòng ${line}: ${vi}`, `Line ${line}: ${en}`) })),
    );

  const obligation = (prefix: string) => ({
    ...unless("", "item", numberOr(text(form, `${prefix}item`))),
    title: text(form, `${prefix}title`),
    receiver: unitIdOf(text(form, `${prefix}receiver`), reading.units),
    ...unless("", "onBehalfOf", text(form, `${prefix}onBehalfOf`)),
    ...unless([], "forwardTo", lines(form, `${prefix}forwardTo`)),
    ...parseDeadline(text(form, `${prefix}before`)),
    outline: outlines.get(`${prefix}outline`)?.outline,
    ...unless("", "signedPaper", text(form, `${prefix}signedPaper`)),
    ladder: {
      remindWorkingDaysBefore: daysOf(form, `${prefix}remindWorkingDaysBefore`),
      followUpWorkingDaysAfter: daysOf(form, `${prefix}followUpWorkingDaysAfter`),
      at: "08:00",
    },
  });
  const first = {
    ...obligation(""),
    id: text(form, "id1") || "bao-cao",
    reporters: {
      ...unless([], "kinds", form.getAll("kinds")),
      ...unless([], "units", unitsNamed(reading, "units", faults)),
      ...unless([], "except", unitsNamed(reading, "except", faults)),
    },
  };
  const second = {
    ...obligation(SECOND),
    id: text(form, "id2") || "tong-hop",
    reporters: { units: [first.receiver] },
    consolidates: first.id,
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
    basis: lines(form, "grounds"),
    addressees: lines(form, "addressees"),
    copies: lines(form, "copies"),
    obligations: consolidated ? [first, second] : [first],
  };
  const lineOf = (name: string, section: number, figure?: number) => outlines.get(name)?.lineOf(section, figure);
  return { directive, faults, placeOf: (path) => placeOf(reading, path, lineOf) };
}

/** Units named one a line, by id or name; what the register does not know is a fault. */
function unitsNamed({ say, form, units }: Reading, field: string, faults: FieldFault[]): string[] {
  return lines(form, field).flatMap((line) => {
    const id = unitIdOf(line, units);
    if (units.some((unit) => unit.id === id)) return id;
    faults.push({ field, text: say(`Danh bạ không có đơn vị “${line}”.`, `The register has no unit “${line}”.`) });
    return [];
  });
}

function daysOf(form: URLSearchParams, name: string): (number | string)[] {
  return (form.get(name) ?? USUAL_DAYS[name] ?? "")
    .split(/[\s,;]+/)
    .filter((part) => part !== "")
    .map(numberOr);
}

/** What is no number is left as it is, for the schema to name. */
const numberOr = (typed: string): number | string => (/^\d+$/.test(typed) ? Number(typed) : typed);

const text = (form: URLSearchParams, name: string): string => (form.get(name) ?? "").trim();

/** A day that cannot be read is left as it was typed, for the schema to name. */
const day = (form: URLSearchParams, name: string): string => parseDay(text(form, name)) ?? text(form, name);

function lines(form: URLSearchParams, name: string): string[] {
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
