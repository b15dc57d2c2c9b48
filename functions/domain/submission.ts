import * as z from "zod/mini";

import { figuresOf } from "./directive.ts";
import type { Obligation } from "./directive.ts";
import { DAY_MS, LocalDateSchema, instantOf } from "./instant.ts";
import type { EpochMs } from "./instant.ts";
import { quote } from "./parsing.ts";
import type { Fault } from "./refusal.ts";

const line = (max: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1, { error: "must not be empty" }),
      z.maxLength(max),
      z.regex(/^\P{Cc}*$/u, { error: "must be one line" }),
    );

const SectionsSchema = z.record(z.string(), z.string().check(z.maxLength(60_000)));
const FiguresSchema = z.record(
  z.string(),
  z.int({ error: "must be a whole number" }).check(z.gte(0), z.lte(1_000_000_000)),
);

/** A report as a unit files it. Texts and figures are keyed by the ids of the obligation's outline. */
export const ReportSchema = z.strictObject({
  documentNumber: line(100),
  signedOn: LocalDateSchema,
  signer: z.strictObject({ name: line(200), post: line(200) }),
  sections: z._default(SectionsSchema, {}),
  figures: z._default(FiguresSchema, {}),
});
export type Report = z.infer<typeof ReportSchema>;

/** A report not finished yet: every part may still be missing or empty. */
export const DraftSchema = z.strictObject({
  documentNumber: z.optional(z.string().check(z.maxLength(100))),
  signedOn: z.optional(z.union([LocalDateSchema, z.literal("")])),
  signer: z.optional(
    z.strictObject({
      name: z.optional(z.string().check(z.maxLength(200))),
      post: z.optional(z.string().check(z.maxLength(200))),
    }),
  ),
  sections: z._default(SectionsSchema, {}),
  figures: z._default(FiguresSchema, {}),
});
export type Draft = z.infer<typeof DraftSchema>;

/** What is wrong with a report against its outline: unknown ids, a figure above its limit, nothing said at all. */
export function reportFaults(report: Report, obligation: Obligation, receivedAt: EpochMs): Fault[] {
  const faults = unknownIdFaults(report, obligation);
  const limited = figuresOf(obligation).flatMap(({ id, atMost, title }) =>
    atMost === undefined ? [] : [{ id, atMost, title }],
  );
  for (const { id, atMost, title } of limited) {
    const value = report.figures[id];
    const limit = report.figures[atMost];
    if (value === undefined || limit === undefined || value <= limit) continue;
    faults.push({
      path: `figures.${id}`,
      message: `“${title}” must not be above figures.${atMost}, ${limit}; got ${value}`,
    });
  }
  const said =
    Object.values(report.sections).some((text) => text.trim() !== "") || Object.keys(report.figures).length > 0;
  if (obligation.outline.length > 0 && !said) {
    const ids = obligation.outline.map(({ id }) => id).join(", ");
    faults.push({ path: "sections", message: `the report says nothing; write under at least one of ${ids}` });
  }
  if (Math.abs(instantOf(report.signedOn) - receivedAt) > 366 * DAY_MS) {
    faults.push({
      path: "signedOn",
      message: `must lie within a year of the day of filing; got ${quote(report.signedOn)}`,
    });
  }
  return faults;
}

/** Ids that the outline does not have, in a report or a draft. */
export function unknownIdFaults(report: Pick<Report, "sections" | "figures">, obligation: Obligation): Fault[] {
  const sections = obligation.outline.map(({ id }) => id);
  const figures = figuresOf(obligation).map(({ id }) => id);
  const unknown = (part: "sections" | "figures", known: readonly string[]): Fault[] =>
    Object.keys(report[part]).flatMap((id) =>
      known.includes(id)
        ? []
        : [
            {
              path: `${part}.${id}`,
              message: `the outline has no ${quote(id)}; it has ${known.length ? known.join(", ") : "none"}`,
            },
          ],
    );
  return [...unknown("sections", sections), ...unknown("figures", figures)];
}
