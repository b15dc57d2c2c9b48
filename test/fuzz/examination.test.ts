import { expect, it } from "vitest";

import { fuzzExamination } from "./examination.ts";

it(
  "a file that was changed at random has an outcome within its bounds, and takes nothing else down",
  { timeout: 120_000 },
  async () => {
    const { files, slowestMs } = await fuzzExamination({ runs: 25, seed: 20_170_714 });
    expect(files).toBeGreaterThanOrEqual(25);
    expect(slowestMs).toBeLessThan(35_000);
  },
);
