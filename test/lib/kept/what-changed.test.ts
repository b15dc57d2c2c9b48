import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type * as BundleModule from "../../../lib/bundle.ts";
import * as ofProject from "../../../lib/kept/assembly.ts";
import type * as AssemblyModule from "../../../lib/kept/assembly.ts";
import { ProjectCopy } from "./project-copy.ts";

const usual = { settings: { homeUnit: "snv", mailRate: 14 } };

let copy: ProjectCopy;
let inCopy: Pick<typeof BundleModule, "bundle" | "lookUpBundles"> & Pick<typeof AssemblyModule, "keptAssembly">;
/** Which files each bundle was made of, by its entry point. */
let madeOf: Map<string, string[]>;

beforeAll(async () => {
  await ofProject.assemblyOf(usual);
  copy = new ProjectCopy();
  const modules = [import(join(copy.root, "lib/bundle.ts")), import(join(copy.root, "lib/kept/assembly.ts"))];
  inCopy = Object.assign({}, ...(await Promise.all(modules)));
  const folder = join(copy.root, "node_modules/.cache/dung-han/bundles");
  madeOf = new Map(
    readdirSync(folder).flatMap((file): [string, string[]][] => {
      const [head = ""] = readFileSync(join(folder, file), "utf8").split("\n", 1);
      const { name, inputs } = JSON.parse(head);
      // Of a function that has been removed or renamed a bundle may still be kept.
      return existsSync(join(copy.root, name)) ? [[name, Object.keys(inputs)]] : [];
    }),
  );
});
afterEach(() => copy.undo());
afterAll(() => copy.remove());

const entryPoints = () => [...madeOf.keys()].toSorted();
const madeOfFile = (path: string) => entryPoints().filter((entryPoint) => madeOf.get(entryPoint)?.includes(path));
const toMake = () => inCopy.lookUpBundles().missing.toSorted();
const assemblyIsKept = (settings: Record<string, unknown> = {}, context: { context?: Record<string, unknown> } = {}) =>
  inCopy.keptAssembly({ settings: { ...usual.settings, ...settings }, ...context }).assembly !== undefined;

/** Makes what has to be made, and keeps it: a little after the last change, as whoever typed it does. */
async function make(): Promise<void> {
  await setTimeout(50);
  const { missing, complete } = inCopy.lookUpBundles();
  complete(inCopy.bundle({ entryPoints: missing }));
}

/** A file that is part of this bundle, and of no other. */
function onlyIn(entryPoint: string, folder: string): string {
  const found = (madeOf.get(entryPoint) ?? []).find(
    (path) => path.startsWith(folder) && path !== entryPoint && madeOfFile(path).length === 1,
  );
  if (found === undefined) throw new Error(`No file of ${folder} is only in ${entryPoint}`);
  return found;
}

it("nothing has to be made where nothing has changed", () => {
  expect(toMake()).toEqual([]);
  expect(assemblyIsKept()).toBe(true);
});

describe("only the bundles that are made of it are made again, and the assembly, after", () => {
  it("a word changed in a page", () => {
    const page = onlyIn("functions/unit-site.ts", "functions/pages/");
    copy.write(page, `${copy.read(page)}\n// Another word.\n`);
    expect(toMake()).toEqual(["functions/unit-site.ts"]);
    expect(assemblyIsKept()).toBe(false);
  });

  it("a file removed", () => {
    const page = onlyIn("functions/office-site.ts", "functions/pages/");
    copy.write(page, undefined);
    expect(toMake()).toEqual(["functions/office-site.ts"]);
    expect(assemblyIsKept()).toBe(false);
  });

  it("a file that several share", () => {
    const shared = "functions/runtime/html.ts";
    copy.write(shared, `${copy.read(shared)}\n`);
    const sharing = madeOfFile(shared);
    expect(sharing.length).toBeGreaterThan(2);
    expect(sharing.length).toBeLessThan(entryPoints().length);
    expect(toMake()).toEqual(sharing);
  });

  describe("and once it is made, after a change of that", () => {
    afterEach(async () => {
      copy.undo();
      await make();
    });

    it("a file newly imported", async () => {
      const entry = "functions/openapi.ts";
      copy.write("functions/news.ts", 'export const news = "old";\n');
      copy.write(entry, `import { news } from "./news.ts";\nconsole.log(news);\n${copy.read(entry)}`);
      expect(toMake()).toEqual([entry]);
      await make();
      expect(toMake()).toEqual([]);
      copy.write("functions/news.ts", 'export const news = "new";\n');
      expect(toMake()).toEqual([entry]);
    });

    it("a JSON file newly imported", async () => {
      const entry = "functions/openapi.ts";
      copy.write("functions/news.json", '{ "news": "old" }\n');
      copy.write(
        entry,
        `import news from "./news.json" with { type: "json" };\nconsole.log(news);\n${copy.read(entry)}`,
      );
      await make();
      expect(toMake()).toEqual([]);
      copy.write("functions/news.json", '{ "news": "new" }\n');
      expect(toMake()).toEqual([entry]);
    });
  });

  it("a function that is new", () => {
    copy.write("functions/news.ts", 'export const handler = () => "news";\n');
    expect(toMake()).toEqual(["functions/news.ts"]);
    expect(assemblyIsKept()).toBe(false);
  });

  it.each([
    ["nodemailer", "functions/send-mail.ts"],
    ["unpdf", "functions/uploads.ts"],
  ])("%s, changed by hand where it is installed", (name, entry) => {
    copy.own(name);
    expect(toMake()).toEqual([]);
    const file = onlyIn(entry, `node_modules/${name}/`);
    copy.write(file, `${copy.read(file)}\n`);
    expect(toMake()).toEqual([entry]);
    copy.undo();
    const description = `node_modules/${name}/package.json`;
    copy.write(description, copy.read(description).replace("{", '{ "sideEffects": true,'));
    expect(toMake()).toEqual([entry]);
    expect(assemblyIsKept()).toBe(false);
  });
});

describe("everything is made again after", () => {
  it.each([
    ["another version in the lock file", "package-lock.json", '"version": "4.6.7"', '"version": "4.6.8"'],
    ["another version installed", "node_modules/.package-lock.json", '"version": "4.6.7"', '"version": "4.6.8"'],
    ["another option of esbuild", "packages/lean-aws-sdk/src/run-esbuild.ts", "minify: true", "minify: false"],
    ["a change of the bundler's own code", "packages/lean-aws-sdk/src/left-out.ts", "export", "\nexport"],
    ["a change of what calls it", "lib/bundle.ts", "export", "\nexport"],
    ["a change of what keeps", "lib/kept/kept-work.ts", "export", "\nexport"],
    ["another reading of TypeScript", "tsconfig.json", '"target": "es2024"', '"target": "es2020"'],
    ["a change of the project's package.json", "package.json", "{", '{ "sideEffects": false,'],
  ])("%s", (_, path, was, is) => {
    expect(copy.read(path)).toContain(was);
    copy.write(path, copy.read(path).replace(was, is));
    expect(toMake()).toEqual(entryPoints());
    expect(assemblyIsKept()).toBe(false);
  });

  it("a package.json that is new among the functions, and says something of them", () => {
    copy.write("functions/package.json", '{ "type": "module", "sideEffects": false }\n');
    expect(toMake()).toEqual(entryPoints());
  });
});

describe("the assembly alone is made again after", () => {
  function expectOnlyTheAssemblyIsMadeAgain(): void {
    expect(toMake()).toEqual([]);
    expect(assemblyIsKept()).toBe(false);
    copy.undo();
    expect(assemblyIsKept()).toBe(true);
  }

  it.each([
    ["a change of the stack's own code", "lib/watchdog.ts"],
    ["a change of the app", "lib/app.ts"],
    ["a change of what synthesizes it", "lib/assets.ts"],
    ["a change of the CDK's file", "cdk.json"],
    ["a change of a deployment's file", "lib/deployments/laptop.json"],
    ["a change of the style sheet", "functions/assets/page.css"],
    ["a change of the pages' script", "functions/assets/page.ts"],
    ["a change of the icon", "functions/assets/icon.svg"],
  ])("%s", (_, path) => {
    copy.write(path, `${copy.read(path)}\n`);
    expectOnlyTheAssemblyIsMadeAgain();
  });

  it("a file that is new among the stack's code, which may read its folder", () => {
    copy.write("lib/deployments/dak-lak.json", "{}");
    expectOnlyTheAssemblyIsMadeAgain();
  });

  it("the CDK changed by hand where it is installed", () => {
    copy.own("constructs");
    copy.write("node_modules/constructs/lib/index.js", `${copy.read("node_modules/constructs/lib/index.js")}\n`);
    expectOnlyTheAssemblyIsMadeAgain();
  });
});

describe("the assembly is of its settings", () => {
  it.each([{ mailRate: 15 }, { homeUnit: "stc" }, { scan: "guardduty" }])("%j is another", (settings) => {
    expect(assemblyIsKept(settings)).toBe(false);
  });

  it("and of what is context to the CDK", () => {
    expect(assemblyIsKept({}, { context: { "@aws-cdk/core:newStyleStackSynthesis": false } })).toBe(false);
  });

  it("what the CDK takes from its environment is one, too", () => {
    process.env["CDK_CONTEXT_JSON"] = '{"mailRate":15}';
    expect(assemblyIsKept()).toBe(false);
    delete process.env["CDK_CONTEXT_JSON"];
    expect(assemblyIsKept()).toBe(true);
  });

  it("in whatever order they are given", () => {
    const { homeUnit, ...others } = usual.settings;
    expect(inCopy.keptAssembly({ settings: { ...others, homeUnit } }).assembly).toBeDefined();
  });
});

describe("what has no part in it changes nothing", () => {
  it.each(["lib/local/season/units.csv", "lib/local/start.ts", "bin/local.ts", "packages/embedded-cloud/src/cloud.ts"])(
    "%s",
    (path) => {
      copy.write(path, `${copy.read(path)}\n`);
      expect(toMake()).toEqual([]);
      expect(assemblyIsKept()).toBe(true);
    },
  );
});

describe("a bundle that is kept", () => {
  it("is byte for byte what is made anew, alone or with others", () => {
    const { there } = inCopy.lookUpBundles();
    const kept = (entryPoint: string) => there[entryPoint]?.bundle().code;
    const together = inCopy.bundle({
      entryPoints: ["functions/assets.ts", "functions/watchdog.ts", "functions/send-mail.ts"],
    });
    expect(Object.keys(together)).toHaveLength(3);
    for (const [entryPoint, { code }] of Object.entries(together)) expect(code).toBe(kept(entryPoint));
    const alone = inCopy.bundle({ entryPoints: ["functions/watchdog.ts"] });
    expect(alone["functions/watchdog.ts"]?.code).toBe(kept("functions/watchdog.ts"));
  });
});
