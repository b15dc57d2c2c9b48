import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { fingerprint } from "./fingerprints.ts";
import { isRefused } from "./refused.ts";
import { cache } from "./root.ts";

/** So many folders stay besides those that a process uses. */
const most = 8;

/** Where such folders are. */
export const laidOut = join(cache, "laid-out");

/**
 * Lays out the assets of an assembly in a folder that is the same for the same assets, so that what Node compiled of
 * them is found again. If none can be written there, it is one of this machine's temporary folders.
 *
 * @param outdir where the CDK wrote the assembly: each asset in a folder that is named by its content
 */
export function layOut(outdir: string): string {
  const assets = readdirSync(outdir).filter((name) => name.startsWith("asset."));
  const directory = join(laidOut, fingerprint(JSON.stringify(assets.toSorted())));
  try {
    mkdirSync(laidOut, { recursive: true });
    if (!existsSync(directory)) putInPlace(draftOf(assets, { outdir, into: laidOut }), directory);
    return directory;
  } catch (error) {
    if (!isRefused(error)) throw error;
    return draftOf(assets, { outdir, into: tmpdir() });
  }
}

/**
 * Holds on to a folder of assets: no process removes it as long as this one is there.
 *
 * @returns whether it is there
 */
export function holdOn(directory: string): boolean {
  if (dirname(directory) !== laidOut) {
    process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
    return existsSync(directory);
  }
  try {
    mark(directory);
    // Others had the places that there are: what is gone is made again.
    if (!existsSync(directory)) return false;
    utimesSync(directory, new Date(), new Date());
    tidy();
  } catch (error) {
    if (!isRefused(error)) throw error;
  }
  return existsSync(directory);
}

function draftOf(assets: readonly string[], { outdir, into }: { outdir: string; into: string }): string {
  const draft = mkdtempSync(join(into, "dung-han-assets-"));
  for (const asset of assets) cpSync(join(outdir, asset), join(draft, asset), { recursive: true });
  return draft;
}

/** Another process may have been quicker: its folder is the same. */
function putInPlace(draft: string, directory: string): void {
  try {
    renameSync(draft, directory);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!existsSync(directory)) throw error;
  }
}

/** A file beside the folder says which process uses it. */
function mark(directory: string): void {
  const file = `${directory}.${process.pid}`;
  if (existsSync(file)) return;
  writeFileSync(file, "");
  process.once("exit", () => rmSync(file, { force: true }));
}

/** Marks of processes that were killed go first, then the folders that nobody has used for longest. */
function tidy(): void {
  const names = readdirSync(laidOut);
  const inUse = new Set<string>();
  for (const name of names) {
    const [, directory, pid] = /^([^.]+)\.(\d+)$/.exec(name) ?? [];
    if (directory === undefined) continue;
    if (isAlive(Number(pid))) inUse.add(directory);
    else rmSync(join(laidOut, name), { force: true });
  }
  const unused = names
    .filter((name) => !name.includes(".") && !inUse.has(name))
    .map((name) => ({ name, usedMs: statSync(join(laidOut, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .toSorted((a, b) => b.usedMs - a.usedMs);
  for (const { name } of unused.slice(most)) rmSync(join(laidOut, name), { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
