import { median, places, whole } from "../figures.ts";
import { processorMicros } from "../measured/processor-time.ts";
import type { Part, Row } from "../part.ts";
import { asking } from "./ask-page.ts";
import type { Taken } from "./ask-page.ts";
import { growingSeason } from "./grown-season.ts";
import type { SeasonOfPages } from "./grown-season.ts";
import { monolith } from "./monolith.ts";
import { beyond, boundOf, heldTo, mostProcessorTime } from "./page-bounds.ts";
import { nameOfPage, pagesAsked } from "./pages-asked.ts";
import type { AskedPage } from "./pages-asked.ts";
import { withTableEngine } from "./with-table-engine.ts";

const SIZES = [34, 300, 1_000, 3_300, 10_000];
const QUICK_SIZES = [34, 300];

/** Each page is asked for so often; the middle time counts. */
const TIMES = 3;

type Measured = Taken & { readonly milliseconds: number };

/** Every page and list, by size: what it asks of the table, how long its answer is, and its processor time beside that of the smallest. */
export const pages: Part = {
  name: "pages",
  run: ({ quick, tell }) =>
    withTableEngine(async (engine) => {
      const grown = await growingSeason(engine);
      const bySize = new Map<number, ReadonlyMap<AskedPage, Measured>>();
      let rival: ReturnType<typeof monolith> | undefined;
      for (const size of quick ? QUICK_SIZES : SIZES) {
        tell(`${whole(size)} units`);
        const season = await grown(size);
        bySize.set(size, await measured(season));
        rival = monolith(season.units, season.duties);
      }
      const sizes = [...bySize.keys()];
      return Promise.all(pagesAsked.map((page) => rowOf(page, { sizes, bySize, quick, rival: rival?.(page) })));
    }),
};

async function measured(season: SeasonOfPages): Promise<ReadonlyMap<AskedPage, Measured>> {
  const ask = asking(season);
  const found = new Map<AskedPage, Measured>();
  for (const page of pagesAsked) {
    // What is evaluated when it is first needed, and what the engine has to compile.
    await ask(page);
    const micros: number[] = [];
    let taken: Taken | undefined;
    for (let time = 0; time < TIMES; time++)
      micros.push(await processorMicros(async () => void (taken = await ask(page))));
    if (taken) found.set(page, { ...taken, milliseconds: median(micros) / 1_000 });
  }
  return found;
}

type Found = {
  readonly sizes: readonly number[];
  readonly bySize: ReadonlyMap<number, ReadonlyMap<AskedPage, Measured>>;
  readonly rival: (() => string) | undefined;
  /** Of three hundred units a page takes some milliseconds, of which much is what else the machine does: told, and not held. */
  readonly quick: boolean;
};

async function rowOf(page: AskedPage, { sizes, bySize, quick, rival }: Found): Promise<Row> {
  const all = sizes.flatMap((size) => bySize.get(size)?.get(page) ?? []);
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) throw new Error(`${nameOfPage(page)} was not measured.`);
  const bound = boundOf(page);
  const most: Taken = {
    read: Math.max(...all.map(({ read }) => read)),
    calls: Math.max(...all.map(({ calls }) => calls)),
    rounds: Math.max(...all.map(({ rounds }) => rounds)),
    kilobytes: Math.max(...all.map(({ kilobytes }) => kilobytes)),
  };
  const ratio = last.milliseconds / first.milliseconds;
  const goal = mostProcessorTime(page, first.milliseconds);
  const held = heldTo[page.page];
  const time = held === undefined ? goal : Math.max(goal, held * first.milliseconds);
  const besides = rival === undefined ? "" : ` · SQLite ${places(await rivalMilliseconds(rival))} ms`;
  return {
    what: nameOfPage(page),
    measured: `${toldOf(most)} · ${places(last.milliseconds, 1)} ms, ${places(ratio, 1)} ×${besides}`,
    reach: {
      asked: `≤ ${bound.read} · ${bound.calls} · ${bound.rounds} · ${bound.kilobytes} KB · ${places(goal, 1)} ms${held === undefined ? "" : `, held at ${places(time, 1)}`}`,
      ok: beyond(most, bound).length === 0 && (quick || last.milliseconds <= time),
    },
  };
}

/** Read units, calls, rounds behind the session, and the page's length, each the most at any size. */
const toldOf = ({ read, calls, rounds, kilobytes }: Taken): string =>
  `${read} · ${calls} · ${rounds - 1} · ${Math.ceil(kilobytes)} KB`;

async function rivalMilliseconds(rival: () => string): Promise<number> {
  const micros: number[] = [];
  for (let time = 0; time <= TIMES; time++) micros.push(await processorMicros(async () => rival()));
  return median(micros.slice(1)) / 1_000;
}
