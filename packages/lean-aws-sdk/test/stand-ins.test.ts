import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import { leftOut } from "../src/left-out.ts";
import { standIns } from "../src/stand-ins.ts";
import { bundled, load, modules, namesOf, namesOfSource } from "./packages.ts";

it.each(Object.entries(standIns))("exports what the module exports for which it stands in: %s", (module, source) => {
  expect(namesOfSource(source)).toEqual(namesOf(module));
});

it("stands in for the versions that are installed", () => {
  const { peerDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
  const replaced = Object.entries<string>(peerDependencies).filter(([name]) => /^@aws-sdk\/|^nodemailer$/.test(name));
  expect(replaced.length).toBeGreaterThan(4);
  for (const [name, version] of replaced) {
    const installed = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    expect(`${name}@${installed.version}`).toBe(`${name}@${version}`);
  }
});

it("says which module was left out, when something comes to it after all", async () => {
  const module = Object.keys(leftOut).find((path) => path.includes("AdaptiveRetryStrategy"));
  const { AdaptiveRetryStrategy } = load(
    await bundled(`export { AdaptiveRetryStrategy } from "@smithy/core/retry";`),
  ) as { AdaptiveRetryStrategy: new () => unknown };
  expect(() => new AdaptiveRetryStrategy()).toThrow(`${module} is left out of the bundle`);
});
