import { counts } from "../../domain/consolidation.ts";
import { isFreed, isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import { inOrderOfKind } from "../../wording/kinds.ts";

/** How many units of a kind reported, and how they stood. */
export type KindCounts = {
  readonly kind: string;
  readonly owing: number;
  readonly filed: number;
  readonly onTime: number;
  readonly withinExtension: number;
  readonly late: number;
  readonly open: number;
};

/** The duties of an obligation as a report tells of them, each list in the order in which the duties came. */
export type Returns = {
  readonly byKind: readonly KindCounts[];
  readonly overall: Omit<KindCounts, "kind">;
  /** Never filed. */
  readonly notFiled: readonly Duty[];
  /** Filed, sent back, and not supplemented. */
  readonly returned: readonly Duty[];
  /** Filed after their date. */
  readonly late: readonly Duty[];
  readonly withinExtension: readonly Duty[];
  readonly exempt: readonly Duty[];
  /** Not filed when the directive was withdrawn. */
  readonly withdrawn: readonly Duty[];
};

export function returnsOf(duties: readonly Duty[]): Returns {
  const owing = duties.filter((duty) => !isFreed(duty));
  const filed = owing.filter(counts);
  return {
    byKind: inOrderOfKind(owing.map(({ kind }) => kind)).map((kind) => ({
      kind,
      ...countsOf(owing.filter((duty) => duty.kind === kind)),
    })),
    overall: countsOf(owing),
    notFiled: owing.filter(({ state }) => state === "awaiting" || state === "draft"),
    returned: owing.filter(({ state }) => state === "returned"),
    late: filed.filter(({ standing }) => standing === "late"),
    withinExtension: filed.filter(({ standing }) => standing === "within-extension"),
    exempt: duties.filter(({ state }) => state === "exempt"),
    withdrawn: duties.filter(({ state }) => state === "withdrawn"),
  };
}

function countsOf(owing: readonly Duty[]): Omit<KindCounts, "kind"> {
  const filed = owing.filter(counts);
  const standing = (as: Duty["standing"]) => filed.filter((duty) => duty.standing === as).length;
  return {
    owing: owing.length,
    filed: filed.length,
    onTime: standing("on-time"),
    withinExtension: standing("within-extension"),
    late: standing("late"),
    open: owing.filter(isOpen).length,
  };
}
