import type { Directive, Obligation } from "../../domain/directive.ts";
import { formatInstant, localDateOf } from "../../domain/instant.ts";
import type { EpochMs, LocalDate } from "../../domain/instant.ts";
import type { Unit } from "../../domain/unit.ts";
import { capitalize, formatNumber, uncapitalize } from "../../domain/vietnamese.ts";
import { aboutOf, documentKind } from "../../wording/sentences.ts";
import type { Letterhead } from "./document.ts";
import { dayNamedIn, isInclusive, timeNamedIn } from "../../domain/deadline.ts";
import type { Deadline } from "../../domain/deadline.ts";

/** Room that is left to the office's register, as offices leave it. */
const ROOM = "……";

/** A day as papers write it: `ngày 09 tháng 11 năm 2017`; days below 10, January and February have a zero in front (NĐ 30/2020, Appendix I). */
export function paperDay(date: LocalDate): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `ngày ${day} tháng ${monthOf(month)} năm ${year}`;
}

/** A deadline as papers write it: `trước ngày 30 tháng 10 năm 2017`, `chậm nhất ngày 25 tháng 12 năm 2026`. */
export function paperDue(deadline: Deadline): string {
  const day = paperDay(dayNamedIn(deadline));
  if (isInclusive(deadline)) return `chậm nhất ${day}`;
  const time = timeNamedIn(deadline);
  return time === undefined ? `trước ${day}` : `trước ${time.replace(":", " giờ ")} phút, ${day}`;
}

/** `15 giờ 30 phút, ngày 08 tháng 11 năm 2017`. */
export function paperMinute(instant: EpochMs): string {
  const [hour, minute] = formatInstant(instant).slice(11, 16).split(":");
  return `${hour} giờ ${minute} phút, ${paperDay(localDateOf(instant))}`;
}

/** What a paper of an office has at its head, on a day: number and day are left to who registers it. */
export function letterheadOf(
  office: Pick<Unit, "name">,
  { issuer }: Pick<Directive, "issuer">,
  { now, kind }: { readonly now: EpochMs; readonly kind: "letter" | "report" },
): Letterhead {
  const [year = "", month = ""] = localDateOf(now).split("-");
  const isHighest = office.name === issuer;
  return {
    above: isHighest ? undefined : inShort(issuer).toLocaleUpperCase("vi"),
    office: (isHighest ? inShort(office.name) : office.name).toLocaleUpperCase("vi"),
    number: kind === "report" ? `Số: ${ROOM}/BC-${ROOM}` : `Số: ${ROOM}/${ROOM}`,
    placeAndDate: `${placeOf(issuer)}, ngày ${ROOM} tháng ${monthOf(month)} năm ${year}`,
  };
}

/** The ground of a demand, as papers cite it: `mục 5 Công văn số 5500/UBND-KGVX ngày 14 tháng 7 năm 2017 của …`. */
export function groundOf(directive: Directive, obligation: Obligation): string {
  const item = obligation.item === undefined ? "" : `mục ${obligation.item} `;
  return `${item}${documentKind(directive.number)} số ${directive.number} ${paperDay(directive.issuedOn)} của ${directive.issuer}`;
}

/** The post of an office's head alone, in capitals: “Giám đốc Sở Nội vụ” → “GIÁM ĐỐC”. */
export function signerPostOf({ headTitle, name }: Pick<Unit, "headTitle" | "name">): string {
  const post = headTitle.endsWith(name) ? headTitle.slice(0, -name.length).trim() : headTitle;
  return (post || "Thủ trưởng đơn vị").toLocaleUpperCase("vi");
}

/** A count as papers write it: `03 đơn vị`, `1.000 đơn vị`. */
export function unitsCounted(count: number): string {
  return `${count < 10 ? `0${count}` : formatNumber(count)} đơn vị`;
}

/** A text as the end of a paper: `…/.`. */
export const ended = (text: string): string => `${text}./.`;

export { aboutOf, capitalize, uncapitalize };

/** January and February have a zero in front; no other month. */
function monthOf(month: string): string {
  return Number(month) <= 2 ? month : String(Number(month));
}

/** “Ủy ban nhân dân tỉnh Đắk Lắk” → “UBND tỉnh Đắk Lắk”: the body above may be shortened so (NĐ 30/2020, Appendix I). */
function inShort(issuer: string): string {
  return issuer.replace(/^Ủy ban nhân dân\b/iu, "UBND");
}

/** Where papers of a province are dated: “…tỉnh Đắk Lắk” → “Đắk Lắk”; a place named for a person by its full name. */
function placeOf(issuer: string): string {
  const [, kind = "", name = ""] = /(tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)\s+(.+)$/iu.exec(issuer) ?? [];
  if (name === "") return ROOM;
  return name === "Hồ Chí Minh" || /^\d/.test(name) ? `${capitalize(kind)} ${name}` : name;
}
