import { whole } from "../figures.ts";
import type { Row } from "../part.ts";

/** Where whatever else runs takes more of the machine, the clock tells of that. */
const mostOthersShare = 0.2;

type ByClock = {
  readonly asked: string;
  readonly ok: boolean;
  /** How much of the machine others took meanwhile: from 0 to 1. */
  readonly othersShare: number;
  readonly quick: boolean;
};

/** What the clock tells: held to where the machine did little else. */
export function clockRow(row: Row, { asked, ok, othersShare, quick }: ByClock): Row {
  if (!quick && othersShare <= mostOthersShare) return { ...row, reach: { asked, ok } };
  return {
    ...row,
    measured: `${row.measured}; ${asked} alone, and others took ${whole(othersShare * 100)} % of the machine`,
  };
}
