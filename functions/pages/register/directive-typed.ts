import { DirectiveSchema } from "../../domain/directive.ts";
import type { Directive, Obligation } from "../../domain/directive.ts";
import { canonicalJson } from "../../runtime/content-hash.ts";
import { formatDay, formatDueShort } from "../../wording/dates.ts";
import { directiveGiven } from "./directive-given.ts";
import { SECOND } from "./directive-places.ts";
import { writeOutline } from "./outline-text.ts";
import { unitName } from "./unit-names.ts";
import type { NamedUnit } from "./unit-names.ts";
import { deadlineIn } from "../../domain/deadline.ts";

/** The form's fields, filled in with a directive; undefined for one that says more than they can. */
export function typedDirective(directive: Directive, units: readonly NamedUnit[]): URLSearchParams | undefined {
  const { id, number, issuedOn, issuer, signer, contact, subject, basis, addressees, copies, obligations } = directive;
  const [first, second] = obligations;
  if (!first) return undefined;
  const named = (ids: readonly string[] = []): string[] => ids.map((unit) => unitName(units, unit));
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
    id1: first.id,
    ...fieldsOf(first, ""),
    units: named(first.reporters.units),
    except: named(first.reporters.except),
    ...(second ? { id2: second.id, ...fieldsOf(second, SECOND) } : {}),
  };
  const form = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, [value].flat().join("\n")]),
  );
  for (const kind of first.reporters.kinds ?? []) form.append("kinds", kind);
  const again = DirectiveSchema.safeParse(directiveGiven({ say: (vi) => vi, form, units }).directive);
  return again.success && canonicalJson(again.data) === canonicalJson(directive) ? form : undefined;
}

function fieldsOf(obligation: Obligation, prefix: string): Record<string, string | readonly string[]> {
  const { item = "", title, receiver, onBehalfOf = "", forwardTo = [], outline, signedPaper, ladder } = obligation;
  const fields = {
    title,
    receiver,
    onBehalfOf,
    forwardTo,
    item: String(item),
    before: formatDueShort(deadlineIn(obligation)),
    outline: writeOutline(outline),
    signedPaper,
    remindWorkingDaysBefore: ladder.remindWorkingDaysBefore.join(", "),
    followUpWorkingDaysAfter: ladder.followUpWorkingDaysAfter.join(", "),
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}${name}`, value]));
}
