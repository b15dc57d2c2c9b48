import { isByHand } from "../../../functions/domain/by-hand.ts";
import { EVENT_KINDS } from "./results.ts";
import type { EventKind, PostedLetter } from "./results.ts";
import type { Scenario } from "./scenario.ts";

/** Which act the letters of a milestone tell of, if it is none of a ladder: `moved-1`, `receipt-2`, `by-hand-3`. */
function eventKindOf(milestone: string): EventKind | undefined {
  if (isByHand(milestone)) return "reminded";
  return EVENT_KINDS.find((kind) => milestone.startsWith(`${kind}-`));
}

/** Which act a letter tells of. A unit that was added later is told of that by the letter of issue. */
export function eventsIn({ season }: Scenario): (letter: PostedLetter) => EventKind | undefined {
  const added = new Set(
    season.acts.flatMap((act) =>
      act.act === "add" ? act.units.map((unit) => [act.directiveId, act.obligation, unit].join(" ")) : [],
    ),
  );
  return ({ directive, obligation, unit, kind, milestone }) => {
    if (kind === "supervisor-letter") return undefined;
    if (milestone === "issue") return added.has([directive, obligation, unit].join(" ")) ? "added" : undefined;
    return eventKindOf(milestone);
  };
}
