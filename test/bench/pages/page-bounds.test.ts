import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { embeddedEngine } from "../../functions/store/engines.ts";
import type { Engine } from "../../functions/store/engines.ts";
import { asking } from "./ask-page.ts";
import { growingSeason } from "./grown-season.ts";
import { beyond, boundOf } from "./page-bounds.ts";
import { nameOfPage, pagesAsked } from "./pages-asked.ts";

let engine: Engine;
let grown: Awaited<ReturnType<typeof growingSeason>>;
beforeAll(async () => {
  engine = await embeddedEngine();
  grown = await growingSeason(engine);
});
afterAll(() => engine.close());

/** The sizes that were asked for, and either side of what once switched over. The season grows from one to the next. */
const SIZES = [34, 300, 301, 1_000, 1_001, 3_000, 3_001, 3_300, 10_000];

describe("no page takes more than its bound, however many units there are", () => {
  it.each(SIZES)("of %i units", { timeout: 300_000 }, async (units) => {
    const ask = asking(await grown(units));
    const above: string[] = [];
    for (const page of pagesAsked)
      above.push(...beyond(await ask(page), boundOf(page)).map((what) => `${nameOfPage(page)}: ${what}`));
    expect(above).toEqual([]);
  });
});
