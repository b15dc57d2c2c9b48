import type { Services } from "./services.ts";

/** One thing that the documentation of a service says, tried by what the program sends. */
export type Clause = {
  /** A sentence, by which the list of deviations names it. */
  readonly title: string;
  /** What is seen, as plain data. */
  readonly see: (services: Services) => Promise<unknown>;
  /** What is to be seen by the documentation. */
  readonly expected: unknown;
  /** The page that says so. */
  readonly source: string;
};

/** What a call was refused with; `done` when it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "done";
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}
