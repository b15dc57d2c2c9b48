import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import * as z from "zod/mini";

import { unitsFile } from "../../../lib/local/replay/perform.ts";
import { seasonOfSize } from "../../../lib/local/season/made-up/season-of-size.ts";
import { WatchedProcess } from "./watched-process.ts";

export type PlayedSeason = {
  readonly letters: number;
  /** Letters that went twice to the same address. */
  readonly doubled: number;
  /** What a season must not do and this one did, in words: a unit that had not filed was forgotten, and the like. */
  readonly broken: readonly string[];
  readonly seconds: number;
  /** Of the program itself, with all its threads, without the processes that it started. */
  readonly processorMs: number;
  /** The most that lay in memory. */
  readonly megabytes: number;
  readonly othersShare: number;
};

/** `npm run replay` on a made-up season of so many units, of the project that lies in a folder, in a process of its own. */
export async function playSeason(root: string, units: number): Promise<PlayedSeason> {
  const files = mkdtempSync(join(tmpdir(), "dung-han-season-"));
  try {
    const made = seasonOfSize({ units, seed: 1 });
    writeFileSync(join(files, "units.csv"), unitsFile(made.units));
    writeFileSync(join(files, "directive.json"), JSON.stringify(made.directive));
    writeFileSync(join(files, "season.json"), JSON.stringify(made.season));
    const given = ["--units", "units.csv", "--directive", "directive.json", "--season", "season.json"];
    const args = ["--import", usageAtExit, join(root, "bin/replay.ts"), ...given, "--json"];
    const program = new WatchedProcess(args, { cwd: files, lookMs: 1_000 });
    const { code, seconds, output, errors } = await program.ended();
    const lines = errors.trimEnd().split("\n");
    const broken = lines.filter((line) => line.startsWith("BROKEN: "));
    if (code !== 0 && broken.length === 0) throw new Error(`${units} units could not be played:\n${errors}`);
    const { letters, duplicates: doubled } = AccountSchema.parse(JSON.parse(output));
    const usage = UsageSchema.parse(JSON.parse(lines.at(-1) ?? ""));
    return { letters, doubled, broken, seconds, ...usage, othersShare: program.othersShare() };
  } finally {
    rmSync(files, { recursive: true });
  }
}

const usageAtExit = fileURLToPath(new URL("./usage-at-exit.ts", import.meta.url));

const AccountSchema = z.object({ letters: z.number(), duplicates: z.number() });
const UsageSchema = z.object({ processorMs: z.number(), megabytes: z.number() });
