import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";

import { saveDraft } from "../../../functions/use-cases/save-draft.ts";
import { findDuty } from "../../../functions/use-cases/find-duty.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { issuedWorld, requestOf } from "./world.ts";

/** Two people of one unit, the first of them in two tabs. */
const TABS = [
  { by: "vanthu@stc.daklak.example", name: "firsttab" },
  { by: "vanthu@stc.daklak.example", name: "secondtab" },
  { by: "vanphong@stc.daklak.example", name: "theoffice" },
] as const;

const step = fc.record({
  tab: fc.integer({ min: 0, max: TABS.length - 1 }),
  act: fc.constantFrom("load", "load", "save", "save", "save unheard", "save, and load before it arrives"),
});

type Open = { basedOn: number; page: number; typed: string };

let engine: Engine;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

it("whoever reloads, or hears no answer, is in conflict only with what another tab saved, and writes over nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const world = await issuedWorld(engine);
      const open: Open[] = TABS.map(() => ({ basedOn: 0, page: 1, typed: "" }));
      /** The tab that wrote each version, from the first on. */
      const writers: number[] = [];

      const send = async (at: number, text: string, { basedOn, page }: Open) => {
        const { by, name } = TABS[at] ?? TABS[0];
        const asking = await requestOf(world, { by });
        const found = await findDuty(asking, world, "unit");
        if (isRefusal(found)) throw new Error(found.detail);
        const draft = { sections: { "thi-dua": text }, figures: {} };
        const kept = await saveDraft(found, { draft, basedOn, tab: `${name}.${page}` }, asking, world);
        if (isRefusal(kept)) throw new Error(kept.detail);
        const overwritten = writers.slice(basedOn);
        if ("saved" in kept) {
          // Of what this page has not seen, it may have been written over only by the same tab.
          expect(new Set(overwritten).size === 0 || overwritten.every((writer) => writer === at)).toBe(true);
          writers.push(at);
          expect(kept.saved.version).toBe(writers.length);
          return kept.saved.version;
        }
        expect(overwritten.some((writer) => writer !== at)).toBe(true);
        return undefined;
      };

      for (const [turn, { tab, act }] of steps.entries()) {
        const page = open[tab];
        if (!page) continue;
        const load = () => {
          page.basedOn = writers.length;
          page.page++;
        };
        const text = `${tab} ${turn}`;
        if (act === "load") load();
        else if (act === "save, and load before it arrives") {
          const before = { ...page };
          load();
          await send(tab, text, before);
        } else {
          const version = await send(tab, text, page);
          if (version !== undefined && act === "save") page.basedOn = version;
        }
      }
    }),
    { numRuns: 25 },
  );
});
