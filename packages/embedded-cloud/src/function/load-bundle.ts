import { existsSync, readFileSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileFunction, constants } from "node:vm";

/**
 * Loads a function's code as Lambda's Node runtime does. It brings the AWS SDK, so a bundle may leave it out: what of
 * it does not lie beside the bundle is taken from where this process was started, whose functions are written against
 * it. And a file that ends in `.js` is CommonJS where no package.json lies beside it, whatever lies above it here.
 *
 * @returns what it exports
 */
export async function loadBundle(file: string): Promise<Readonly<Record<string, unknown>>> {
  const isBare = file.endsWith(".js") && !existsSync(join(dirname(file), "package.json"));
  const url = pathToFileURL(file).href;
  try {
    return isBare ? runCommonJs(file) : await import(url);
  } catch (error) {
    if (!isMissingSdk(error)) throw error;
  }
  bringSdk();
  // By another address: what could not be loaded once is remembered as such.
  return isBare ? runCommonJs(file) : import(`${url}?sdk`);
}

function runCommonJs(file: string): Readonly<Record<string, unknown>> {
  const names = ["exports", "require", "module", "__filename", "__dirname"];
  const module = { exports: {}, filename: file };
  compileFunction(readFileSync(file, "utf8"), names, {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

function bringSdk(): void {
  const project = createRequire(join(process.cwd(), "package.json"));
  registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        if (!/^@(?:aws-sdk|smithy)\//.test(specifier)) throw error;
        return { url: pathToFileURL(project.resolve(specifier)).href, shortCircuit: true };
      }
    },
  });
}

function isMissingSdk(error: unknown): boolean {
  return error instanceof Error && /^Cannot find (?:module|package) '@(?:aws-sdk|smithy)\//.test(error.message);
}
