import { asKept } from "../domain/typed-text.ts";

/** Text for searching and for telling names apart: accents, đ, letter case and spaces do not count. */
export function fold(text: string): string {
  return asKept(text)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .replace(/[\u2018\u2019\u02BC\u02B9\u00B4`]/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/**
 * What a search looks through for a unit: its name, the name's first letters, by which people call it (`stp`, `bmt`), and
 * its id, with and without marks between.
 */
export function unitSearched({ id, name }: { readonly id: string; readonly name: string }): string {
  const folded = fold(name);
  return [folded, folded.match(/\b[a-z0-9]/g)?.join("") ?? "", id, id.replace(/[-_]/g, "")].join("\n");
}

/** An id made of a title: `Sở Tài chính` → `so-tai-chinh`. Empty when nothing of the title can stand in an id. */
export function slugOf(title: string): string {
  return fold(title)
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-|-$/g, "");
}
