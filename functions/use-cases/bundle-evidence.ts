import { createHash } from "node:crypto";

import { formatInstant } from "../domain/instant.ts";
import { safeStep, zipOf } from "../documents/formats/zip-of.ts";
import type { Entry } from "../documents/formats/zip-of.ts";
import {
  EVIDENCE_README,
  evidenceOf,
  forwardedRecords,
  moveRecords,
  withdrawalRecord,
} from "../documents/content/evidence.ts";
import { dossiersOf } from "./dossiers-of.ts";
import { obligationRefOf } from "./find-duty.ts";
import type { ListName } from "../domain/exported-file.ts";
import type { FileMaker } from "./made-file.ts";
import { obligationLists } from "./obligation-lists.ts";
import type { Asked } from "./obligation-lists.ts";
import { dutiesInPages } from "./read-reports.ts";

/**
 * The evidence of an obligation's season in one archive: every letter with what became of it, every filing with hash
 * and receipt, every extension and ruling; and last a manifest with the SHA-256 of every file.
 */
export const bundleEvidence: FileMaker = async ({ found, now }, effects) => {
  const asked = { found, effects, now, calendar: await effects.register.calendar.current(now) };
  // An archive knows no zones: its files bear what the zone's clock showed.
  const madeAt = new Date(formatInstant(now).slice(0, 19));
  return { found, name: "ho-so-dot-bao-cao", type: "zip", content: zipOf(withManifest(filesOf(asked)), madeAt) };
};

const LISTS: readonly (readonly [ListName, string])[] = [
  ["duties", "nhiem-vu.csv"],
  ["letters", "thu.csv"],
  ["history", "lich-su.csv"],
  ["figures", "so-lieu.csv"],
  ["numbers", "so-khong-cap.csv"],
];

async function* filesOf(asked: Asked): AsyncGenerator<Entry, undefined> {
  yield fileOf(["HUONG-DAN.txt"], EVIDENCE_README);
  yield fileOf(["van-ban-chi-dao.json"], `${JSON.stringify(asked.found.record.directive, null, 2)}\n`);
  const { obligation, record } = asked.found;
  if (record.withdrawal)
    yield fileOf(["thu-hoi.json"], `${JSON.stringify(withdrawalRecord(record.withdrawal), null, 2)}\n`);
  const move = record.moves[obligation.id];
  if (move) yield fileOf(["chuyen-thoi-han.json"], `${JSON.stringify(moveRecords(move), null, 2)}\n`);
  if (obligation.forwardTo?.length) {
    const records = await asked.effects.register.forwardings.of(obligationRefOf(asked.found));
    yield fileOf(["bao-cao-tiep.json"], `${JSON.stringify(forwardedRecords(records), null, 2)}\n`);
  }
  for (const [list, name] of LISTS) yield { path: [name], content: obligationLists[list].csv(asked, "systems") };
  for await (const page of dutiesInPages(asked.found, asked.effects)) {
    for await (const { duty, dossier } of dossiersOf(page, asked.effects))
      for (const { path, text } of evidenceOf(duty, dossier)) yield fileOf(path, text);
  }
}

function fileOf(path: readonly string[], text: string): Entry {
  return { path, content: new TextEncoder().encode(text) };
}

/** The files, each hashed as it goes by, and behind them the list of the hashes, as `sha256sum -c` reads it. */
async function* withManifest(files: AsyncIterable<Entry>): AsyncGenerator<Entry, undefined> {
  const lines: string[] = [];
  for await (const { path, content } of files) {
    const hash = createHash("sha256");
    yield { path, content: content instanceof Uint8Array ? content : hashed(content, hash) };
    if (content instanceof Uint8Array) hash.update(content);
    lines.push(`${hash.digest("hex")}  ${path.map(safeStep).join("/")}\n`);
  }
  yield fileOf(["MANIFEST.sha256"], lines.join(""));
}

async function* hashed(
  content: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
}
