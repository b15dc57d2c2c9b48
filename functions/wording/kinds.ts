import type { Speaks } from "./language.ts";

/** The kinds of unit that offices know, in the order in which they are listed. */
const KINDS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  "so-ban-nganh": ["Sở, ban, ngành", "Departments and boards"],
  "don-vi-su-nghiep": ["Đơn vị sự nghiệp", "Public service units"],
  "doan-the": ["Đoàn thể", "Mass organisations"],
  "thanh-pho": ["Thành phố", "Cities"],
  "thi-xa": ["Thị xã", "Towns"],
  huyen: ["Huyện", "Districts"],
  xa: ["Xã", "Communes"],
  phuong: ["Phường", "Wards"],
  "thi-tran": ["Thị trấn", "Townships"],
};

/** A kind of unit in words; one that is not known by its id. */
export function kindWords({ say }: Speaks, kind: string): string {
  const words = KINDS[kind];
  return words ? say(...words) : kind;
}

/** Kinds in the order of offices, each once; those not known come last. */
export function inOrderOfKind(kinds: Iterable<string>): string[] {
  const order = Object.keys(KINDS);
  const rank = (kind: string): number => (order.includes(kind) ? order.indexOf(kind) : order.length);
  return [...new Set(kinds)].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Every kind that a new unit may be given at once: the known ones, and those that units have already. */
export function kindsToChoose(kinds: Iterable<string>): string[] {
  return inOrderOfKind([...Object.keys(KINDS), ...kinds]);
}
