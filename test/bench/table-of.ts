import type { Row } from "./part.ts";

/** The benchmark's table, its columns as wide as their longest cell. */
export function tableOf(rows: readonly (Row & { readonly part: string })[]): string {
  const lines = [
    ["part", "what", "measured", "reach", ""],
    ...rows.map(({ part, what, measured, reach }) => [
      part,
      what,
      measured,
      reach?.asked ?? "",
      reach ? (reach.ok ? "ok" : "NOT REACHED") : "",
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map(
      (cells) =>
        `${cells
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
