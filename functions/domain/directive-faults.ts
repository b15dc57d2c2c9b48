import type * as z from "zod/mini";

type Named = { id: string };
type Figure = Named & { atMost?: string | undefined };
type Obligation = Named & {
  before: string;
  consolidates?: string | undefined;
  reporters: { kinds?: string[] | undefined; units?: string[] | undefined };
  outline: (Named & { figures?: Figure[] | undefined })[];
};
type Shape = { issuedOn: string; obligations: Obligation[] };

/** What no single field can show: ids that stand twice, references that lead nowhere, dates out of order. */
export function addDirectiveFaults(payload: z.core.ParsePayload<Shape>): void {
  const { issuedOn, obligations } = payload.value;
  const fault = (path: PropertyKey[], input: unknown, message: string): void => {
    payload.issues.push({ code: "custom", path, input, message });
  };

  findRepeated(obligations).forEach(([i, id]) =>
    fault(["obligations", i, "id"], id, "this id stands twice in the directive"),
  );

  const consolidated = obligations.map(({ consolidates }) => ({ id: consolidates ?? "" }));
  findRepeated(consolidated).forEach(([i, id]) => {
    if (id !== "")
      fault(["obligations", i, "consolidates"], id, "another obligation consolidates these reports already");
  });

  obligations.forEach((obligation, i) => {
    const at = (...path: PropertyKey[]) => ["obligations", i, ...path];
    if (obligation.before <= issuedOn) {
      fault(at("before"), obligation.before, `must be later than the day of the directive, ${issuedOn}`);
    }
    if (!obligation.reporters.kinds?.length && !obligation.reporters.units?.length) {
      fault(at("reporters"), obligation.reporters, "names nobody: give `kinds`, `units` or both");
    }
    if (obligation.consolidates !== undefined) {
      const source = obligations.find(({ id }) => id === obligation.consolidates);
      if (!source || source === obligation) {
        fault(at("consolidates"), obligation.consolidates, "must be the id of another obligation of this directive");
      } else if (source.before >= obligation.before) {
        fault(
          at("before"),
          obligation.before,
          `must be later than ${source.before}, when the reports that it consolidates are due`,
        );
      }
    }
    findRepeated(obligation.outline).forEach(([s, id]) =>
      fault(at("outline", s, "id"), id, "this section's id stands twice"),
    );
    addFigureFaults(obligation, (path, input, message) => fault(at("outline", ...path), input, message));
  });
}

function addFigureFaults(
  obligation: Obligation,
  fault: (path: PropertyKey[], input: unknown, message: string) => void,
): void {
  const limits = new Map(
    obligation.outline.flatMap(({ figures }) => (figures ?? []).map(({ id, atMost }) => [id, atMost] as const)),
  );
  const seen = new Set<string>();
  obligation.outline.forEach((section, s) => {
    section.figures?.forEach((figure, f) => {
      if (seen.has(figure.id))
        fault([s, "figures", f, "id"], figure.id, "this figure's id stands twice in the outline");
      seen.add(figure.id);
      if (figure.atMost === undefined) return;
      if (figure.atMost === figure.id || !limits.has(figure.atMost)) {
        fault([s, "figures", f, "atMost"], figure.atMost, "must be the id of another figure of this outline");
      }
    });
  });
}

function findRepeated(items: readonly Named[]): (readonly [index: number, id: string])[] {
  const first = new Map<string, number>();
  return items.flatMap(({ id }, i) => {
    if (first.has(id)) return [[i, id] as const];
    first.set(id, i);
    return [];
  });
}
