import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import * as dynamodb from "@aws-sdk/client-dynamodb";
import * as scheduler from "@aws-sdk/client-scheduler";
import * as ses from "@aws-sdk/client-ses";
import * as sqs from "@aws-sdk/client-sqs";
import { expect, it } from "vitest";

import { leanOptions } from "../../../lib/bundle.ts";

const errorsKept = new Set(leanOptions.errors);
const root = join(import.meta.dirname, "../../..");

it("is of pinned versions only: stand-ins are written for one", () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const pinned = Object.entries<string>(dependencies).filter(([name]) => /^@aws-sdk\/|^nodemailer$/.test(name));
  expect(pinned.length).toBeGreaterThan(4);
  for (const [name, version] of pinned) expect(`${name}@${version}`).toMatch(/@\d+\.\d+\.\d+$/);
});

it("has no error that functions/ knows by class and that a bundle knows by name only", () => {
  const folder = join(root, "functions");
  const imported = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [
      ...readFileSync(join(folder, file), "utf8").matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-/g),
    ])
    .flatMap(([, names = ""]) => names.match(/\w+/g) ?? []);
  const exported: Readonly<Record<string, unknown>> = { ...dynamodb, ...scheduler, ...ses, ...sqs };
  const isError = (value: unknown) => typeof value === "function" && value.prototype instanceof Error;
  expect([...errorsKept].filter((name) => !isError(exported[name]))).toEqual([]);
  // The base exception of a service stays in every bundle.
  const known = imported.filter((name) => isError(exported[name]) && !name.endsWith("ServiceException"));
  expect(known).toContain("ConditionalCheckFailedException");
  expect(known.filter((name) => !errorsKept.has(name))).toEqual([]);
});

const exportsOf = async (path: string) => Object.keys((await import(path)) as object).toSorted();
const moduleAt = (path: string) => join(root, "node_modules", path);

it.each(Object.entries(leanOptions.leaveOut ?? {}))(
  "knows all that a module gives which is left out: %s",
  async (path, names) => {
    expect(names.toSorted()).toEqual(await exportsOf(moduleAt(path)));
  },
);

it.each(Object.entries(leanOptions.standIns ?? {}))(
  "has an equal for what something stands in for: %s",
  async (path, file) => {
    expect(await exportsOf(file)).toEqual((await exportsOf(moduleAt(path))).filter((name) => name !== "default"));
  },
);
