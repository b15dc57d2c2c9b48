import * as z from "zod/mini";

import type { Directive } from "../../../functions/domain/directive.ts";
import { InstantSchema, LocalDateSchema, formatInstant } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { quote, read } from "../../../functions/domain/parsing.ts";
import { invalid, isRefusal } from "../../../functions/domain/refusal.ts";
import type { Fault, Refusal } from "../../../functions/domain/refusal.ts";
import { addressOf, isReporter } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { writtenDeadline } from "../../../functions/domain/deadline.ts";

const words = z.string().check(z.trim(), z.minLength(1, { error: "must not be empty" }));
const common = {
  at: InstantSchema,
  unit: z.string(),
  obligation: z.string(),
  /** Needed only where several directives have an obligation of that id. */
  directive: z.optional(z.string()),
};

const ActSchema = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("draft"), ...common }),
  z.strictObject({
    act: z.literal("submit"),
    ...common,
    documentNumber: z.optional(words),
    sections: z.optional(z.record(z.string(), z.string())),
    figures: z.optional(z.record(z.string(), z.int())),
  }),
  z.strictObject({ act: z.literal("return"), ...common, ...writtenDeadline, reason: words }),
  z.strictObject({
    act: z.literal("extend"),
    ...common,
    ...writtenDeadline,
    reason: words,
    approvedBy: words,
    documentNumber: words,
  }),
  z.strictObject({ act: z.literal("accept"), ...common }),
  z.strictObject({ act: z.literal("exempt"), ...common, reason: words }),
  z.strictObject({ act: z.literal("reinstate"), ...common, ...writtenDeadline, reason: words }),
  z.strictObject({
    act: z.literal("reason"),
    ...common,
    reason: z.optional(words),
    text: z.optional(words),
    promisedOn: z.optional(LocalDateSchema),
  }),
  z.strictObject({
    act: z.literal("paper"),
    ...common,
    receivedAt: z.optional(InstantSchema),
    documentNumber: z.optional(words),
    note: z.optional(words),
  }),
  z.strictObject({ act: z.literal("bounce"), ...common, contact: z.enum(["clerk", "office", "head"]) }),
]);
export type Act = z.infer<typeof ActSchema>;

const SeasonSchema = z.strictObject({
  note: z.optional(z.string()),
  issueAt: InstantSchema,
  until: InstantSchema,
  acts: z.array(ActSchema),
});

/** A season to be played: when the directives are issued, who does what when, and when it is over. */
export type Season = { readonly issueAt: EpochMs; readonly until: EpochMs; readonly acts: readonly PlacedAct[] };

/** An act, and the directive that its obligation stands in. */
export type PlacedAct = Act & { readonly directiveId: string };

/** Reads a season's file, or refuses it whole with every fault by path. Acts come back in order of time. */
export function readSeason(
  content: unknown,
  { units, directives }: { units: readonly UnitRecord[]; directives: readonly Directive[] },
): Season | Refusal {
  const season = read(SeasonSchema, content, { en: "The season", vi: "Mùa báo cáo" });
  if (isRefusal(season)) return season;
  const faults: Fault[] = [];
  // The replay speaks English alone.
  const fault = (path: string, message: string): void => void faults.push({ path, message, vi: message });
  if (season.until <= season.issueAt)
    fault("until", `must be later than issueAt; got ${quote(formatInstant(season.until))}`);

  const byId = new Map<string, UnitRecord>(units.map((unit) => [unit.id, unit]));
  const acts = season.acts.map((act, i): PlacedAct => {
    const at = (name: string): string => `acts[${i}].${name}`;
    if (act.at > season.until) fault(at("at"), `must not be later than until; got ${quote(formatInstant(act.at))}`);
    if (act.at < season.issueAt)
      fault(at("at"), `must not be earlier than issueAt; got ${quote(formatInstant(act.at))}`);
    const unit = byId.get(act.unit);
    if (!unit) fault(at("unit"), `no unit of the units file has this id; got ${quote(act.unit)}`);
    const meant = directives.filter(
      ({ id, obligations }) =>
        (act.directive === undefined || act.directive === id) && obligations.some((one) => one.id === act.obligation),
    );
    const [directive] = meant;
    if (!directive) fault(at("obligation"), `no directive has this obligation; got ${quote(act.obligation)}`);
    else if (meant.length > 1)
      fault(at("directive"), `is needed: ${meant.map(({ id }) => id).join(" and ")} have this obligation`);
    else if (unit && !isReporterOf(directive, act, unit))
      fault(at("unit"), `does not report on ${act.obligation}; got ${quote(act.unit)}`);
    if (act.act === "bounce" && unit && !addressOf(unit, act.contact))
      fault(at("contact"), `the unit has no such address; got ${quote(act.contact)}`);
    return { ...act, directiveId: directive?.id ?? "" };
  });
  const detail = `The season was refused whole: ${faults.length} fault(s).`;
  if (faults.length > 0) return invalid(detail, detail, faults);
  return { ...season, acts: acts.toSorted((a, b) => a.at - b.at) };
}

function isReporterOf(directive: Directive, act: Act, unit: UnitRecord): boolean {
  const obligation = directive.obligations.find(({ id }) => id === act.obligation);
  return obligation !== undefined && isReporter(obligation.reporters, unit);
}
