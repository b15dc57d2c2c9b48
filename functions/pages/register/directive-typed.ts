import { DirectiveSchema } from "../../domain/directive.ts";
import type { Directive, Obligation } from "../../domain/directive.ts";
import { canonicalJson } from "../../runtime/content-hash.ts";
import { formatDay, formatDueShort } from "../../wording/dates.ts";
import { directiveGiven } from "./directive-given.ts";
import { MOST_REPORTS, SECOND } from "./directive-places.ts";
import { writeOutline } from "./outline-text.ts";
import { unitCalled } from "./unit-names.ts";
import type { UnitsToChoose } from "./units-to-choose.ts";
import { deadlineIn } from "../../domain/deadline.ts";

/** The form's fields, filled in with a directive; undefined for one that says more than they can. */
export function typedDirective(directive: Directive, units: UnitsToChoose): URLSearchParams | undefined {
  const { id, number, issuedOn, issuer, signer, contact, subject, basis, addressees, copies, obligations } = directive;
  const reports = obligations.filter(({ consolidates }) => consolidates === undefined);
  const second = obligations.find(({ consolidates }) => consolidates !== undefined);
  if (reports.length === 0 || reports.length > MOST_REPORTS) return undefined;
  const named = (ids: readonly string[] = []): string[] => ids.map((unit) => unitCalled(unit, units));
  const numbers = reports.map((_, at) => String(at + 1));
  const prefixes = numbers.map((_, at) => (at === 0 ? "" : `${at + 1}.`));
  const source = numbers[reports.findIndex((one) => one.id === second?.consolidates)] ?? "1";
  const fields: Record<string, string | readonly string[]> = {
    id,
    number,
    issuer,
    subject,
    addressees,
    copies,
    issuedOn: formatDay(issuedOn),
    "signer.name": signer?.name ?? "",
    "signer.post": signer?.post ?? "",
    ...Object.fromEntries(Object.entries(contact ?? {}).map(([name, value]) => [`contact.${name}`, value])),
    grounds: basis,
    ...Object.fromEntries(
      reports.flatMap((report, at) => Object.entries(reportFields(report, prefixes[at] ?? "", named))),
    ),
    ...(second ? { id2: second.id, [`${SECOND}of`]: source, ...fieldsOf(second, SECOND) } : {}),
  };
  const form = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, [value].flat().join("\n")]),
  );
  for (const more of numbers.slice(1)) form.append("more", more);
  reports.forEach(({ reporters: { kinds = [] } }, at) => {
    for (const kind of kinds) form.append(`${prefixes[at]}kinds`, kind);
  });
  const again = DirectiveSchema.safeParse(directiveGiven({ say: (vi) => vi, form, units: units.atHand }).directive);
  return again.success && canonicalJson(again.data) === canonicalJson(directive) ? form : undefined;
}

function reportFields(report: Obligation, prefix: string, named: (ids?: readonly string[]) => string[]) {
  const { units, except } = report.reporters;
  return {
    ...fieldsOf(report, prefix),
    [`${prefix}id1`]: report.id,
    [`${prefix}units`]: named(units),
    [`${prefix}except`]: named(except),
  };
}

function fieldsOf(obligation: Obligation, prefix: string): Record<string, string | readonly string[]> {
  const {
    item = "",
    title,
    receiver,
    onBehalfOf = "",
    forwardTo = [],
    acceptWithin = "",
    outline,
    signedPaper,
    ladder,
  } = obligation;
  const fields = {
    title,
    receiver,
    onBehalfOf,
    forwardTo,
    item: String(item),
    acceptWithin: String(acceptWithin),
    before: formatDueShort(deadlineIn(obligation)),
    outline: writeOutline(outline),
    signedPaper,
    remindWorkingDaysBefore: ladder.remindWorkingDaysBefore.join(", "),
    followUpWorkingDaysAfter: ladder.followUpWorkingDaysAfter.join(", "),
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}${name}`, value]));
}
