import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

const project = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "dung-han-layers-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What each floor may not import: a file of it, and what it is made to import. */
const UPWARD = [
  ["domain", "runtime"],
  ["domain", "store"],
  ["runtime", "use-cases"],
  ["wording", "pages"],
  ["letters", "pages"],
  ["letters", "mail"],
  ["documents", "http"],
  ["documents", "use-cases"],
  ["examination", "objects"],
  ["store", "use-cases"],
  ["queue", "use-cases"],
  ["mail", "letters"],
  ["objects", "http"],
  ["use-cases", "http"],
  ["use-cases", "api"],
  ["use-cases", "pages"],
  ["use-cases", "letters"],
  ["http", "api"],
  ["http", "pages"],
  ["api", "pages"],
  ["pages", "api"],
  ["pages", "letters"],
  ["sign-in", "site"],
] as const;

type Told = { readonly diagnostics: readonly { readonly code: string; readonly filename: string }[] };
let told: Told;
function plant(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

beforeAll(async () => {
  copyFileSync(join(project, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  for (const [floor, above] of UPWARD) {
    plant(`functions/${floor}/from-${above}.ts`, `export { it } from "../${above}/it.ts";\n`);
    plant(`functions/${above}/it.ts`, "export const it = 1;\n");
  }
  plant("functions/domain/one.ts", 'import type { Two } from "./two.ts";\nexport type One = { readonly two?: Two };\n');
  plant("functions/domain/two.ts", 'import type { One } from "./one.ts";\nexport type Two = { readonly one?: One };\n');
  plant("functions/pages/client.ts", 'export { S3Client } from "@aws-sdk/client-s3";\n');
  const { promise, resolve } = Promise.withResolvers<string>();
  const oxlint = join(project, "node_modules/oxlint/bin/oxlint");
  execFile(
    process.execPath,
    [oxlint, "-c", ".oxlintrc.json", "--format", "json", "functions"],
    { cwd: folder },
    (_error, stdout) => resolve(stdout),
  );
  told = JSON.parse(await promise) as Told;
});

/** The rules that a planted file breaks: `eslint(no-restricted-imports)`. */
const rulesAt = (path: string): string[] =>
  told.diagnostics.filter(({ filename }) => filename === path).map(({ code }) => code);

describe("the lint", () => {
  it.each(UPWARD)("lets no file of %s import %s", (floor, above) => {
    expect(rulesAt(`functions/${floor}/from-${above}.ts`)).toContain("eslint(no-restricted-imports)");
  });

  it("finds a circle of two files, if only by their types", () => {
    expect(rulesAt("functions/domain/one.ts")).toContain("import(no-cycle)");
  });

  it("lets nobody but an adapter import a service's client", () => {
    expect(rulesAt("functions/pages/client.ts")).toContain("eslint(no-restricted-imports)");
  });
});
