import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

const docs = join(import.meta.dirname, "../../docs");
const text = readFileSync(join(docs, "security.md"), "utf8");

/** How many requirements of levels 1 and 2 the chapters of ASVS 5.0.0 have, V1 to V17. */
const CHAPTERS = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

type Row = { readonly id: string; readonly stands: string };
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+|API\d+:2023) +\| .*? \| (.*) \|$/gm)].map(
  ([, id = "", stands = ""]): Row => ({ id, stands: stands.trim() }),
);
const requirements = rows.filter(({ id }) => !id.startsWith("API"));
const CITED = /\[[^\]]+\]\((\.\.\/[^)]+\.test\.ts)\) “([^”]+)”/g;
const cited = rows.flatMap(({ id, stands }) =>
  [...stands.matchAll(CITED)].map(([, file = "", title = ""]) => ({ id, file, title })),
);
const linked = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, file = ""]) => file);

describe("what the project says of its security", () => {
  it("goes through every requirement of each chapter, once", () => {
    const chapters = requirements.map(({ id }) => Number(id.split(".")[0]));
    expect(CHAPTERS.map((_, at) => chapters.filter((chapter) => chapter === at + 1).length)).toEqual(CHAPTERS);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.length - requirements.length).toBe(10);
  });

  it.each(rows)("$id is held, not applicable or open, and says by what", ({ stands }) => {
    expect(stands).toMatch(/^(held: \[|held, in writing: |not applicable: \S|open: \S)/);
    if (stands.startsWith("held: ")) expect(stands.match(CITED)).not.toBeNull();
    if (stands.startsWith("held, in writing: ")) expect(stands).toMatch(/\]\([^)]+\)|`\/openapi\.json`/);
  });

  it.each(cited)("$id names a test that there is: $title", ({ file, title }) => {
    const path = join(docs, file);
    expect(existsSync(path), file).toBe(true);
    expect(readFileSync(path, "utf8").replaceAll('\\"', '"').replaceAll("\\'", "'")).toContain(title);
  });

  it.each([...new Set(linked)].filter((file) => file !== ""))("leads to what there is: %s", (file) => {
    expect(existsSync(join(docs, file))).toBe(true);
  });

  it("counts rightly what is held, what does not apply and what is open", () => {
    const counted = (word: string) => requirements.filter(({ stands }) => stands.startsWith(word)).length;
    expect(text).toContain(
      `Of ${requirements.length}: ${counted("held")} held, ${counted("not applicable")} not applicable, ${counted("open")} open.`,
    );
  });
});
