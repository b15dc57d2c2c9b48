import { keepCompiled } from "../lib/kept/compiled.ts";

// Before anything else is loaded, so that it need not be compiled again.
keepCompiled();
const { start } = await import("../lib/local/start.ts");
const { BadOption } = await import("../lib/local/control/local-options.ts");
try {
  await start(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof BadOption ? 2 : 1;
}
