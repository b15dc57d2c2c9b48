import { defineConfig } from "vitest/config";

/** The journeys in a real Chromium, which `npm test` does without. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["test/browser/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // A browser that shares two cores with the whole stack may take more than the second that is usual.
    expect: { poll: { timeout: 20_000 } },
    // Each file stands the whole stack up and opens a browser: two at once are enough for two cores.
    maxWorkers: 2,
  },
});
