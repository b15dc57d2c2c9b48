import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { frozenCloud } from "../bench/start-up/frozen-cloud.ts";
import type { FrozenCloud } from "../bench/start-up/frozen-cloud.ts";
import { environmentAt, fileReport, layOutSeason, readDuty } from "../bench/start-up/season-calls.ts";
import type { Call } from "../bench/start-up/season-calls.ts";
import { writeBundle } from "../../lib/bundle/write-bundle.ts";
import { bundledEntry } from "./bundles.ts";

const ENTRIES = ["unit-site", "office-site"] as const;
type Entry = (typeof ENTRIES)[number];

const folder = mkdtempSync(join(tmpdir(), "dung-han-first-call-"));
const bundleOf = (entry: Entry): string => join(folder, `${entry}.cjs`);
let cloud: FrozenCloud;

beforeAll(async () => {
  for (const entry of ENTRIES) writeBundle(bundledEntry(entry), bundleOf(entry));
  cloud = await frozenCloud(layOutSeason);
});
afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

/** Notes every formatter that is made. */
const watchFormatters = `
  const made = [];
  for (const name of ["DateTimeFormat", "NumberFormat", "Collator"])
    Intl[name] = new Proxy(Intl[name], { construct: (...given) => (made.push(name), Reflect.construct(...given)) });
  for (const [of, name] of [[Number, "toLocaleString"], [Date, "toLocaleString"], [String, "localeCompare"]]) {
    const own = of.prototype[name];
    of.prototype[name] = function (...given) { made.push(name); return own.apply(this, given); };
  }
`;

/** Answers the call in a fresh process, and tells which formatters it made and which of Node's modules it loaded. */
const script = `${watchFormatters}
  require(${JSON.stringify(bundleOf("unit-site"))}).handler(JSON.parse(process.argv[1])).then(({ statusCode, body }) => {
    const loaded = process.moduleLoadList.map((module) => module.replace("NativeModule ", ""));
    console.log(JSON.stringify({ statusCode, body, made, loaded }));
    process.exit();
  });
`;

async function firstCall({ event }: Call) {
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script, JSON.stringify(event)], {
    env: environmentAt(cloud.url),
  });
  return JSON.parse(stdout) as { statusCode: number; body: string; made: string[]; loaded: string[] };
}

describe.each([readDuty, fileReport])("the unit site's first call: $what", (call) => {
  it("is answered, without what takes long to load or to make", async () => {
    const { statusCode, body, made, loaded } = await firstCall(call);
    expect({ statusCode, body }).toMatchObject({
      statusCode: call.status,
      body: expect.stringContaining('"revision":'),
    });
    // A first formatter takes 12 ms.
    expect(made).toEqual([]);
    expect(loaded).toEqual(expect.arrayContaining(["https", "crypto"]));
    // fetch and what belongs to it, 40 ms and more; streams of the web, 3 ms; compression, which no short answer needs, 2 ms.
    // The web's crypto beside Node's own, half a millisecond.
    for (const slow of [
      "internal/deps/undici/undici",
      "internal/webstreams/readablestream",
      "zlib",
      "internal/crypto/webcrypto",
    ])
      expect(loaded).not.toContain(slow);
  });
});

it.each(ENTRIES)("the %s function loads without making a formatter", async (entry) => {
  const load = `${watchFormatters}
    require(${JSON.stringify(bundleOf(entry))});
    console.log(JSON.stringify(made));
    process.exit();
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", load], { env: environmentAt(cloud.url) });
  expect(JSON.parse(stdout)).toEqual([]);
});
