import type { Withdrawal } from "./directive-record.ts";
import { formatInstant } from "./instant.ts";
import { conflict } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { formatMinute } from "./vietnamese.ts";

/** What is asked for of a directive that was withdrawn: nothing is done, and when, why and by which document it was. */
export function refuseWithdrawn({ at, documentNumber, reason }: Withdrawal): Refusal {
  return conflict(
    `The directive was withdrawn at ${formatInstant(at)}, by document ${documentNumber} (“${reason}”); nothing was done.`,
    `Văn bản chỉ đạo đã được thu hồi lúc ${formatMinute(at)} theo Văn bản số ${documentNumber} (“${reason}”); lần này không có gì được thực hiện.`,
  );
}
