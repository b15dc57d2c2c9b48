import { afterEach, expect, it, vi } from "vitest";

import { loadConfig } from "../../src/stand-ins/settings.ts";

const attempts = {
  environmentVariableSelector: ({ AWS_MAX_ATTEMPTS: value }: NodeJS.ProcessEnv) => {
    if (value === "many") throw new Error("AWS_MAX_ATTEMPTS is a number");
    return value === undefined ? undefined : Number(value);
  },
};

afterEach(() => vi.unstubAllEnvs());

it("takes a setting from the environment", async () => {
  vi.stubEnv("AWS_MAX_ATTEMPTS", "5");
  expect(await loadConfig({ ...attempts, default: 3 })()).toBe(5);
});

it.each([
  ["a value", 3],
  ["to be worked out", async () => 3],
])("takes the default when the environment says nothing: %s", async (_, otherwise) => {
  vi.stubEnv("AWS_MAX_ATTEMPTS", undefined);
  expect(await loadConfig({ ...attempts, default: otherwise })()).toBe(3);
});

it("asks once", async () => {
  vi.stubEnv("AWS_MAX_ATTEMPTS", "5");
  const load = loadConfig({ ...attempts, default: 3 });
  await load();
  vi.stubEnv("AWS_MAX_ATTEMPTS", "6");
  expect(await load()).toBe(5);
});

it("does not take the default in place of a setting that cannot be read", async () => {
  vi.stubEnv("AWS_MAX_ATTEMPTS", "many");
  await expect(loadConfig({ ...attempts, default: 3 })()).rejects.toThrow("AWS_MAX_ATTEMPTS is a number");
});
