import { quote } from "../../../functions/domain/parsing.ts";
import type { Fault } from "../../../functions/domain/refusal.ts";

/** What is wrong with a season's file, by path. The replay speaks English alone. */
export class FaultList {
  readonly all: Fault[] = [];

  /** @param got the value that stands there; nothing where it says nothing more than the path. */
  add(path: string, what: string, got?: unknown): void {
    const message = got === undefined ? what : `${what}; got ${quote(got)}`;
    this.all.push({ path, message, vi: message });
  }
}
