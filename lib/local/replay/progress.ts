import { formatInstant } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { Happening } from "./outcome.ts";
import { nameOf } from "./perform.ts";

/** Where a progress is shown: a terminal, on which one line is written over and over, or a log, which gets few lines. */
export type Display = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };

export type Progress = {
  readonly tell: (happening: Happening) => void;
  /** Says how long it took, where there was anything to be patient for. */
  readonly end: () => void;
  /** Shows nothing more, whether or not the season came to its end. */
  readonly stop: () => void;
};

const EVERY_MS = { terminal: 1_000, log: 10_000 };

/** What is looked at while a season is played: the virtual time, and how many letters were sent so far. */
export type Watched = { readonly now: () => EpochMs; readonly sent: () => number };

/** Shows how far a season is, from the first time on that somebody who waits would wonder. */
export function showProgress(watched: Watched, display: Display): Progress {
  const startedAt = performance.now();
  let doing = "entering the units";
  let shown = false;
  const seconds = (): number => (performance.now() - startedAt) / 1000;
  const line = (): string => {
    const [day = "", time = ""] = formatInstant(watched.now()).split("T");
    const speed = (watched.sent() / seconds()).toFixed(0);
    const memory = (process.memoryUsage.rss() / 2 ** 20).toFixed(0);
    return `${day} ${time.slice(0, 5)}  ${doing}: ${watched.sent()} letters, ${speed} a second, ${memory} MB, ${spoken(seconds())}`;
  };
  const timer = setInterval(
    () => {
      shown = true;
      display.write(display.isTTY ? `\r\u001B[K${line()}` : `${line()}\n`);
    },
    display.isTTY ? EVERY_MS.terminal : EVERY_MS.log,
  );
  timer.unref();
  const stop = (): void => clearInterval(timer);
  return {
    stop,
    tell: (happening) => {
      doing = inWords(happening);
    },
    end: () => {
      stop();
      if (!shown) return;
      const { user, system } = process.cpuUsage();
      const perLetter = ((user + system) / 1000 / Math.max(1, watched.sent())).toFixed(1);
      const peak = (process.resourceUsage().maxRSS / 1024).toFixed(0);
      display.write(
        `${display.isTTY ? "\r\u001B[K" : ""}${watched.sent()} letters in ${spoken(seconds())}: ${(watched.sent() / seconds()).toFixed(0)} a second, ${perLetter} ms of processor each, at most ${peak} MB\n`,
      );
    },
  };
}

function inWords(happening: Happening): string {
  switch (happening.what) {
    case "issued":
      return "issued";
    case "act":
      return nameOf(happening.act);
    case "milestone":
      return `${happening.milestone} (${happening.obligation})`;
    default:
      return happening satisfies never;
  }
}

/** 4 min 07 s */
function spoken(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}
