/** The errors that the SDK retries by class. */
export const retriedByClass: ReadonlySet<string> = new Set(["ReplicatedWriteConflictException"]);

/**
 * The schemas of a client, of which a bundle then takes those that its commands use. As they are written it takes
 * all: each error is entered in a register (DynamoDB has 35, SQS 28), and for the keys that are constants esbuild
 * cannot know that naming them does nothing.
 *
 * @param errorsKept those that stay classes of their own, besides those that the SDK retries by class; undefined: all
 */
export function leanSchemas(source: string, errorsKept: ReadonlySet<string> | undefined): string {
  const texts = new Map([...source.matchAll(/^const (_\w+) = (".*");$/gm)].map(([, name, text]) => [name, text]));
  const withFewErrors = changed(source, /^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm, (entry, error = "") =>
    errorsKept === undefined || errorsKept.has(error) || retriedByClass.has(error) ? entry : "",
  );
  return changed(
    withFewErrors,
    /(?<=[{,] )\[(_\w+)\]:/g,
    (key, name = "") => `${texts.get(name) ?? key.slice(0, -1)}:`,
  );
}

/** The operations of a client without the schemas of what they take and give: stand-ins/plain-json.ts asks for none. */
export function withoutShapes(schemas: string): string {
  return changed(
    schemas,
    /(?<=^export var \w+\$ = \[9, n0, \w+,\s+0, )\(\) => [\w$]+, \(\) => [\w$]+$/gm,
    () => `"unit", "unit"`,
  );
}

/** A client's commands, which ask no operation's schema whether it streams events: none that we send does. */
export function withoutStreams(command: string): string {
  return changed(
    command,
    /Boolean\(NormalizedSchema\.of\(\w+\$\)\.getEventStreamMember\(\)[^;]*\)(?=;)/g,
    () => "false",
  );
}

/** A module that finds none of the web's streams: over node:http there are none, and asking alone loads them, 3 ms of a start. */
export function withoutWebStreams(module: string): string {
  return changed(module, /typeof ReadableStream/g, () => `"undefined"`);
}

/** @throws when there is nothing to change: the module is written in another way */
export function changed(source: string, what: RegExp, into: (found: string, name?: string) => string): string {
  if (!what.test(source)) throw new Error("lean-aws-sdk no longer knows how a client writes its schemas");
  return source.replace(what, into);
}
