import { figuresOf } from "../../domain/directive.ts";
import type { Obligation } from "../../domain/directive.ts";
import { asText } from "./as-text.ts";
import { resultsOf, sectionOf } from "./consolidated-report.ts";
import type { Consolidated } from "./consolidated.ts";

/** As much as one section of a report may hold. */
const MOST_CHARACTERS = 60_000;

export type Composed = {
  readonly sections: Readonly<Record<string, string>>;
  readonly figures: Readonly<Record<string, number>>;
};

/**
 * What the consolidated report brings to the outline of the obligation that it fulfils: under a section of the same
 * id what the units wrote there, under the first of the others all of it; figures of the same id added up. The rest is for
 * the office to write.
 */
export function composedReport(input: Consolidated, { outline, ...consolidator }: Obligation): Composed {
  const ofUnits = new Map(input.obligation.outline.map((section, at) => [section.id, { section, at }]));
  const first = outline.find(({ id }) => !ofUnits.has(id));
  const sections = outline.flatMap(({ id }) => {
    const same = ofUnits.get(id);
    if (same) return [[id, asText(sectionOf(same.section, same.at, input).slice(1), MOST_CHARACTERS)]];
    return id === first?.id ? [[id, asText(resultsOf(input), MOST_CHARACTERS)]] : [];
  });
  const asked = new Set(figuresOf({ ...consolidator, outline }).map(({ id }) => id));
  const figures = input.consolidation.figures
    .filter(({ figure, units }) => asked.has(figure.id) && units > 0)
    .map(({ figure, total }) => [figure.id, total]);
  return { sections: Object.fromEntries(sections), figures: Object.fromEntries(figures) };
}
