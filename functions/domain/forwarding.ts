import { formatInstant, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { quote } from "./parsing.ts";
import type { Fault } from "./refusal.ts";
import { nameKey } from "./unit.ts";
import { formatDay } from "./vietnamese.ts";

/** A report that was sent on, to one of those whom its obligation names: by which document, and when. */
export type Forwarded = {
  readonly to: string;
  readonly documentNumber: string;
  readonly sentOn: LocalDate;
  readonly by: string;
  readonly at: EpochMs;
};

/** One to whom a report goes on: how it was sent last, and what that put right, the latest first. */
export type Forwarding = {
  readonly to: string;
  readonly sent: Forwarded | undefined;
  readonly replaced: readonly Forwarded[];
};

type Onward = { readonly forwardTo?: readonly string[] | undefined };

/** How it stands with each of those to whom a report goes on, in the directive's order. */
export function forwardingOf({ forwardTo = [] }: Onward, records: readonly Forwarded[]): Forwarding[] {
  return forwardTo.map((to) => {
    const [sent, ...replaced] = records.filter((record) => record.to === to).toReversed();
    return { to, sent, replaced };
  });
}

/** Those to whom a report goes on and has not been sent. */
export function notForwarded(onward: Onward, records: readonly Forwarded[]): string[] {
  return forwardingOf(onward, records).flatMap(({ to, sent }) => (sent ? [] : [to]));
}

/** The one of those named whom a text means: apostrophes, spaces and letter case do not count. */
export function addresseeIn({ forwardTo = [] }: Onward, text: string): string | undefined {
  return forwardTo.find((to) => nameKey(to) === nameKey(text));
}

/**
 * What is wrong with a record: to somebody whom the obligation does not name, on a day to come, or before there was a report.
 * @param filedAt when the report was first received.
 */
export function forwardingFaults(
  { to, sentOn }: Pick<Forwarded, "to" | "sentOn">,
  { forwardTo = [] }: Onward,
  { filedAt, now }: { readonly filedAt: EpochMs; readonly now: EpochMs },
): Fault[] {
  const [first, today] = [localDateOf(filedAt), localDateOf(now)];
  const [got, nhan] = [`got ${quote(sentOn)}`, `nhận được ${formatDay(sentOn)}`];
  const day = (message: string, vi: string): Fault => ({
    path: "sentOn",
    message: `${message}; ${got}`,
    vi: `${vi}; ${nhan}.`,
  });
  return [
    ...(addresseeIn({ forwardTo }, to) === undefined
      ? [
          {
            path: "to",
            message: `must be one of those to whom the report goes on: ${forwardTo.map(quote).join(", ")}; got ${quote(to)}`,
            vi: `Phải là một nơi nhận nêu trong yêu cầu báo cáo: ${forwardTo.join("; ")}; nhận được ${quote(to)}.`,
          },
        ]
      : []),
    ...(sentOn > today
      ? [day(`must not be later than today, ${today}`, `Không được sau hôm nay, ${formatDay(today)}`)]
      : []),
    ...(sentOn < first
      ? [
          day(
            `must not be earlier than the day on which the report was filed, ${first} (${formatInstant(filedAt)})`,
            `Không được trước ngày báo cáo được gửi, ${formatDay(first)}`,
          ),
        ]
      : []),
  ];
}
