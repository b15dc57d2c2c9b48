import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";

import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { Office } from "./office.ts";
import type { Browser } from "./office.ts";

/** The office of the test that runs, a browser that nobody is signed in with, and the engine of the file. */
export let office: Office;
export let browser: Browser;
export let engine: Engine;

/** Opens an office anew for each test of a file. */
export function openForEach(): void {
  beforeAll(async () => {
    engine = await embeddedEngine();
  });
  afterAll(() => engine.close());
  beforeEach(async () => {
    office = await Office.open(engine);
    browser = office.browser();
  });
  afterEach(() => office.issuer.close());
}
