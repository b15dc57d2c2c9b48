import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { DirectiveSchema } from "../../../functions/domain/directive.ts";
import type { Directive } from "../../../functions/domain/directive.ts";
import { read } from "../../../functions/domain/parsing.ts";
import { issueFaults, planFaults } from "../../../functions/domain/plan.ts";
import { invalid, isRefusal } from "../../../functions/domain/refusal.ts";
import type { Refusal } from "../../../functions/domain/refusal.ts";
import { readUnitsFile } from "../../../functions/use-cases/read-units-file.ts";
import type { Scenario } from "./scenario.ts";
import { readSeason } from "./season.ts";

export type CastFiles = {
  readonly units?: string | undefined;
  readonly directive?: string[] | undefined;
  readonly season?: string | undefined;
};

const ours = (name: string): string => fileURLToPath(new URL(`../season/${name}`, import.meta.url));

/**
 * Reads the files of a season, by default those of 2017. They are read whole before anything is played.
 * @throws Error that names every fault by file and row or path.
 */
export function readScenario({
  units: unitsFile = ours("units.csv"),
  directive: directiveFiles = [ours("directive-5500.json")],
  season: seasonFile = ours("season.json"),
}: CastFiles): Scenario {
  const units = accept(readUnitsFile(textOf(unitsFile)), unitsFile);
  const directives: Directive[] = directiveFiles.map((file) => {
    const directive = accept(read(DirectiveSchema, jsonOf(file), { en: "The directive", vi: "Văn bản chỉ đạo" }), file);
    const faults = planFaults(
      directive,
      units.map((unit) => ({ ...unit, bounced: {} })),
    );
    const detail = "The directive cannot be carried out with these units.";
    if (faults.length > 0) accept(invalid(detail, detail, faults), file);
    return directive;
  });
  const ids = directives.map(({ id }) => id);
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (twice >= 0) throw new Error(`${directiveFiles[twice]}: the directive ${ids[twice]} was given twice.`);
  const season = accept(readSeason(jsonOf(seasonFile), { units, directives }), seasonFile);
  for (const [i, directive] of directives.entries()) {
    const faults = issueFaults(directive, season.issueAt);
    const detail = "The directive cannot be issued at the moment at which the season issues it.";
    if (faults.length > 0) accept(invalid(detail, detail, faults), directiveFiles[i] ?? "");
  }
  return { units, directives, season };
}

function accept<T>(value: T | Refusal, file: string): T {
  if (!isRefusal(value)) return value;
  const faults =
    value.refused === "invalid" ? value.faults.map(({ path, message }) => `\n  ${path || "the file"}: ${message}`) : [];
  throw new Error(`${file}: ${value.detail}${faults.join("")}`);
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(textOf(file));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Error(`${file}: is not JSON: ${error.message}`, { cause: error });
    throw error;
  }
}

function textOf(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Error(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    const row = bytes.toString("utf8").split("\uFFFD")[0]?.split("\n").length ?? 1;
    throw new Error(
      `${file}: row ${row} is not UTF-8 text; save the file as UTF-8, not in the encoding of an older program.`,
      { cause: error },
    );
  }
}
