import * as z from "zod/mini";

import { InstantSchema, formatInstant } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { read } from "../../../functions/domain/parsing.ts";
import { invalid, isRefusal } from "../../../functions/domain/refusal.ts";
import type { Refusal } from "../../../functions/domain/refusal.ts";
import { impossibleActs } from "./impossible-acts.ts";
import { FaultList } from "./fault-list.ts";
import { placeActs } from "./place-acts.ts";
import type { Cast } from "./place-acts.ts";
import { ActSchema } from "./season-acts.ts";
import type { PlacedAct } from "./season-acts.ts";

const SeasonSchema = z.strictObject({
  note: z.optional(z.string()),
  issueAt: InstantSchema,
  until: InstantSchema,
  acts: z.array(ActSchema),
});

/** A season to be played: when the directives are issued, who does what when, and when it is over. */
export type Season = { readonly issueAt: EpochMs; readonly until: EpochMs; readonly acts: readonly PlacedAct[] };

/**
 * Reads a season's file, or refuses it whole with every fault by path: ids that nobody has, acts that cannot be done at their
 * time. What a duty's state forbids, the product refuses as the season is played. Acts come back in order of time.
 */
export function readSeason(content: unknown, cast: Cast): Season | Refusal {
  const season = read(SeasonSchema, content, { en: "The season", vi: "Mùa báo cáo" });
  if (isRefusal(season)) return season;
  const { issueAt, until } = season;
  const faults = new FaultList();
  if (until <= issueAt) faults.add("until", "must be later than issueAt", formatInstant(until));
  for (const [i, { at }] of season.acts.entries()) {
    if (at > until) faults.add(`acts[${i}].at`, "must not be later than until", formatInstant(at));
    if (at < issueAt) faults.add(`acts[${i}].at`, "must not be earlier than issueAt", formatInstant(at));
  }
  const placed = placeActs(season.acts, cast, faults);
  const inOrder = placed.toSorted((a, b) => a.act.at - b.act.at);
  const all = [...faults.all, ...impossibleActs(inOrder, cast).all];
  const detail = `The season was refused whole: ${all.length} fault(s).`;
  if (all.length > 0) return invalid(detail, detail, all);
  return { issueAt, until, acts: inOrder.map(({ act }) => act) };
}
