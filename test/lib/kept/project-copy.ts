import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { cache, root } from "../../../lib/kept/root.ts";

const sources = [
  "bin",
  "functions",
  "lib",
  "packages",
  "cdk.json",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];

/** A copy of the project that a test may change: the sources, what is kept of them, and links to what is installed. */
export class ProjectCopy {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "dung-han-project-")));
  readonly #before = new Map<string, string | undefined>();

  /** @param withKeptWork whether it has what the project has kept; else it is as a fresh clone. */
  constructor({ withKeptWork = true }: { readonly withKeptWork?: boolean } = {}) {
    for (const path of sources) cpSync(join(root, path), this.#at(path), { recursive: true });
    mkdirSync(this.#at("node_modules/.cache"), { recursive: true });
    for (const name of readdirSync(join(root, "node_modules"), { withFileTypes: true })) {
      const from = join(root, "node_modules", name.name);
      const to = this.#at(`node_modules/${name.name}`);
      if (name.name === ".package-lock.json") cpSync(from, to);
      else if (readdirSync(this.#at("packages")).includes(name.name))
        symlinkSync(this.#at(`packages/${name.name}`), to);
      else if (!name.name.startsWith(".")) symlinkSync(from, to);
    }
    if (withKeptWork && existsSync(cache)) {
      cpSync(cache, this.#at("node_modules/.cache/dung-han"), { recursive: true });
    }
  }

  read(path: string): string {
    return readFileSync(this.#at(path), "utf8");
  }

  /** @param content undefined removes the file */
  write(path: string, content: string | undefined): void {
    if (!this.#before.has(path)) this.#before.set(path, this.#readIfThere(path));
    mkdirSync(dirname(this.#at(path)), { recursive: true });
    if (content === undefined) rmSync(this.#at(path));
    else writeFileSync(this.#at(path), content);
  }

  /** Puts an installed package there itself, instead of a link: so that it can be changed. */
  own(name: string): void {
    const path = this.#at(`node_modules/${name}`);
    const installed = realpathSync(path);
    rmSync(path);
    cpSync(installed, path, { recursive: true });
  }

  /** Puts back what was written over. */
  undo(): void {
    for (const [path, content] of this.#before) {
      if (content === undefined) rmSync(this.#at(path), { force: true });
      else writeFileSync(this.#at(path), content);
    }
    this.#before.clear();
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  #readIfThere(path: string): string | undefined {
    try {
      return this.read(path);
    } catch {
      return undefined;
    }
  }

  #at(path: string): string {
    return join(this.root, path);
  }
}
