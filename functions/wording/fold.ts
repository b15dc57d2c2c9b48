/** Text for searching and for telling names apart: accents, đ, letter case and spaces do not count. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .replace(/[\u2018\u2019\u02BC\u02B9\u00B4`]/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** An id made of a title: `Sở Tài chính` → `so-tai-chinh`. Empty when nothing of the title can stand in an id. */
export function slugOf(title: string): string {
  return fold(title)
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-|-$/g, "");
}
