import { figuresOf } from "./directive.ts";
import type { Obligation } from "./directive.ts";
import type { Report } from "./submission.ts";

/** The part of a report that is added up: its figures, under which sections something is written, and whether a signed PDF stands for them. */
export type AddedUp = Pick<Report, "figures" | "sections"> & { readonly signedPaper?: string | undefined };
export type Channel = "online" | "paper";

/** Of an outline of more figures a duty keeps none: it should fit one write unit. */
const MOST_FIGURES = 40;

/** What a duty's filing told, taken apart: on paper there may be nothing to read. */
export type Told = {
  readonly onPaper: boolean;
  /** In the outline's order; nothing where a figure is not given. Without content there are none. */
  readonly figures: readonly (number | undefined)[];
  /** In the outline's order: whether something is written under a section. */
  readonly sections: readonly boolean[];
  /** Whether a signed PDF stands for the sections. */
  readonly signed: boolean;
  /** Whether every section, or the signed PDF for them, and every figure is there. */
  readonly whole: boolean;
};

/**
 * What a filing tells, as short as its duty can keep it, so that sums can be moved by whoever moves the duty: the figures in the
 * outline's order, then the sections: `12,,7;101`. One that came on paper begins with `p`, one with a signed PDF ends with `s`. An outline does not change once it is issued.
 * @returns nothing for an outline of very many figures
 */
export function toldBy(
  obligation: Obligation,
  { channel, report }: { readonly channel: Channel; readonly report?: AddedUp | undefined },
): string | undefined {
  const figures = figuresOf(obligation);
  if (figures.length > MOST_FIGURES) return undefined;
  const mark = channel === "paper" ? "p" : "";
  if (!report) return mark;
  const values = figures.map(({ id }) => figureIn(report, id) ?? "").join(",");
  const written = obligation.outline.map(({ id }) => (textUnder(report, id) === "" ? 0 : 1)).join("");
  return `${mark}${values};${written}${report.signedPaper === undefined ? "" : "s"}`;
}

export function readTold(told: string): Told {
  const onPaper = told.startsWith("p");
  const [values, written] = told.slice(onPaper ? 1 : 0).split(";");
  if (written === undefined || values === undefined)
    return { onPaper, figures: [], sections: [], signed: false, whole: false };
  const figures = values === "" ? [] : values.split(",").map((value) => (value === "" ? undefined : Number(value)));
  const signed = written.endsWith("s");
  const sections = Array.from(signed ? written.slice(0, -1) : written, (mark) => mark === "1");
  const whole = (signed || sections.every(Boolean)) && !figures.includes(undefined);
  return { onPaper, figures, sections, signed, whole };
}

/** The filing that a duty has kept the telling of, as far as it is added up: what is written under a section is not known, but that there is something. */
export function filedAsTold(
  obligation: Obligation,
  told: string,
): { readonly channel: Channel; readonly report?: AddedUp | undefined } {
  const { onPaper, figures, sections, signed } = readTold(told);
  const channel = onPaper ? "paper" : "online";
  if (!told.includes(";")) return { channel };
  return {
    channel,
    report: {
      figures: Object.fromEntries(
        figuresOf(obligation).flatMap(({ id }, at) => (figures[at] === undefined ? [] : [[id, figures[at]]])),
      ),
      sections: Object.fromEntries(obligation.outline.flatMap(({ id }, at) => (sections[at] ? [[id, "…"]] : []))),
      ...(signed && { signedPaper: "…" }),
    },
  };
}

/** What a report says under a section, without the spaces around it; an id that every object has is no answer. */
export function textUnder({ sections }: Pick<Report, "sections">, sectionId: string): string {
  return Object.hasOwn(sections, sectionId) ? (sections[sectionId] ?? "").trim() : "";
}

export function figureIn({ figures }: Pick<Report, "figures">, figureId: string): number | undefined {
  return Object.hasOwn(figures, figureId) ? figures[figureId] : undefined;
}
