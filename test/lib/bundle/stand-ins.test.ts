import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import { leftOut } from "../../../lib/bundle/left-out.ts";
import { standIns } from "../../../lib/bundle/stand-ins.ts";
import { bundleSource, load } from "../bundles.ts";
import { modules, namesOf, namesOfSource } from "./packages.ts";

it.each(Object.entries(standIns))("exports what the module exports for which it stands in: %s", (module, source) => {
  expect(namesOfSource(source)).toEqual(namesOf(module));
});

it("stands in only for versions that are pinned", () => {
  const { dependencies } = JSON.parse(readFileSync(join(modules, "../package.json"), "utf8"));
  const pinned = Object.entries<string>(dependencies).filter(([name]) => /^@aws-sdk\/|^nodemailer$/.test(name));
  expect(pinned.length).toBeGreaterThan(4);
  for (const [name, version] of pinned) expect(`${name}@${version}`).toMatch(/@\d+\.\d+\.\d+$/);
});

it("says which module was left out, when something comes to it after all", () => {
  const module = Object.keys(leftOut).find((path) => path.includes("AdaptiveRetryStrategy"));
  const { AdaptiveRetryStrategy } = load(
    bundleSource(`export { AdaptiveRetryStrategy } from "@smithy/core/retry";`),
  ) as { AdaptiveRetryStrategy: new () => unknown };
  expect(() => new AdaptiveRetryStrategy()).toThrow(`${module} is left out of the bundle`);
});
