import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { App, Stack } from "aws-cdk-lib";
import { Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { assets } from "../../lib/assets.ts";

const outdir = mkdtempSync(join(tmpdir(), "dung-han-look-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/** What is laid where Lambda takes the function from. */
function synthesizedFolder(): string {
  const app = new App({ outdir });
  const { code } = assets();
  new LambdaFunction(new Stack(app, "Test"), "Look", { runtime: Runtime.NODEJS_24_X, handler: "index.handler", code });
  app.synth();
  const asset = readdirSync(outdir).find((name) => name.startsWith("asset.")) ?? "";
  return join(outdir, asset);
}

const { version } = assets();
const folder = synthesizedFolder();
const file = (name: string): string => readFileSync(join(folder, name), "utf8");

describe("the look", () => {
  it("has a version that is the same as long as it is", () => {
    expect(version).toMatch(/^[0-9a-f]{10}$/);
    expect(assets().version).toBe(version);
  });

  it("is three files beside the function that answers them", () => {
    expect(readdirSync(folder).toSorted()).toEqual(["icon.svg", "index.cjs", "page.css", "page.js"]);
  });

  it("is light: the sheet at most 20 KB, the script at most 17, the function at most 80", () => {
    const kilobytes = (name: string) => Buffer.byteLength(file(name)) / 1024;
    expect(kilobytes("page.css")).toBeLessThanOrEqual(20);
    expect(kilobytes("page.js")).toBeLessThanOrEqual(17);
    expect(kilobytes("index.cjs")).toBeLessThanOrEqual(80);
  });

  it("loads nothing from anywhere, and runs nothing that the pages' policy would refuse", () => {
    expect(file("page.css")).not.toMatch(/url\(|@import|@font-face|https?:/);
    expect(file("page.js")).not.toMatch(/\beval\(|new Function|innerHTML|https?:|import\(/);
    expect(file("icon.svg")).not.toMatch(/<script|style=|href/);
  });

  it("asks an old browser for nothing that it does not know", () => {
    expect(file("page.js")).not.toMatch(/\?\.|\?\?|\.at\(|\.flatMap\(|Object\.fromEntries/);
    expect(file("page.css")).not.toMatch(/color-mix|@layer|@container|oklch|&\s/);
  });
});

type Answered = { statusCode: number; headers: Record<string, string>; body: string };

describe("the function of the look", () => {
  let ask: (name: string) => Promise<Answered>;
  beforeAll(() => {
    const own = { ASSETS: version, LAMBDA_TASK_ROOT: folder };
    Object.assign(process.env, own);
    const { handler } = createRequire(import.meta.url)(join(folder, "index.cjs"));
    for (const name of Object.keys(own)) delete process.env[name];
    ask = (name) => handler({ pathParameters: { file: name }, headers: {} });
  });

  it.each([
    ["page.%.css", "text/css; charset=utf-8", "page.css"],
    ["page.%.js", "text/javascript; charset=utf-8", "page.js"],
    ["icon.%.svg", "image/svg+xml", "icon.svg"],
  ])("answers %s for ever", async (name, type, source) => {
    expect(await ask(name.replace("%", version))).toEqual({
      statusCode: 200,
      headers: {
        "content-type": type,
        "cache-control": "public, max-age=31536000, immutable",
        vary: "accept-encoding",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
      },
      body: file(source),
    });
  });

  it.each(["page.0000000000.css", "page.css", "index.cjs", "../index.cjs", "", "constructor"])(
    "answers nothing for “%s”, which may be of another version, and does not let it be kept",
    async (name) => {
      expect(await ask(name)).toEqual({
        statusCode: 404,
        headers: {
          "content-type": "text/plain; charset=utf-8",
          "cache-control": "no-store",
          "x-content-type-options": "nosniff",
          "cross-origin-resource-policy": "same-origin",
        },
        body: "There is no such file.\n",
      });
    },
  );
});

describe("the colours", () => {
  const sheet = readFileSync(join(import.meta.dirname, "../../functions/assets/tokens.css"), "utf8");
  const [light = {}, dark = {}] = [...sheet.matchAll(/:root \{([^}]*)\}/g)].map(([, block = ""]) =>
    Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name, value]) => [name, value])),
  );
  const grounds = ["paper", "surface", "sunken"];
  const words = [
    ...["ink", "faint", "link", "link-over", "red"].flatMap((over) => grounds.map((under) => [over, under])),
    ...["grey", "blue", "green", "orange", "red"].map((tone) => [tone, `${tone}-tint`]),
    ...["blue", "green", "orange", "red"].flatMap((tone) => ["ink", "link"].map((over) => [over, `${tone}-tint`])),
    ["on-link", "link"],
    ["on-link", "link-over"],
    ["surface", "red"],
    ["surface", "red-over"],
    ["seal-ink", "seal"],
  ];
  const signs = ["strong", "focus", "grey", "blue", "green", "orange", "red"].flatMap((over) =>
    grounds.map((under) => [over, under]),
  );

  describe.each([
    ["light", light],
    ["dark", { ...light, ...dark }],
  ])("in the %s", (_scheme, colours) => {
    const contrast = ([over = "", under = ""]: string[]) => ratio(colours[over] ?? "", colours[under] ?? "");

    it("let words be read (4.5 to 1)", () => {
      expect(words.filter((pair) => !(contrast(pair) >= 4.5))).toEqual([]);
    });

    it("let edges and signs be seen (3 to 1)", () => {
      expect(signs.filter((pair) => !(contrast(pair) >= 3))).toEqual([]);
    });
  });
});

/** WCAG's contrast ratio. */
function ratio(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/g, "$&$&") : colour;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
