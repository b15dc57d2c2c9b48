import { copyFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { openApiDocument } from "../../../functions/api/document.ts";
import { bundleEntry, lookUpBundles } from "../../../lib/bundle.ts";
import { root } from "../../../lib/kept/root.ts";
import { embeddedEngine, freshRegister } from "../../functions/store/engines.ts";
import { budgetOf } from "../../lib/bundle-budgets.ts";
import { median, whole } from "../figures.ts";
import type { BenchOptions, Row } from "../part.ts";
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
    return rows;
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

async function rowOf(entry: string, { folder, environment, times }: Setting): Promise<Row> {
  const { code } = bundleEntry(entry);
  const bytes = Buffer.byteLength(code);
  const file = join(folder, `first-${entry}.cjs`);
  writeFileSync(file, code);
  const contender = { name: entry, file, bytes };
  const event = firstPages[entry] ?? null;
  const call = event && { event, status: 200 };
  const starts = (await measureStarts([contender], { call, environment, times })).get(contender) ?? [];
  const ms = whole(median(starts.map(({ cpuMs }) => cpuMs)));
  return {
    what: `${entry}: its bundle; processor time of ${call ? "import + first page" : "import"}`,
    measured: `${whole(bytes / 1_000)} KB; ${ms} ms`,
    reach: { asked: `≤ ${whole(budgetOf(entry) / 1_000)} KB`, ok: bytes <= budgetOf(entry) },
  };
}
