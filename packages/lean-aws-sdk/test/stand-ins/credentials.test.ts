import { afterEach, expect, it, vi } from "vitest";

import { defaultProvider } from "../../src/stand-ins/credentials.ts";

afterEach(() => vi.unstubAllEnvs());

const given = (names: Record<string, string | undefined>) => {
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]) vi.stubEnv(name, names[name]);
};

it("takes a function's credentials from its environment", async () => {
  given({ AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: "token" });
  expect(await defaultProvider()()).toEqual({ accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" });
});

it("does without a session token, which only temporary credentials have", async () => {
  given({ AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret" });
  expect(await defaultProvider()()).toEqual({ accessKeyId: "id", secretAccessKey: "secret" });
});

it("says what is missing", async () => {
  given({ AWS_ACCESS_KEY_ID: "id" });
  await expect(defaultProvider()()).rejects.toThrow("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are needed");
});
