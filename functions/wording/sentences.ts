import type { Contact, Directive, Obligation } from "../domain/directive.ts";
import { oneLine } from "../domain/one-line.ts";
import { formatDay, uncapitalize } from "../domain/vietnamese.ts";

/** The ground of a demand: `mục 5 Công văn số 5500/UBND-KGVX ngày 14/7/2017 của Ủy ban nhân dân tỉnh Đắk Lắk`. */
export function legalBasisOf(directive: Directive, obligation: Obligation): string {
  const item = obligation.item === undefined ? "" : `mục ${obligation.item} `;
  return `${item}${documentKind(directive.number)} số ${directive.number} ngày ${formatDay(directive.issuedOn)} của ${directive.issuer}`;
}

/**
 * What the directive is about, within a sentence: `về việc đẩy mạnh thực hiện…`, whether its subject was typed with “V/v”
 * or “Về việc” before it, or both, in quotation marks or brackets, and a full stop behind it, or without.
 */
export function aboutOf({ subject }: Pick<Directive, "subject">): string {
  const whole = oneLine(subject)
    .normalize("NFC")
    .replace(/[\s.;,/]+$/u, "");
  const [, inner = ""] = /^["“'‘([]\s*(.*[^\s.;,/])[\s.;,/]*["”'’)\]]$/u.exec(whole) ?? [];
  const words = (ABOUT.test(inner) ? inner : whole).replace(ABOUT, "");
  return words === "" ? "về việc" : `về việc ${uncapitalize(words)}`;
}

/** “V/v”, “Vv” and “Về việc” as words before a subject, one after the other. */
const ABOUT = /^(?:(?:v\s*[/.]\s*v|vv|về\s+việc)(?![\p{L}\p{N}/])[\s.:–-]*)+/iu;

/** The officer in charge: whom to telephone, or to write to. */
export function contactWords({ name, post, phone, email }: Contact): string {
  return `${name}, ${post}; điện thoại ${phone}; thư điện tử ${email}`;
}

/** To whom a report goes, and through whom. */
export function destinationOf(obligation: Obligation, receiverName: string): string {
  return obligation.onBehalfOf === undefined ? receiverName : `${obligation.onBehalfOf} (thông qua ${receiverName})`;
}

/**
 * The kind of document that a number shows: công văn have none in it, others do: `12/KH-UBND`
 * (NĐ 30/2020/NĐ-CP, Appendix I).
 */
export function documentKind(number: string): string {
  const kind = /^\d*\s*[/-](?:\d{4}\/)?(\p{L}+)-/u.exec(number)?.[1] ?? "";
  return KINDS[kind] ?? "Công văn";
}

const KINDS: Readonly<Record<string, string>> = {
  NQ: "Nghị quyết",
  QĐ: "Quyết định",
  CT: "Chỉ thị",
  KH: "Kế hoạch",
  CTr: "Chương trình",
  TB: "Thông báo",
  HD: "Hướng dẫn",
};
