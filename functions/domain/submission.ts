import * as z from "zod/mini";

import { ATTACHING, AttachmentIdSchema, FiledAttachmentSchema, NamedAttachmentSchema } from "./attachment.ts";
import { figuresOf } from "./directive.ts";
import type { Obligation } from "./directive.ts";
import { contentFaults } from "./signed-paper.ts";
import { DAY_MS, LocalDateSchema, instantOf, localDateOf } from "./instant.ts";
import type { EpochMs } from "./instant.ts";
import { lazyStrictObject } from "./lazy-object.ts";
import { quote } from "./parsing.ts";
import type { Fault } from "./refusal.ts";
import { said } from "./message.ts";
import { line, written } from "./text.ts";
import { formatDay, formatNumber } from "./vietnamese.ts";

const SectionsSchema = z.record(z.string(), written(60_000));
const FiguresSchema = z.record(
  z.string(),
  z
    .int({ error: said("must be a whole number", "Phải là số nguyên từ 0 đến 1.000.000.000") })
    .check(z.gte(0), z.lte(1_000_000_000)),
);

/** What a report says. Texts and figures are keyed by the ids of the obligation's outline. */
const content = () => ({
  documentNumber: line(100),
  signedOn: LocalDateSchema,
  signer: z.strictObject({ name: line(200), post: line(200) }),
  sections: z._default(SectionsSchema, {}),
  figures: z._default(FiguresSchema, {}),
});
export const ReportContentSchema = lazyStrictObject(content);

/** Which of the attachments is the report as it was signed and stamped. */
const signedPaper = z.optional(AttachmentIdSchema);

/** A report as a unit files it: what it says, and the files that were sent before, by what they were found to be. */
export const ReportSchema = lazyStrictObject(() => ({
  ...content(),
  attachments: z.optional(z.array(NamedAttachmentSchema).check(z.maxLength(ATTACHING.mostFiles))),
  signedPaper,
}));
export type Report = z.infer<typeof ReportSchema>;

/** A report as it was filed: with what its attachments are, by their hashes. Without any, it says nothing of them. */
export const FiledReportSchema = lazyStrictObject(() => ({
  ...content(),
  attachments: z.optional(z.array(FiledAttachmentSchema)),
  signedPaper,
}));
export type FiledReport = z.infer<typeof FiledReportSchema>;

/** A date or a figure as somebody typed it, right or not. */
const asTyped = z.string().check(z.maxLength(40));

const DraftFigureSchema = z.union([z.int(), asTyped], {
  error: said(
    "must be a whole number, or a text of at most 40 characters",
    "Phải là số nguyên, hoặc chữ không quá 40 ký tự",
  ),
});

/**
 * A report not finished yet: every part may still be missing, empty or not right. A date and a figure are kept as
 * they were typed, so that nothing typed is lost; what they have to be is asked when the report is filed.
 */
export const DraftSchema = lazyStrictObject(() => ({
  documentNumber: z.optional(written(100)),
  signedOn: z.optional(asTyped),
  signer: z.optional(
    z.strictObject({
      name: z.optional(written(200)),
      post: z.optional(written(200)),
    }),
  ),
  sections: z._default(SectionsSchema, {}),
  figures: z._default(z.record(z.string(), DraftFigureSchema), {}),
}));
export type Draft = z.infer<typeof DraftSchema>;

/** What is wrong with a report against its outline: unknown ids, a figure above its limit, nothing said at all. */
export function reportFaults(report: Report, obligation: Obligation, receivedAt: EpochMs): Fault[] {
  const faults = unknownIdFaults(report, obligation);
  const all = figuresOf(obligation);
  const limited = all.flatMap(({ id, atMost, title }) => (atMost === undefined ? [] : [{ id, atMost, title }]));
  for (const { id, atMost, title } of limited) {
    const value = report.figures[id];
    const limit = report.figures[atMost];
    if (value === undefined || limit === undefined || value <= limit) continue;
    const above = all.find((figure) => figure.id === atMost)?.title ?? atMost;
    faults.push({
      path: `figures.${id}`,
      message: `“${title}” must not be above figures.${atMost}, ${limit}; got ${value}`,
      vi: `“${title}” không được lớn hơn “${above}”, ${formatNumber(limit)}; nhận được ${formatNumber(value)}.`,
    });
  }
  return [...faults, ...contentFaults(report, obligation), ...signingFaults(report, receivedAt)];
}

/** A report is signed before it is received, and not more than a year before. */
export function signingFaults({ signedOn }: Pick<Report, "signedOn">, receivedAt: EpochMs): Fault[] {
  const today = localDateOf(receivedAt);
  const [got, nhan] = [`got ${quote(signedOn)}`, `nhận được ${formatDay(signedOn)}`];
  if (signedOn > today)
    return [
      {
        path: "signedOn",
        message: `must not be later than the day on which the report is received, ${today}; ${got}`,
        vi: `Ngày ký không được sau ngày nhận báo cáo, ${formatDay(today)}; ${nhan}.`,
      },
    ];
  if (receivedAt - instantOf(signedOn) <= 366 * DAY_MS) return [];
  return [
    {
      path: "signedOn",
      message: `must lie within a year of the day of filing; ${got}`,
      vi: `Ngày ký phải cách ngày gửi không quá một năm; ${nhan}.`,
    },
  ];
}

/** Ids that the outline does not have, in a report or a draft. */
export function unknownIdFaults(report: Pick<Draft, "sections" | "figures">, obligation: Obligation): Fault[] {
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
              vi: `Đề cương không có ${quote(id)}; ${known.length ? `chỉ có ${known.join(", ")}` : "không có mục nào loại này"}.`,
            },
          ],
    );
  return [...unknown("sections", sections), ...unknown("figures", figures)];
}
