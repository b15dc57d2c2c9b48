import type { Broken } from "./invariants/all.ts";
import { playHistory } from "./play-history.ts";
import type { History } from "./play-history.ts";
import { deployedAs } from "./simulate-options.ts";
import type { Choice } from "./simulate-options.ts";

/** Plays one history again and prints it: what it was like, all that happened, and for whatever broke its own story. */
export async function replay(seed: number, choice: Choice): Promise<boolean> {
  const history = await playHistory(seed, { ...deployedAs(choice), traced: true });
  process.stdout.write(`${told(history)}\n`);
  return history.broken.length === 0;
}

/** A history as a text. */
export function told(history: History): string {
  const { seed, trace, broken } = history;
  const verdict =
    broken.length === 0 ? "Every invariant holds." : broken.map((one) => storyOf(one, trace)).join("\n\n");
  return [`seed ${seed}: ${worldOf(history)}`, "", ...trace, "", verdict].join("\n");
}

function worldOf({ season, mood }: History): string {
  const { directive, units, mailboxes, issueAt, shards, beginsAt } = season;
  const obligations = directive.obligations.map(
    ({ id, before, ladder, reporters }) =>
      `  ${id} before ${before}, from ${(reporters.units ?? []).join(", ")}: remind ${ladder.remindWorkingDaysBefore.join(", ") || "never"}, follow up ${ladder.followUpWorkingDaysAfter.join(", ") || "never"}, at ${ladder.at}`,
  );
  const odd = [...mailboxes]
    .filter(([, box]) => box !== "takes")
    .map(([address, box]) => `  ${address}: ${JSON.stringify(box)}`);
  return [
    `${units.length} units, ${shards} shard${shards > 1 ? "s" : ""}; issued at ${new Date(issueAt).toISOString()}, played from ${beginsAt === "issue" ? "then" : "afterwards"} on`,
    ...obligations,
    ...odd,
    `  mood ${JSON.stringify(mood)}`,
  ].join("\n");
}

function storyOf({ invariant, wrong, about }: Broken, trace: readonly string[]): string {
  const lines = trace.filter((line) => about.every((word) => line.includes(word)));
  return [
    `BROKEN: ${invariant}`,
    `  ${wrong}`,
    `  its story (${about.join(", ")}):`,
    ...lines.map((line) => `    ${line}`),
  ].join("\n");
}
