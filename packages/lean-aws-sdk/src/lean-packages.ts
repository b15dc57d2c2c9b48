import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Plugin } from "esbuild";

import { leanSchemas, withoutShapes, withoutStreams, withoutWebStreams } from "./lean-schemas.ts";
import { standIns } from "./stand-ins.ts";

/** Puts the stand-ins in their places, and leaves out of the AWS clients what a function does without. */
export const leanPackages: Plugin = {
  name: "lean packages",
  setup(build) {
    const gone = Object.keys(standIns).filter(
      (module) => !existsSync(join(build.initialOptions.absWorkingDir ?? "", "node_modules", module)),
    );
    if (gone.length > 0) throw new Error(`lean-aws-sdk stands in for what is no more: ${gone.join(", ")}`);

    build.onLoad({ filter: inModules(Object.keys(standIns).map(literally)) }, ({ path }) => ({
      contents: standIns[path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)] ?? "",
      resolveDir: import.meta.dirname,
    }));
    build.onLoad({ filter: inModules(["@aws-sdk/client-[a-z0-9]+/dist-es/schemas/schemas_0\\.js"]) }, ({ path }) => {
      const schemas = leanSchemas(readFileSync(path, "utf8"));
      return { contents: /client-(dynamodb|sqs)\//.test(path) ? withoutShapes(schemas) : schemas };
    });
    build.onLoad(
      { filter: inModules(["@smithy/core/dist-es/submodules/client/smithy-client/command\\.js"]) },
      ({ path }) => ({
        contents: withoutStreams(readFileSync(path, "utf8")),
      }),
    );
    build.onLoad({ filter: inModules(ASKING_FOR_WEB_STREAMS) }, ({ path }) => ({
      contents: withoutWebStreams(readFileSync(path, "utf8")),
    }));
    // A client tells its version, and would carry the whole file for it.
    build.onLoad({ filter: inModules(["@aws-sdk/client-[a-z0-9]+/package\\.json"]) }, ({ path }) => ({
      contents: JSON.stringify({ version: JSON.parse(readFileSync(path, "utf8")).version }),
      loader: "json",
    }));
  },
};

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
