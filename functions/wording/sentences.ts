import type { Directive, Obligation } from "../domain/directive.ts";
import { oneLine } from "../domain/one-line.ts";
import { formatDay, uncapitalize } from "../domain/vietnamese.ts";

/** The ground of a demand: `mục 5 Công văn số 5500/UBND-KGVX ngày 14/7/2017 của Ủy ban nhân dân tỉnh Đắk Lắk`. */
export function legalBasisOf(directive: Directive, obligation: Obligation): string {
  const item = obligation.item === undefined ? "" : `mục ${obligation.item} `;
  return `${item}${documentKind(directive.number)} số ${directive.number} ngày ${formatDay(directive.issuedOn)} của ${directive.issuer}`;
}

/** What the directive is about: `về việc đẩy mạnh thực hiện…`. */
export function aboutOf(directive: Directive): string {
  return `về việc ${uncapitalize(oneLine(directive.subject))}`;
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
