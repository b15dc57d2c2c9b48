import { afterAll, beforeAll, expect, it } from "vitest";

import { embeddedEngine } from "../../functions/store/engines.ts";
import type { Engine } from "../../functions/store/engines.ts";
import { ref } from "../../functions/season.ts";
import { asking } from "./ask-page.ts";
import type { Taken } from "./ask-page.ts";
import { KEEPER, UNIT_CLERK, WRITING } from "./grown-season.ts";
import type { SeasonOfPages } from "./grown-season.ts";
import { nameOfPage } from "./pages-asked.ts";
import type { AskedPage } from "./pages-asked.ts";
import { LEADER, growingYears } from "./ten-years.ts";

let engine: Engine;
let first: Measured;
let tenth: Measured;

/** By page: what it takes of a function that was just started, and of one that has answered it before. */
type Measured = ReadonlyMap<string, { readonly started: Taken; readonly after: Taken }>;

const page = (name: AskedPage["page"], by: string, params: Record<string, string> = {}): AskedPage => ({
  page: name,
  by,
  kind: by === UNIT_CLERK ? "own" : "page",
  params,
});
const ASKED: readonly AskedPage[] = [
  page("showStart", UNIT_CLERK),
  page("showStart", KEEPER),
  page("showStart", LEADER),
  page("showObligations", KEEPER),
  page("showObligations", LEADER),
  page("showObligation", KEEPER, ref),
  page("showDirectives", KEEPER),
  page("showYears", LEADER),
  page("showUnits", KEEPER),
  page("askUnit", KEEPER, { unitId: WRITING }),
];
const nameIn = (asked: AskedPage): string => (asked.by === LEADER ? `leader ${asked.page}` : nameOfPage(asked));

beforeAll(async () => {
  engine = await embeddedEngine();
  const grown = await growingYears(engine);
  first = await measured(() => grown(1));
  tenth = await measured(() => grown(10));
});
afterAll(() => engine.close());

async function measured(start: () => Promise<SeasonOfPages>): Promise<Measured> {
  const taken = new Map<string, { started: Taken; after: Taken }>();
  for (const asked of ASKED) {
    const ask = asking(await start());
    const started = await ask(asked);
    taken.set(nameIn(asked), { started, after: await ask(asked) });
  }
  return taken;
}

/** The keys of a unit's duties, and of the obligations that are done with: a hundred bytes for each in ten years. */
const MORE_READ = 3;
/** So much a function reads once in its life, of ten years: every directive, its counts, and of whoever sends reports on each that was. */
const READ_ONCE = 170;

it.each(ASKED.map(nameIn))("%s takes in the tenth year what it took in the first", (name) => {
  const [before, now] = [first.get(name), tenth.get(name)];
  if (!before || !now) throw new Error(`${name} was not measured.`);
  const { read, ...others } = before.after;
  expect(now.after.read).toBeLessThanOrEqual(read + MORE_READ);
  expect(now.after.calls).toBeLessThanOrEqual(others.calls);
  expect(now.after.rounds).toBeLessThanOrEqual(others.rounds);
  expect(now.after.kilobytes).toBeLessThanOrEqual(60);
  expect(now.started.read).toBeLessThanOrEqual(before.started.read + READ_ONCE);
  expect(now.started.calls).toBeLessThanOrEqual(before.started.calls + 1);
});
