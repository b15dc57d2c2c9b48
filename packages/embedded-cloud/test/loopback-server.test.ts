import { expect, onTestFinished, test } from "vitest";

import { listenOnLoopback } from "../src/loopback-server.ts";

test("a port that is taken is refused by its number", async () => {
  const first = await listenOnLoopback(async (_, response) => void response.end());
  onTestFinished(() => first.close());
  const port = Number(new URL(first.url).port);
  await expect(listenOnLoopback(async () => {}, port)).rejects.toThrow(`Port ${port} of 127.0.0.1 is in use`);
});

test("it answers on 127.0.0.1 only", async () => {
  const server = await listenOnLoopback(async (_, response) => void response.end("here"));
  onTestFinished(() => server.close());
  expect(await (await fetch(server.url)).text()).toBe("here");
  await expect(fetch(server.url.replace("127.0.0.1", "127.0.0.2"))).rejects.toThrow("fetch failed");
});
