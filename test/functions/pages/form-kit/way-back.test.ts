import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import type { Browser } from "../browser.ts";
import { dutyOf, onTheFirstLateDay, signedIn } from "../office/office-site.ts";

let engine: Engine;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
  browser = await signedIn(await onTheFirstLateDay(engine));
});
afterAll(() => engine.close());

/** Every form that is looked at before it is done, with how many lines are typed into it. */
const FORMS = [
  [`${dutyOf("stp")}/return`, 1],
  [`${dutyOf("stc")}/extension`, 3],
  [`${dutyOf("stc")}/exemption`, 0],
  [`${dutyOf("stc")}/paper`, 3],
  ["/staff", 2],
  ["/directives/new", 25],
  ["/units/import", 0],
] as const;

describe("a form that is looked at before it is done", () => {
  it.each(FORMS)(
    "%s is filled in as it was, when the browser's Back leads from the look to it",
    async (path, lines) => {
      const { document } = await browser.get(path);
      const typed = [...document.querySelectorAll("main form[method=post] input[type=text]")];
      expect(typed).toHaveLength(lines);
      // A browser puts nothing back into a line, or a form, for which it is told to remember nothing.
      expect(typed.filter((line) => line.getAttribute("autocomplete") !== "on").map(({ id }) => id)).toEqual([]);
      expect(document.querySelector("form[autocomplete]")).toBeNull();
    },
  );
});
