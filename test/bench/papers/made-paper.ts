import type { FileMaker } from "../../../functions/use-cases/made-file.ts";
import { bundleEvidence } from "../../../functions/use-cases/bundle-evidence.ts";
import { draftReport } from "../../../functions/use-cases/draft-documents.ts";
import { listFile } from "../../../functions/use-cases/export-list.ts";
import type { Request } from "../../../functions/http/exchange.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { RegisterOfMany } from "./register-of-many.ts";

export const PAPERS = ["report.docx", "figures.xlsx", "letters.xlsx", "history.csv", "evidence.zip"] as const;
export type PaperName = (typeof PAPERS)[number];
/** Rounds: how often the register was asked one thing after another. */
export type Made = {
  readonly seconds: number;
  readonly megabytes: number;
  readonly bytes: number;
  readonly rounds: number;
};

const MAKERS: Record<PaperName, FileMaker> = {
  "report.docx": draftReport,
  "figures.xlsx": listFile("figures", "xlsx"),
  "letters.xlsx": listFile("letters", "xlsx"),
  "history.csv": listFile("history", "csv"),
  "evidence.zip": bundleEvidence,
};

const [, file, paper, units] = process.argv;
if (file === import.meta.filename) process.stdout.write(JSON.stringify(await make(paper as PaperName, Number(units))));

/** Makes one paper of so many units, throwing away what comes. */
async function make(name: PaperName, count: number): Promise<Made> {
  const register = new RegisterOfMany(count);
  const request = {
    params: { directiveId: register.directive.id, obligationId: "bao-cao" },
    query: {},
    caller: { principal: "vanthu@snv.daklak.example", units: ["snv"] },
    receivedAt: Date.parse("2017-11-08T14:30:00+07:00"),
    attempt: "bench",
  } as unknown as Request;
  const started = performance.now();
  const made = await MAKERS[name](request, register.effects);
  if (isRefusal(made)) throw new Error(made.detail);
  let bytes = 0;
  for await (const piece of made.content instanceof Uint8Array ? [made.content] : made.content)
    bytes += piece.byteLength;
  return {
    seconds: (performance.now() - started) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
    bytes,
    rounds: register.rounds,
  };
}
