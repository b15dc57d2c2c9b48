import { pageRoutes } from "../../../functions/http/page-routes.ts";
import type { PageRoute } from "../../../functions/http/page-routes.ts";
import { routes } from "../../../functions/api/all.ts";
import type { Route } from "../../../functions/http/routes.ts";
import type { Busy } from "./executions.ts";

/** One request of somebody: when it arrives, in seconds from ten before the deadline. */
export type Request = {
  readonly at: number;
  readonly route: Route | PageRoute;
  /** Whether it is the filing itself: whose moment of receipt counts. */
  readonly files?: boolean;
};

/** What somebody does, each so many seconds before or after he files. */
type Way = readonly (readonly [seconds: number, route: Route | PageRoute])[];

const { readLook, writeReport, keepReport, previewReport, fileDraft, showReceipt } = pageRoutes;

/**
 * A filing by the pages, at the pace of somebody in a hurry: the form, what it saves by itself while the last words are
 * typed, the save that leads to the look, the look, the filing, and the receipt that it leads to.
 */
const byPage: Way = [
  [-40, writeReport],
  [-25, keepReport],
  [-12, keepReport],
  [-6, keepReport],
  [-5.7, previewReport],
  [0, fileDraft],
  [0.4, showReceipt],
];

/** The same by somebody who does all of it within three seconds: faster than anybody reads. */
const headlong: Way = [
  [-3, writeReport],
  [-2, keepReport],
  [-1, keepReport],
  [-0.7, previewReport],
  [0, fileDraft],
  [0.4, showReceipt],
];

/** A filing by a unit's own system. */
const byApi: Way = [
  [-1, routes.saveDraft],
  [0, routes.fileReport],
];

export const ways = { byPage, headlong, byApi };

/** When so many file, one after the other, from one second to another. */
export const evenly = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, nth) => from + (nth * (to - from)) / count);

/** The sheet, the script and the icon, which a browser keeps for ever: one in ten has never been here before. */
const ASSETS = [0.2, 0.21, 0.22];
const NEVER_HERE = 10;

/** Every request of people who file at these moments. */
export function filingsAt(moments: readonly number[], way: Way): Request[] {
  return moments.flatMap((moment, nth) => {
    const own = way.map(([seconds, route]) => ({
      at: moment + seconds,
      route,
      files: route === fileDraft || route === routes.fileReport,
    }));
    const [first] = own;
    const look = first?.route === writeReport && nth % NEVER_HERE === 0 ? ASSETS : [];
    return [...own, ...look.map((seconds) => ({ at: (first?.at ?? 0) + seconds, route: readLook }))];
  });
}

/** Supervisors and leaders who look at their lists meanwhile: so many pages a second, from forty seconds before the deadline on. */
export function readers(perSecond: number): Request[] {
  const { showObligation, showDutyList, showStart } = pageRoutes;
  const asked = [showObligation, showDutyList, showStart, routes.listEscalations];
  return evenly(perSecond * 52, -40, 12).map((at, nth) => ({ at, route: asked[nth % asked.length]! }));
}

/**
 * How long a request keeps its function busy, in seconds. Measured on a machine with half a processor, as a function of one
 * gigabyte has, a first call takes some 0.4 (docs/measurements.md), a warm one with the table's answers less than a
 * tenth; both are taken to be more than twice that.
 */
export function busyWith({ by, method }: Route | PageRoute): Busy {
  if (by === "assets") return { warm: 0.02, cold: 0.5 };
  const warm = method === "GET" ? 0.15 : 0.25;
  return { warm: by === "office-site" ? 0.5 : warm, cold: 1 };
}
