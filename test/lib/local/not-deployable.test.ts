import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const sources = (directory: string, recursive: boolean): string[] =>
  readdirSync(join(root, directory), { recursive, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(directory, name));

test("nothing that is deployed, or deploys, knows the embedded deployment", () => {
  const files = [...sources("functions", true), ...sources("lib", false), "bin/app.ts"];
  expect(files.length).toBeGreaterThan(50);
  const importing = files.filter((file) =>
    /from "(?:[^"]*\blocal\/|embedded-cloud)/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(importing).toEqual([]);
});

test("no route and no function of the stack speaks of /local", () => {
  const speaking = sources("functions", true).filter((file) =>
    readFileSync(join(root, file), "utf8").includes('"/local'),
  );
  expect(speaking).toEqual([]);
});
