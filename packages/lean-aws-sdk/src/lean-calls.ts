import { join } from "node:path";

import { changed } from "./lean-schemas.ts";

const remembered = JSON.stringify(join(import.meta.dirname, "stand-ins/remembered-middlewares.ts"));

/** A client's commands, whose middlewares are put in order once for each kind of command, and not for every call. */
export function withRememberedMiddlewares(command: string): string {
  const remembering = changed(
    command,
    /for \(const mw of (middlewareFn\.bind\(this\)\([^)]*\))\) \{\s+this\.middlewareStack\.use\(mw\);\s+\}\s+const stack = clientStack\.concat\(this\.middlewareStack\);/g,
    (_, plugins = "") =>
      `const middlewares = middlewaresOf(this, { clientStack, configuration, CommandCtor, plugins: () => ${plugins} });`,
  );
  const chained = changed(
    remembering,
    /return stack\.resolve\((\(request\) => requestHandler\.handle\(request\.request, requestOptions\)), handlerExecutionContext\);/g,
    (_, handler = "") =>
      `return middlewares.reduceRight((next, middleware) => middleware(next, handlerExecutionContext), ${handler});`,
  );
  return `import { middlewaresOf } from ${remembered};\n${chained}`;
}

/** A middleware that lets what it calls look into a client's settings, and does not copy all sixty of them for it. */
export function withoutCopies(middleware: string): string {
  return changed(middleware, /\{\s*\.\.\.config,?\s*(\.\.\.context,\s*(endpoint,)?)?\s*\}/g, (found) => {
    if (!found.includes("...context")) return "Object.create(config)";
    const own = found.includes("endpoint") ? ", { endpoint }" : "";
    return `Object.assign(Object.create(config), context${own})`;
  });
}
