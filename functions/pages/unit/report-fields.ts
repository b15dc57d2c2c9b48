import { figuresOf } from "../../domain/directive.ts";
import type { Obligation } from "../../domain/directive.ts";
import type { Draft } from "../../domain/submission.ts";
import { LocalDateSchema } from "../../domain/instant.ts";
import { formatDay, parseDay } from "../../wording/dates.ts";
import type { Visit } from "../visit.ts";

/** One field of a report: its name is also the path of its faults, and makes the id that links lead to. */
export type ReportField = { readonly name: string; readonly title: string };

/** A report as it stands in a form: text by field, as it was typed. */
export type Typed = Readonly<Record<string, string>>;

/** The report as it was signed and stamped. */
export const SIGNED_PDF = ["Bản PDF đã ký", "Signed PDF"] as const;

/** Every field of an obligation's report, in the order of its form. */
export function reportFields({ say }: Visit, obligation: Obligation): ReportField[] {
  return [
    ...(obligation.signedPaper === "none" ? [] : [{ name: "signedPaper", title: say(...SIGNED_PDF) }]),
    { name: "documentNumber", title: say("Số, ký hiệu văn bản", "Document number") },
    { name: "signedOn", title: say("Ngày ký", "Signed on") },
    { name: "signer.name", title: say("Họ và tên người ký", "Signer's name") },
    { name: "signer.post", title: say("Chức vụ người ký", "Signer's post") },
    ...obligation.outline.flatMap(({ id, title, figures = [] }) => [
      { name: `sections.${id}`, title },
      ...figures.map((figure) => ({ name: `figures.${figure.id}`, title: figure.title })),
    ]),
  ];
}

/** The id of a field's control. */
export function fieldId(name: string): string {
  return name.replaceAll(".", "-");
}

/** A draft, or a filed report, as its form shows it. */
export function typedOf({ documentNumber = "", signedOn = "", signer, sections, figures }: Draft): Typed {
  const day = LocalDateSchema.safeParse(signedOn);
  return {
    documentNumber,
    signedOn: day.success ? formatDay(day.data) : signedOn,
    "signer.name": signer?.name ?? "",
    "signer.post": signer?.post ?? "",
    ...named("sections", sections),
    ...named("figures", figures),
  };
}

/** What a posted form holds of a report. Browsers break lines in two characters; the report has one. */
export function typedIn(form: URLSearchParams, fields: readonly ReportField[]): Typed {
  return Object.fromEntries(fields.map(({ name }) => [name, (form.get(name) ?? "").replaceAll("\r\n", "\n")]));
}

/**
 * The draft that a form makes: what is written as a form would write it is a day or a number, all else stays as it
 * was typed, so that the form shows it again to the letter.
 */
export function draftOf(typed: Typed, obligation: Obligation): Draft {
  const text = (name: string) => (typed[name]?.trim() ? (typed[name] ?? "") : "");
  const [documentNumber, signedOn] = [text("documentNumber"), text("signedOn")];
  const [name, post] = [text("signer.name"), text("signer.post")];
  const sections = obligation.outline.map(({ id }) => [id, text(`sections.${id}`)] as const);
  const figures = figuresOf(obligation).map(({ id }) => [id, text(`figures.${id}`)] as const);
  return {
    ...(documentNumber && { documentNumber }),
    ...(signedOn && { signedOn: asDay(signedOn) }),
    ...((name || post) && { signer: { ...(name && { name }), ...(post && { post }) } }),
    sections: Object.fromEntries(sections.filter(([, value]) => value !== "")),
    figures: Object.fromEntries(figures.flatMap(([id, value]) => (value === "" ? [] : [[id, asFigure(value)]]))),
  };
}

/** A draft with its days and numbers read as offices write them; what cannot be read stays, to be found fault with. */
export function readTyped(draft: Draft): Draft {
  const { signedOn, figures } = draft;
  const read = Object.entries(figures).map(([id, value]) => [id, typeof value === "number" ? value : numberIn(value)]);
  return {
    ...draft,
    ...(signedOn !== undefined && { signedOn: parseDay(signedOn) ?? signedOn }),
    figures: Object.fromEntries(read),
  };
}

/** The fields in which two reports differ. */
export function differing(fields: readonly ReportField[], a: Typed, b: Typed): ReportField[] {
  return fields.filter(({ name }) => (a[name] ?? "").trim() !== (b[name] ?? "").trim());
}

function asDay(typed: string): string {
  const day = parseDay(typed);
  return day !== undefined && formatDay(day) === typed ? day : typed;
}

function asFigure(typed: string): number | string {
  return /^(0|[1-9]\d{0,14})$/.test(typed) ? Number(typed) : typed;
}

/** A whole number as offices write it, `1.250` or `1 250`, by any kind of space; as it is where it reads as nothing of the kind. */
function numberIn(typed: string): number | string {
  const text = typed.trim().replace(/[\u00A0\u2007\u2009\u202F]/g, " ");
  const grouped = /^\d{1,3}(?:([. ])\d{3})(?:\1\d{3})*$/.test(text);
  const digits = grouped ? text.replace(/[. ]/g, "") : text;
  return /^\d{1,15}$/.test(digits) ? Number(digits) : typed;
}

function named(part: string, values: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [`${part}.${id}`, String(value)]));
}
