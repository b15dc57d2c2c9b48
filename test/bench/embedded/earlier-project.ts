import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "../../../lib/kept/root.ts";

/** The project as it was at a commit, with what it needs installed by its own lock file. */
export class EarlierProject {
  /** Not below node_modules, where Node runs no TypeScript. */
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "dung-han-earlier-")));

  /** @throws when the clone does not reach back to the commit, or what it needs cannot be installed */
  constructor(commit: string) {
    try {
      execFileSync("tar", ["-x"], { cwd: this.root, input: archiveOf(commit) });
      execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--silent"], { cwd: this.root });
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

function archiveOf(commit: string): Buffer {
  try {
    return execFileSync("git", ["archive", commit], { cwd: root, maxBuffer: 2 ** 30 });
  } catch (error) {
    throw new Error(`Commit ${commit} is not in this clone; git fetch --unshallow brings it.`, { cause: error });
  }
}
