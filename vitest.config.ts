import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

import { functionEnvironment } from "./test/function-environment.ts";

export default defineConfig({
  test: {
    environment: "node",
    testTimeout: 20_000,
    hookTimeout: 20_000,
    env: functionEnvironment,
    // Left to itself, the runner would leave one of two cores idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: "functions",
          include: ["test/functions/**/*.test.ts"],
          // They share nothing but warm modules: a new process for each file costs more than the tests do.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "everything else",
          include: ["test/**/*.test.ts", "packages/*/test/**/*.test.ts"],
          // The second engine needs Java, the journeys a browser: they have configurations of their own.
          exclude: ["test/functions/**", "test/dynamodb-local/**", "test/browser/**", "test/bench/node_modules/**"],
        },
      },
    ],
  },
});
