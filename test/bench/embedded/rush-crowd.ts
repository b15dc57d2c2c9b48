import { once } from "node:events";
import { setTimeout } from "node:timers/promises";

/** What the crowd is told: who files what, in which time, and what others read meanwhile. */
export type CrowdInput = {
  readonly url: string;
  readonly filings: readonly {
    readonly unit: string;
    readonly path: string;
    readonly token: string;
    readonly body: string;
  }[];
  /** In which all file, one after the other. */
  readonly withinMs: number;
  readonly readers: number;
  readonly pages: readonly string[];
  readonly token: string;
};

/** What came of it. */
export type CrowdOutput = {
  /** Units that have a receipt. */
  readonly received: readonly string[];
  /** From asking to the receipt. */
  readonly filedMs: readonly number[];
  /** Received, and judged late. */
  readonly late: number;
  readonly refused: number;
  readonly readMs: readonly number[];
  readonly unread: number;
};

/** Once somebody has a page, he reads it before he asks for another. */
const READING_MS = 1_000;

// In a process of its own, as people are: what they take of a processor keeps no request waiting.
const [input] = (await once(process, "message")) as [CrowdInput];
process.send?.("ready");
await once(process, "message");
process.send?.(await rush(input));

async function rush({ url, filings, withinMs, readers, pages, token }: CrowdInput): Promise<CrowdOutput> {
  const [received, filedMs, readMs]: [string[], number[], number[]] = [[], [], []];
  const over = new AbortController();
  let [late, refused, unread] = [0, 0, 0];
  const startedAt = performance.now();
  const file = async ({ unit, path, token: own, body }: CrowdInput["filings"][number], nth: number): Promise<void> => {
    await setTimeout(Math.max(0, startedAt + (withinMs * nth) / filings.length - performance.now()));
    const askedAt = performance.now();
    const headers = { authorization: `Bearer ${own}`, "content-type": "application/json" };
    const answer = await asked(path, { method: "POST", headers, body });
    if (answer?.status !== 201) refused += 1;
    else {
      filedMs.push(performance.now() - askedAt);
      received.push(unit);
      if (!answer.text.includes('"standing":"on-time"')) late += 1;
    }
  };
  const readOn = async (nth: number): Promise<void> => {
    for (let turn = nth; !over.signal.aborted; turn += 1) {
      const askedAt = performance.now();
      const answer = await asked(pages[turn % pages.length] ?? "/", { headers: { authorization: `Bearer ${token}` } });
      if (answer?.status === 200) readMs.push(performance.now() - askedAt);
      else unread += 1;
      await setTimeout(READING_MS);
    }
  };
  const filed = filings.map(file);
  const read = Array.from({ length: readers }, (_, nth) => readOn(nth));
  await Promise.all(filed);
  over.abort();
  await Promise.all(read);
  return { received, filedMs, late, refused, readMs, unread };

  /** Undefined where the connection is lost. */
  async function asked(path: string, init: RequestInit): Promise<{ status: number; text: string } | undefined> {
    try {
      const response = await fetch(`${url}${path}`, init);
      return { status: response.status, text: await response.text() };
    } catch {
      return undefined;
    }
  }
}
