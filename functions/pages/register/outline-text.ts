import type { Figure, Section } from "../../domain/directive.ts";
import { fold, slugOf } from "../../wording/fold.ts";

/** What is wrong with a line of an outline, counted from 1. */
export type LineFault = { readonly line: number; readonly vi: string; readonly en: string };

export type ReadOutline = {
  readonly outline: readonly Section[];
  readonly faults: readonly LineFault[];
  /** The line that a section, or a figure of it, was read from. */
  readonly lineOf: (section: number, figure?: number) => number | undefined;
};

type ReadFigure = Figure & { readonly line: number; readonly limit: string | undefined };
type ReadSection = Omit<Section, "figures"> & { readonly line: number; readonly figures: ReadFigure[] };

/**
 * Reads an outline as a clerk types it: one section a line, `1. Tiêu đề | nhiệm vụ`, the number and the task left
 * out where there are none; below it its figures, `- Tên số liệu (đơn vị tính) ≤ tên số liệu khác`. Ids are made
 * of the titles, unless one stands at the end of the title: `Tiêu đề #ma-rieng`.
 */
export function readOutline(text: string): ReadOutline {
  const sections: ReadSection[] = [];
  const faults: LineFault[] = [];
  const takenBySections = new Set<string>();
  const takenByFigures = new Set<string>();
  text.split(/\r?\n/).forEach((raw, i) => {
    const line = i + 1;
    const figure = /^\s*[-–•*+]\s*(.*)$/.exec(raw)?.[1];
    if (raw.trim() === "") return;
    if (figure === undefined) {
      sections.push({ line, ...sectionOf(raw, takenBySections), figures: [] });
      return;
    }
    const section = sections.at(-1);
    if (section) section.figures.push({ line, ...figureOf(figure, takenByFigures) });
    else
      faults.push({
        line,
        vi: "Số liệu phải nằm dưới một phần của đề cương.",
        en: "A figure stands below a section of the outline.",
      });
  });

  const figures = sections.flatMap((section) => section.figures);
  const outline = sections.map(({ line: _line, figures: own, ...section }): Section => {
    if (own.length === 0) return section;
    return { ...section, figures: own.map((figure) => limited(figure, figures, faults)) };
  });
  const lineOf = (section: number, figure?: number): number | undefined =>
    figure === undefined ? sections[section]?.line : sections[section]?.figures[figure]?.line;
  return { outline, faults, lineOf };
}

/** An outline as it would be typed. */
export function writeOutline(outline: readonly Section[]): string {
  const takenBySections = new Set<string>();
  const takenByFigures = new Set<string>();
  const titles = new Map(outline.flatMap(({ figures = [] }) => figures.map(({ id, title }) => [id, title] as const)));
  return outline
    .flatMap(({ id, item, title, task, figures = [] }) => [
      `${item === undefined ? "" : `${item}. `}${title}${tagOf(id, title, takenBySections)}${task ? ` | ${task}` : ""}`,
      ...figures.map((figure) => {
        const limit = figure.atMost === undefined ? "" : ` ≤ ${titles.get(figure.atMost) ?? figure.atMost}`;
        const unit = figure.unit === undefined ? "" : ` (${figure.unit})`;
        return `- ${figure.title}${unit}${limit}${tagOf(figure.id, figure.title, takenByFigures)}`;
      }),
    ])
    .join("\n");
}

function sectionOf(line: string, taken: Set<string>): Section {
  const bar = line.indexOf("|");
  const head = bar < 0 ? line : line.slice(0, bar);
  const task = bar < 0 ? "" : line.slice(bar + 1).trim();
  const [, number, rest = ""] = /^\s*(?:(\d{1,3})[.)]\s+)?(.*)$/.exec(head) ?? [];
  const { title, id } = named(rest, taken);
  return {
    id,
    ...(number === undefined ? {} : { item: Number(number) }),
    title,
    ...(task === "" ? {} : { task }),
  };
}

function figureOf(text: string, taken: Set<string>): Figure & { limit: string | undefined } {
  const tag = /\s#[\w-]+\s*$/.exec(text)?.[0] ?? "";
  const words = text.slice(0, text.length - tag.length);
  const [, before, limit] =
    /^(.*?)\s*(?:≤|<=)\s*(.+)$/.exec(words) ?? /^(.*\))\s*,?\s*không quá\s+(.+)$/i.exec(words) ?? [];
  const [, name, unit] = /^(.*\S)\s*\(([^()]+)\)\s*$/.exec(before ?? words) ?? [];
  const { title, id } = named(`${name ?? before ?? words}${tag}`, taken);
  return { id, title, ...(unit === undefined ? {} : { unit: unit.trim() }), limit: limit?.trim() };
}

/** A title, with the id at its end or one made of it that is not taken yet. */
function named(text: string, taken: Set<string>): { title: string; id: string } {
  const [, title = "", tag] = /^(.*?)(?:\s#([\w-]+))?\s*$/.exec(text) ?? [];
  const id = tag ?? madeOf(title, taken);
  taken.add(id);
  return { title: title.trim(), id };
}

function madeOf(title: string, taken: ReadonlySet<string>): string {
  const slug = slugOf(title) || "muc";
  let id = slug;
  for (let n = 2; taken.has(id); n++) id = `${slug}-${n}`;
  return id;
}

/** The id at the end of a title: only where it is not the one that the title would be given. */
function tagOf(id: string, title: string, taken: Set<string>): string {
  const made = madeOf(title, taken);
  taken.add(id);
  return id === made ? "" : ` #${id}`;
}

function limited({ line, limit, ...figure }: ReadFigure, figures: readonly ReadFigure[], faults: LineFault[]): Figure {
  if (limit === undefined) return figure;
  const other = figures.find(({ id, title }) => id === limit || fold(title) === fold(limit));
  if (other) return { ...figure, atMost: other.id };
  faults.push({
    line,
    vi: `Không có số liệu nào tên là “${limit}” trong đề cương này.`,
    en: `No figure of this outline is called “${limit}”.`,
  });
  return figure;
}
