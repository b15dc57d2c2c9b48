import { copyFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { openApiDocument } from "../../../functions/api/document.ts";
import { bundleEntry, lookUpBundles } from "../../../lib/bundle.ts";
import { root } from "../../../lib/kept/root.ts";
import { embeddedEngine, freshRegister } from "../../functions/store/engines.ts";
import { writeBundle } from "../../../lib/bundle/write-bundle.ts";
import { bytesAtStart, wholeBytes } from "../../lib/bundles.ts";
import { budgetOf } from "../../lib/bundle-budgets.ts";
import { median, whole as rounded } from "../figures.ts";
import type { BenchOptions, Row } from "../part.ts";
import { compare, held } from "./compared.ts";
import type { Contender } from "./contenders.ts";
import { measureStarts } from "./measured-starts.ts";
import { UnitIdSchema } from "../../../functions/domain/ids.ts";
import { at, lying, ref } from "../../functions/season.ts";
import { environmentAt, firstPages, layOutSeason } from "./season-calls.ts";

/** Each function's bundle beside its budget, with what a fresh process takes to load it, and to answer its first page. */
export async function firstPageRows(folder: string, { quick, tell }: BenchOptions): Promise<Row[]> {
  const engine = await embeddedEngine();
  try {
    const { register, table, name } = await freshRegister(engine);
    await layOutSeason(register, table);
    // The first look at a duty is noted: once, and so before it is measured.
    await register.duties.acknowledge({ ...ref, unitId: UnitIdSchema.parse("stc") }, lying(), at("2017-10-20T08:00"));
    const environment = { ...environmentAt(engine.endpoint), TABLE_NAME: name, LAMBDA_TASK_ROOT: folder };
    for (const file of ["page.css", "page.js"]) writeFileSync(join(folder, file), "");
    copyFileSync(join(root, "functions/assets/icon.svg"), join(folder, "icon.svg"));
    writeFileSync(join(folder, "openapi.json"), JSON.stringify(openApiDocument()));
    const rows: Row[] = [];
    for (const entry of functionNames()) {
      tell(`${entry}, loaded and asked for its first page`);
      rows.push(await rowOf(entry, { folder, environment, times: quick ? 3 : 15 }));
    }
    tell("office-site's first page and unit-site's, by turns");
    return [...rows, await officeBesideUnit({ folder, environment, times: quick ? 5 : 41 }, quick)];
  } finally {
    await engine.close();
  }
}

function functionNames(): string[] {
  const { there, missing } = lookUpBundles();
  return [...Object.keys(there), ...missing].map((entryPoint) => basename(entryPoint, ".ts")).toSorted();
}

type Setting = {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly times: number;
};

/** The most that the start of everybody may take beside the start of whoever files. */
const MOST_BESIDE_UNIT = 1.3;

async function officeBesideUnit({ folder, environment, times }: Setting, quick: boolean): Promise<Row> {
  const contenders = ["office-site", "unit-site"].map((entry) => contenderOf(entry, folder));
  const call = Object.fromEntries(
    contenders.flatMap(({ name }) => {
      const event = firstPages[name];
      return event ? [[name, { event, status: 200 }] as const] : [];
    }),
  );
  const starts = await measureStarts(contenders, { call, environment, times });
  const [office = [], unit = []] = contenders.map((contender) => starts.get(contender));
  return held("office-site: import + first page, processor time ÷ unit-site's", compare(office, unit, "cpuMs"), {
    most: MOST_BESIDE_UNIT,
    quick,
  });
}

const kilobytes = (bytes: number): string => rounded(bytes / 1_000);

/** As it is laid out when it is deployed; the bytes are those that a start loads. */
function contenderOf(entry: string, folder: string): Contender {
  const bundle = bundleEntry(entry);
  const file = join(folder, `first-${entry}.cjs`);
  writeBundle(bundle, file);
  return { name: entry, file, bytes: bytesAtStart(bundle) };
}

async function rowOf(entry: string, { folder, environment, times }: Setting): Promise<Row> {
  const contender = contenderOf(entry, folder);
  const { bytes } = contender;
  const whole = wholeBytes(bundleEntry(entry));
  const event = firstPages[entry] ?? null;
  const call = event && { event, status: 200 };
  const starts = (await measureStarts([contender], { call, environment, times })).get(contender) ?? [];
  const ms = rounded(median(starts.map(({ cpuMs }) => cpuMs)));
  return {
    what: `${entry}: its bundle; processor time of ${call ? "import + first page" : "import"}`,
    measured: `${kilobytes(bytes)} KB${whole > bytes ? ` of ${kilobytes(whole)}` : ""}; ${ms} ms`,
    reach: { asked: `≤ ${kilobytes(budgetOf(entry))} KB`, ok: bytes <= budgetOf(entry) },
  };
}
