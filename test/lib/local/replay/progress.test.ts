import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { parseInstant } from "../../../../functions/domain/instant.ts";
import { showProgress } from "../../../../lib/local/replay/progress.ts";

const harness = { now: () => parseInstant("2017-10-27T08:00:00+07:00"), sent: () => 840 };
const milestone = {
  what: "milestone",
  at: harness.now(),
  directive: "cv",
  obligation: "bao-cao",
  milestone: "remind-0",
  unit: null,
} as const;

beforeEach(() => vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] }));
afterEach(() => vi.useRealTimers());

function shown({ isTTY, seconds }: { isTTY: boolean; seconds: number }): string[] {
  const lines: string[] = [];
  const progress = showProgress(harness, { isTTY, write: (text) => lines.push(text) });
  progress.tell(milestone);
  vi.advanceTimersByTime(seconds * 1000);
  progress.end();
  return lines.map((line) => line.replace("\r\u001B[K", "↻ ").replaceAll(/\d+(\.\d)? (MB|ms)/g, "# $2"));
}

test("a log hears nothing of a season that is over soon", () => {
  expect(shown({ isTTY: false, seconds: 9 })).toEqual([]);
});

test("a log gets a line every ten seconds: when it is, what runs, how many letters, how fast, in how much memory", () => {
  expect(shown({ isTTY: false, seconds: 20 })).toEqual([
    "2017-10-27 08:00  remind-0 (bao-cao): 840 letters, 84 a second, # MB, 0 min 10 s\n",
    "2017-10-27 08:00  remind-0 (bao-cao): 840 letters, 42 a second, # MB, 0 min 20 s\n",
    "840 letters in 0 min 20 s: 42 a second, # ms of processor each, at most # MB\n",
  ]);
});

test("a terminal has one line, written anew each second", () => {
  const [first, second, last] = shown({ isTTY: true, seconds: 2 });
  expect(first).toMatch(/^↻ 2017-10-27 08:00 {2}remind-0 \(bao-cao\): 840 letters, 840 a second/);
  expect(second).toMatch(/^↻ .*[^\n]$/);
  expect(last).toMatch(/^↻ 840 letters in 0 min 02 s: .*\n$/);
});

test("of a season that broke off nothing is shown any more, and nobody is asked how far it is", () => {
  let asked = 0;
  const watched = { ...harness, sent: () => (asked += 1) };
  const lines: string[] = [];
  const progress = showProgress(watched, { isTTY: false, write: (text) => lines.push(text) });
  progress.stop();
  vi.advanceTimersByTime(60_000);
  expect([asked, lines]).toEqual([0, []]);
});
