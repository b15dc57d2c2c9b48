import type { Duty, DutyState } from "./duty.ts";
import { conflict } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { STATE_WORDS } from "./vietnamese.ts";

/** A unit's act on a duty that is closed to it: accepted, exempt or withdrawn. */
export function closed(duty: Duty, en: string, vi: string): Refusal {
  if (duty.state === "accepted") {
    return conflict(
      `The report was accepted, so ${en}. Only the supervisor can return it.`,
      `Báo cáo đã được chấp nhận nên ${vi}. Chỉ cơ quan tổng hợp mới trả lại được báo cáo.`,
    );
  }
  return duty.state === "withdrawn"
    ? conflict(`The directive was withdrawn, so ${en}.`, `Văn bản chỉ đạo đã được thu hồi nên ${vi}.`)
    : conflict(`The unit was exempted from this report, so ${en}.`, `Đơn vị đã được miễn báo cáo này nên ${vi}.`);
}

/** An act as a refusal names it: what a duty cannot be, and what cannot be done. */
type ActWords = { readonly en: string; readonly vi: string };

/** An act in a state that it may not leave, with the states in which it may be done. */
export function wrongState({ state }: Duty, act: ActWords, allowed: readonly DutyState[]): Refusal {
  const words = allowed.map((each) => `“${STATE_WORDS[each]}”`);
  return conflict(
    `A duty that is ${state} cannot be ${act.en}; it would have to be ${either(allowed, "or")}.`,
    `Không ${act.vi} được khi nhiệm vụ báo cáo ở trạng thái “${STATE_WORDS[state]}”; chỉ thực hiện được ở trạng thái ${either(words, "hoặc")}.`,
  );
}

function either(choices: readonly string[], or: string): string {
  return [choices.slice(0, -1).join(", "), choices.at(-1)].filter(Boolean).join(` ${or} `);
}
