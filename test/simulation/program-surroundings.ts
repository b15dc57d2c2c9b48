import { createHash } from "node:crypto";

type Listener = ((said: string) => void) | undefined;

/**
 * What the program finds around it while a history is played, put back as it was afterwards. Its log, which it writes to
 * the standard output, goes to whoever listens. Its hashes are made at once instead of by the platform's own workers:
 * the same hashes, but no process ever waits for the real world. And errors, which are thrown by the thousand on purpose,
 * do not remember where they came from unless somebody listens.
 */
export async function inSurroundings<T>(listener: Listener, play: () => Promise<T>): Promise<T> {
  const write = process.stdout.write.bind(process.stdout);
  const putBack = [
    replace(process.stdout, "write", (chunk: string | Uint8Array, ...rest: []) => {
      if (typeof chunk !== "string" || !chunk.startsWith('{"timestamp":')) return write(chunk, ...rest);
      listener?.(lineOf(chunk));
      return true;
    }),
    replace(crypto.subtle, "digest", hashAtOnce),
    replace(Error, "stackTraceLimit", listener ? 30 : 0),
  ];
  try {
    return await play();
  } finally {
    for (const back of putBack) back();
  }
}

/** Gives an object another member, until it is put back. */
function replace(of: object, name: string, value: unknown): () => void {
  const own = Object.getOwnPropertyDescriptor(of, name);
  Object.defineProperty(of, name, { value, writable: true, configurable: true });
  return () => {
    if (own) Object.defineProperty(of, name, own);
    else Reflect.deleteProperty(of, name);
  };
}

/** A line of the log without its times, which are those of the real clock, and without whoever played the history. */
function lineOf(chunk: string): string {
  return chunk
    .slice(chunk.indexOf(',"level"') + 1)
    .trimEnd()
    .replaceAll(TIME_OF_A_COUNT, "")
    .replaceAll(NOT_ITS_OWN, "");
}

const TIME_OF_A_COUNT = /(?<="_aws":\{)"Timestamp":\d+,/g;

/** Lines of an error's way that are none of the program's. */
const NOT_ITS_OWN = /\\n {4}at (?![^"\\]*\/functions\/)[^"\\]*/g;

const hashAtOnce: typeof crypto.subtle.digest = async (algorithm, data) => {
  if (algorithm !== "SHA-256") throw new Error("The simulation knows SHA-256 only.");
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return new Uint8Array(createHash("sha256").update(bytes).digest()).buffer;
};
