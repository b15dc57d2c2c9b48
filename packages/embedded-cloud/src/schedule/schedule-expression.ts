import { ServiceRefusal } from "../service-refusal.ts";

export type ScheduleExpression =
  | { readonly kind: "at"; readonly atMs: number }
  | { readonly kind: "rate"; readonly periodMs: number };

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * Reads `at(YYYY-MM-DDThh:mm:ss)`, in the zone, or `rate(n minutes|hours|days)`. The zone's rules come from Intl: the
 * host's zone has no part in it.
 *
 * @throws ServiceRefusal `ValidationException`; for `cron(…)` too, which nothing here needs
 */
export function parseScheduleExpression(expression: string, zone: string): ScheduleExpression {
  const at = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression)?.[1];
  if (at !== undefined) {
    const atMs = instantOf(at, zone);
    if (atMs !== undefined) return { kind: "at", atMs };
  }
  const rate = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate !== null && (rate[1] === "1") === (rate[3] === "")) {
    const unit = rate[2] === "minute" || rate[2] === "hour" ? rate[2] : "day";
    return { kind: "rate", periodMs: Number(rate[1]) * unitMs[unit] };
  }
  if (expression.startsWith("cron(")) {
    throw new ServiceRefusal(
      "ValidationException",
      `The embedded deployment's Scheduler does not run cron expressions; got ${expression}, allowed are at(…) and rate(…)`,
    );
  }
  throw new ServiceRefusal("ValidationException", `Invalid Schedule Expression ${expression}.`);
}

/** @throws ServiceRefusal `ValidationException` for a zone that is not of the IANA database */
export function checkZone(zone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    throw new ServiceRefusal("ValidationException", `Invalid ScheduleExpressionTimezone ${zone}.`);
  }
}

/** The instant of a wall clock time in a zone; undefined for a day or hour that no calendar has. */
function instantOf(local: string, zone: string): number | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 19) !== local) return undefined;
  // The second round is for a zone that changes its offset between the first guess and the moment itself.
  const guess = asUtc - offsetMs(asUtc, zone);
  return asUtc - offsetMs(guess, zone);
}

/** By how much the zone's wall clock is ahead of UTC at an instant. */
function offsetMs(instantMs: number, zone: string): number {
  const name = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(instantMs)
    .find(({ type }) => type === "timeZoneName")?.value;
  const found = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name ?? "");
  if (found === null) throw new Error(`The zone ${zone} has an offset that cannot be read: ${name}`);
  const [, sign, hours = "0", minutes = "0", seconds = "0"] = found;
  const size = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
  return sign === "-" ? -size : size;
}
