const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML. `_x0041_` would be read as the character of that code, and so has its own first sign written so (ECMA-376 part 1, 22.9.2.19). */
export function escapeXml(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
