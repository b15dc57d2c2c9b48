/**
 * The header under which a browser saves a file and never shows it (RFC 6266): the name as it is, in UTF-8, and for
 * old programs the same without signs. Nothing of a name can end the header, begin another or lead to a folder.
 */
export function savedAs(fileName: string): string {
  const name = plainName(fileName);
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${withoutSigns(name)}"; filename*=UTF-8''${encoded}`;
}

/** A name that any system takes: no folders, no signs that control, and no longer than 120 characters. */
function plainName(fileName: string): string {
  const name = fileName
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .replace(/^[. ]+/, "")
    .trim();
  const [, stem = name, extension = ""] = /^(.*?)(\.\w{1,8})?$/u.exec(name) ?? [];
  // Half of a sign would be no sign.
  const cut = stem.slice(0, 120 - extension.length).replace(/[\uD800-\uDBFF]$/, "");
  return `${cut || "tep"}${extension}`;
}

function withoutSigns(name: string): string {
  const plain = name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D")
    .replaceAll(/[^\w .()-]/g, "_");
  return plain || "tep";
}
