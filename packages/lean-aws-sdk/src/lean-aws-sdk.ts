import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { BuildOptions, Plugin } from "esbuild";

import { withoutCopies, withRememberedMiddlewares } from "./lean-calls.ts";
import { leanSchemas, withoutShapes, withoutStreams, withoutWebStreams } from "./lean-schemas.ts";
import { clients, standInsWith } from "./stand-ins.ts";
import type { FurtherStandIns } from "./stand-ins.ts";

export type LeanOptions = FurtherStandIns & {
  /**
   * The errors that your code knows by class. Any other comes as its service's base exception, under its own name and
   * with all that it says. @default - all of them are classes of their own
   */
  readonly errors?: readonly string[] | undefined;
};

/**
 * Puts the stand-ins in their places, and leaves out of the AWS clients what a Lambda function does without.
 *
 * @throws what ends the build: a client that is not known, or one that is written another way than those it was made for
 */
export function leanAwsSdk({ errors, ...further }: LeanOptions = {}): Plugin {
  const standIns = standInsWith(further);
  const kept = errors && new Set(errors);
  return {
    name: "lean-aws-sdk",
    setup(build) {
      prepare(build.initialOptions);
      const { absWorkingDir = process.cwd() } = build.initialOptions;
      const gone = Object.keys(standIns).filter((module) => isGone(join(absWorkingDir, "node_modules"), module));
      if (gone.length > 0) throw new Error(`lean-aws-sdk stands in for what is no more: ${gone.join(", ")}`);

      build.onLoad({ filter: inModules(Object.keys(standIns).map(literally)) }, ({ path }) => ({
        contents: standIns[path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)] ?? "",
        resolveDir: import.meta.dirname,
      }));
      build.onLoad({ filter: inModules(["@aws-sdk/client-[a-z0-9-]+/dist-es/schemas/schemas_0\\.js"]) }, ({ path }) => {
        const schemas = leanSchemas(readFileSync(path, "utf8"), kept);
        return { contents: /client-(dynamodb|sqs)\//.test(path) ? withoutShapes(schemas) : schemas };
      });
      build.onLoad(
        { filter: inModules(["@smithy/core/dist-es/submodules/client/smithy-client/command\\.js"]) },
        ({ path }) => ({ contents: withRememberedMiddlewares(withoutStreams(readFileSync(path, "utf8"))) }),
      );
      build.onLoad({ filter: inModules(COPYING_SETTINGS) }, ({ path }) => ({
        contents: withoutCopies(readFileSync(path, "utf8")),
      }));
      build.onLoad({ filter: inModules(ASKING_FOR_WEB_STREAMS) }, ({ path }) => ({
        contents: withoutWebStreams(readFileSync(path, "utf8")),
      }));
      // A client tells its version, and would carry the whole file for it.
      build.onLoad({ filter: inModules(["@aws-sdk/client-[a-z0-9-]+/package\\.json"]) }, ({ path }) => ({
        contents: JSON.stringify({ version: JSON.parse(readFileSync(path, "utf8")).version }),
        loader: "json",
      }));
      // The known ones have a stand-in, which is asked before. Without one a client would find no endpoint when it runs.
      build.onLoad(
        { filter: inModules(["@aws-sdk/client-[a-z0-9-]+/dist-es/endpoint/endpointResolver\\.js"]) },
        ({ path }) => ({
          errors: [{ text: `lean-aws-sdk does not know ${path}: the clients it knows are ${clients.join(", ")}` }],
        }),
      );
    },
  };
}

/** The modules that are written for import are those that it knows. */
function prepare(options: BuildOptions): void {
  options.mainFields ??= ["module", "main"];
  const [module, main] = ["module", "main"].map((field) => options.mainFields?.indexOf(field) ?? -1);
  if (module === -1 || (main !== -1 && Number(module) > Number(main))) {
    throw new Error(
      `lean-aws-sdk needs mainFields with "module" before "main"; got ${JSON.stringify(options.mainFields)}`,
    );
  }
  // An `import()` of node:http loads twelve times as long as a `require` of it.
  if (options.format === "cjs") options.supported = { "dynamic-import": false, ...options.supported };
}

/** Whether the package is there, and the module is not. */
function isGone(modules: string, module: string): boolean {
  const name = module.split("/").slice(0, module.startsWith("@") ? 2 : 1);
  return existsSync(join(modules, ...name)) && !existsSync(join(modules, module));
}

/** Where all of a client's settings are copied for every call. */
const COPYING_SETTINGS = [
  "schema/middleware/schemaSerializationMiddleware",
  "schema/middleware/schemaDeserializationMiddleware",
  "endpoints/middleware-endpoint/endpointMiddleware",
].map((module) => `@smithy/core/dist-es/submodules/${module}\\.js`);

/** Where the AWS clients ask of an answer, or of what is sent, whether it is one of the web's streams. */
const ASKING_FOR_WEB_STREAMS = [
  "retry/middleware-retry/isStreamingPayload/isStreamingPayload",
  "serde/util-stream/checksum/createChecksumStream",
  "serde/util-stream/stream-type-check",
].map((module) => `@smithy/core/dist-es/submodules/${module}\\.js`);

function inModules(patterns: readonly string[]): RegExp {
  return new RegExp(`/node_modules/(${patterns.join("|")})$`);
}

function literally(path: string): string {
  return path.replaceAll(".", "\\.");
}
