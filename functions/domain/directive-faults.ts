import type * as z from "zod/mini";

import { DeadlineSchema, ONE_DEADLINE, dueAt, fieldOf, isOneDeadline } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { LocalDateSchema, instantOf } from "./instant.ts";
import type { LocalDate } from "./instant.ts";
import { formatDay, formatDue } from "./vietnamese.ts";

type Named = { id: string };
type Figure = Named & { atMost?: string | undefined };
type Obligation = Named & {
  before?: Deadline | undefined;
  by?: LocalDate | undefined;
  consolidates?: string | undefined;
  reporters: { kinds?: string[] | undefined; units?: string[] | undefined };
  outline: (Named & { figures?: Figure[] | undefined })[];
};
type Shape = { issuedOn: LocalDate; obligations: Obligation[] };

/** What no single field can show: ids that stand twice, references that lead nowhere, dates out of order. */
export function addDirectiveFaults(payload: z.core.ParsePayload<Shape>): void {
  const { issuedOn, obligations } = payload.value;
  const fault = (path: PropertyKey[], input: unknown, message: string, vi: string): void => {
    payload.issues.push({ code: "custom", path, input, message, params: { vi } });
  };

  findRepeated(obligations).forEach(([i, id]) =>
    fault(
      ["obligations", i, "id"],
      id,
      "this id stands twice in the directive",
      "Mã này đã dùng cho một yêu cầu báo cáo khác của văn bản",
    ),
  );

  const consolidated = obligations.map(({ consolidates }) => ({ id: consolidates ?? "" }));
  findRepeated(consolidated).forEach(([i, id]) => {
    if (id !== "")
      fault(
        ["obligations", i, "consolidates"],
        id,
        "another obligation consolidates these reports already",
        "Đã có yêu cầu báo cáo khác tổng hợp các báo cáo này",
      );
  });

  obligations.forEach((obligation, i) => {
    const at = (...path: PropertyKey[]) => ["obligations", i, ...path];
    const deadline = readDeadline(obligation);
    if (!isOneDeadline(obligation)) {
      fault(at("before"), obligation.before, ONE_DEADLINE.en, ONE_DEADLINE.vi);
    } else if (deadline !== undefined && isDay(issuedOn) && dueAt(deadline) <= instantOf(issuedOn)) {
      fault(
        at(fieldOf(deadline)),
        deadline,
        `must be later than the day of the directive, ${issuedOn}`,
        `Phải sau ngày của văn bản chỉ đạo, ${formatDay(issuedOn)}`,
      );
    }
    if (!obligation.reporters.kinds?.length && !obligation.reporters.units?.length) {
      fault(
        at("reporters"),
        obligation.reporters,
        "names nobody: give `kinds`, `units` or both",
        "Chưa nêu đơn vị phải báo cáo; cần nêu loại đơn vị, tên đơn vị hoặc cả hai",
      );
    }
    if (obligation.consolidates !== undefined) {
      const source = obligations.find(({ id }) => id === obligation.consolidates);
      if (!source || source === obligation) {
        fault(
          at("consolidates"),
          obligation.consolidates,
          "must be the id of another obligation of this directive",
          "Phải là mã của một yêu cầu báo cáo khác trong văn bản này",
        );
        return;
      }
      const first = readDeadline(source);
      if (deadline !== undefined && first !== undefined && dueAt(first) >= dueAt(deadline)) {
        fault(
          at(fieldOf(deadline)),
          deadline,
          `must be later than ${first}, when the reports that it consolidates are due`,
          `Phải sau thời hạn của các báo cáo được tổng hợp, ${formatDue(first)}`,
        );
      }
    }
    findRepeated(obligation.outline).forEach(([s, id]) =>
      fault(
        at("outline", s, "id"),
        id,
        "this section's id stands twice",
        "Mã này đã dùng cho một phần khác của đề cương",
      ),
    );
    addFigureFaults(obligation, (path, ...words) => fault(at("outline", ...path), ...words));
  });
}

function addFigureFaults(
  obligation: Obligation,
  fault: (path: PropertyKey[], input: unknown, message: string, vi: string) => void,
): void {
  const limits = new Map(
    obligation.outline.flatMap(({ figures }) => (figures ?? []).map(({ id, atMost }) => [id, atMost] as const)),
  );
  const seen = new Set<string>();
  obligation.outline.forEach((section, s) => {
    section.figures?.forEach((figure, f) => {
      if (seen.has(figure.id))
        fault(
          [s, "figures", f, "id"],
          figure.id,
          "this figure's id stands twice in the outline",
          "Mã này đã dùng cho một số liệu khác của đề cương",
        );
      seen.add(figure.id);
      if (figure.atMost === undefined) return;
      if (figure.atMost === figure.id || !limits.has(figure.atMost)) {
        fault(
          [s, "figures", f, "atMost"],
          figure.atMost,
          "must be the id of another figure of this outline",
          "Phải là mã của một số liệu khác trong đề cương này",
        );
      }
    });
  });
}

/** The deadline, if one can be read: what is wrong with its form is told by its own schema. */
function readDeadline(obligation: Pick<Obligation, "before" | "by">): Deadline | undefined {
  const { before, by } = obligation;
  const read = DeadlineSchema.safeParse(before ?? `by ${by}`);
  return read.success ? read.data : undefined;
}

function isDay(text: string): boolean {
  return LocalDateSchema.safeParse(text).success;
}

function findRepeated(items: readonly Named[]): (readonly [index: number, id: string])[] {
  const first = new Map<string, number>();
  return items.flatMap(({ id }, i) => {
    if (first.has(id)) return [[i, id] as const];
    first.set(id, i);
    return [];
  });
}
