import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { addDays, localDateOf } from "../../../functions/domain/instant.ts";
import { addressesOf } from "../../../functions/domain/unit.ts";
import { homeUnitOf } from "./perform.ts";
import { openHarness } from "./open-harness.ts";
import type { OpenStage } from "./open-harness.ts";
import { play } from "./play.ts";
import type { Scenario } from "./scenario.ts";

const HOUR_MS = 3_600_000;

/** Plays a season, and leaves in a folder the papers that its first obligation's supervisor ends it with. */
export async function writeSeasonPapers(scenario: Scenario, folder: string): Promise<string[]> {
  const startAt = scenario.season.issueAt - HOUR_MS;
  const { harness, download, close } = await openHarness({ startAt, homeUnit: homeUnitOf(scenario) });
  try {
    await play(harness, scenario);
    return await writePapers({ harness, download }, scenario, folder);
  } finally {
    await close();
  }
}

/** The papers of a season that has been played; @returns their files */
export async function writePapers(
  { harness, download }: Pick<OpenStage, "harness" | "download">,
  scenario: Scenario,
  folder: string,
): Promise<string[]> {
  const [directive] = scenario.directives;
  const [obligation] = directive?.obligations ?? [];
  const [supervisor] = addressesOf(homeUnitOf(scenario));
  if (!directive || !obligation || !supervisor)
    throw new Error("The season has no obligation, or nobody who supervises it.");
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  for (const [name, path] of papersAt(addDays(localDateOf(await harness.now()), 7))) {
    const bytes = await download(`/api/obligations/${directive.id}/${obligation.id}/${path}`, supervisor);
    const file = join(folder, name);
    writeFileSync(file, bytes);
    written.push(file);
  }
  return written;
}

/** Each by the name of its file, and where the API has it. */
function papersAt(newBefore: string): readonly (readonly [name: string, path: string])[] {
  return [
    ["bao-cao-tong-hop.docx", "report.docx"],
    ["phu-luc-so-lieu.xlsx", "figures?format=xlsx"],
    ["tong-hop-so-lieu.xlsx", "summary?format=xlsx"],
    ["cong-van-don-doc.docx", `urging.docx?before=${newBefore}`],
    ["van-ban-phe-binh.docx", `criticism.docx?before=${newBefore}&confirm=yes`],
    ["nhiem-vu.xlsx", "duties?format=xlsx"],
    ["cham-bao-cao.xlsx", "escalations?format=xlsx"],
    ["cham-bao-cao.csv", "escalations?format=csv"],
    ["thu.xlsx", "letters?format=xlsx"],
    ["lich-su.xlsx", "history?format=xlsx"],
    ["ho-so-dot-bao-cao.zip", "evidence.zip"],
  ];
}
