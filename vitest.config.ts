import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

import { keepCompiled, withCompiled } from "./lib/kept/compiled.ts";
import { functionEnvironment } from "./test/function-environment.ts";

// This process, and those that run the tests.
keepCompiled();
Object.assign(process.env, withCompiled());

/** They share what is slow to load or to make, and nothing else: a new process for each file costs more than the tests do. */
const together = {
  functions: ["test/functions/**/*.test.ts"],
  // The CDK, and the templates that were synthesized.
  templates: [
    "test/lib/*.test.ts",
    "test/lib/rehearsal/**/*.test.ts",
    "test/simulation/stack-settings.test.ts",
    "test/bench/cost/**/*.test.ts",
  ],
};

export default defineConfig({
  test: {
    environment: "node",
    testTimeout: 20_000,
    // A hook may stand a deployment up, and make the bundles first: this only ends one that hangs.
    hookTimeout: 240_000,
    env: functionEnvironment,
    setupFiles: ["test/same-cases.ts"],
    // Left to itself, the runner would leave one of two cores idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      ...Object.entries(together).map(([name, include]) => ({
        extends: true as const,
        test: { name, include, isolate: false },
      })),
      {
        extends: true,
        test: {
          name: "everything else",
          include: ["test/**/*.test.ts", "packages/*/test/**/*.test.ts"],
          exclude: [
            ...Object.values(together).flat(),
            // The second engine needs Java, the second opinion Python, the journeys a browser: each has a configuration of its own.
            "test/dynamodb-local/**",
            "test/moto/**",
            "test/browser/**",
            "test/bench/node_modules/**",
          ],
        },
      },
    ],
  },
});
