import { defineConfig } from "vitest/config";

/** The functions' own modules on moto's server, a second opinion on the embedded cloud: it needs Python. */
export default defineConfig({
  test: {
    include: ["test/moto/**/*.test.ts"],
    environment: "node",
    testTimeout: 60_000,
    // It installs the server first.
    hookTimeout: 240_000,
  },
});
