import { formatInstant } from "../../../functions/domain/instant.ts";
import { parseLetterKey } from "../../../functions/domain/letter.ts";
import { FROZEN_MS } from "../durations.ts";
import type { Invariant } from "./ended.ts";
import type { Wrong } from "./wrong.ts";

/** Nothing is claimed for an address that was marked then, after a hard bounce or a complaint. */
export const nothingGoesToTheDead: Invariant = ({ witness }) =>
  [...witness.duties.values(), ...witness.runs.values()].flatMap((story) =>
    story.entries.flatMap(({ at, name, entry }): Wrong[] => {
      if (entry?.status !== "claimed") return [];
      const marks = witness.marks.get(entry.to ?? "") ?? [];
      const mark = marks.find(({ why, from, until }) => why !== "refused" && from < at - FROZEN_MS && at < until);
      if (!mark) return [];
      const wrong = `${story.sk}: ${name} was claimed for ${entry.to} at ${formatInstant(at)}, marked since ${formatInstant(mark.from)} (${mark.why})`;
      return [{ wrong, about: [story.sk.split("#").at(-1) ?? "", parseLetterKey(name).milestone] }];
    }),
  );
