import { defineConfig } from "vitest/config";

/** The register's tests on Amazon's own engine: it needs Java, and seconds to start. */
export default defineConfig({
  test: {
    include: ["test/dynamodb-local/**/*.test.ts"],
    environment: "node",
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
});
