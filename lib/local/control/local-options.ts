import { parseArgs } from "node:util";
import { formatInstant, parseInstant } from "../../../functions/domain/instant.ts";
import { quote } from "../../../functions/domain/parsing.ts";
import { seasonStartMs } from "../load-season.ts";

export type LocalOptions = {
  readonly port: number;
  readonly dataDirectory: string | undefined;
  /** Epoch milliseconds. */
  readonly startAt: number;
  /** Whether people sign in by the stack's own user pool, and not by an issuer that it is given. */
  readonly userPool: boolean;
  readonly empty: boolean;
  readonly quiet: boolean;
  readonly jsonLogs: boolean;
};

/** An option that does not exist, or has a value that it cannot have. */
export class BadOption extends Error {}

export const usage = `npm start -- [--port N] [--data DIR] [--at INSTANT] [--user-pool] [--empty] [--quiet | --json-logs]

Runs the whole stack on this machine.
  --port N      where it listens on 127.0.0.1; by default 4000; 0 takes any free port
  --data DIR    keeps everything in DIR across restarts; by default it is gone at the end
  --at INSTANT  where the virtual clock begins; by default ${formatInstant(seasonStartMs)}
  --user-pool   people sign in by the stack's own user pool; by default by an issuer that it is given
  --empty       loads nothing; by default công văn 5500 of 2017 and its 35 units are loaded
  --quiet       keeps what functions write to itself, and prints the address only
  --json-logs   prints what functions write as they write it: a line of JSON each
  --help        prints this`;

/**
 * @param args what stands after `--`
 * @returns undefined where help is asked for
 * @throws BadOption
 */
export function readLocalOptions(args: readonly string[]): LocalOptions | undefined {
  const { help, port, data, at, empty, quiet, "user-pool": userPool, "json-logs": jsonLogs } = parse(args);
  if (help) return undefined;
  const startAt = at === undefined ? seasonStartMs : parseInstant(at);
  if (!Number.isFinite(startAt)) {
    throw new BadOption(
      `--at: got ${quote(at)}; allowed is an instant with its offset, like 2017-10-27T08:00:00+07:00`,
    );
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new BadOption(`--port: got ${quote(port)}; allowed is a whole number from 0 to 65535`);
  }
  if (data === "") throw new BadOption("--data: got nothing; allowed is a directory");
  return { port: Number(port), dataDirectory: data, startAt, userPool, empty, quiet, jsonLogs };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: "4000" },
        data: { type: "string" },
        at: { type: "string" },
        "user-pool": { type: "boolean", default: false },
        empty: { type: "boolean", default: false },
        quiet: { type: "boolean", default: false },
        "json-logs": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new BadOption(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
