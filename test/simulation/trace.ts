import { formatInstant } from "../../functions/domain/instant.ts";

/** Tells what happened: who did it, and what. */
export type Tell = (who: string, what: string) => void;

/** Everything that happened in a history, a line each. */
export class Trace {
  readonly lines: string[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  readonly tell: Tell = (who, what) => {
    this.lines.push(`${clock(this.#now())}  ${who.padEnd(13)} ${what}`);
  };
}

/** `30/10 08:00:00.000` by the zone's clock. */
function clock(now: number): string {
  const wall = formatInstant(now);
  const ms = String(now % 1000).padStart(3, "0");
  return `${wall.slice(8, 10)}/${wall.slice(5, 7)} ${wall.slice(11, 19)}.${ms}`;
}
