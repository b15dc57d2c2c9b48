import * as z from "zod/mini";

import { isMeant, lastRemindedAt, mayRemindFrom, numberByHand } from "../domain/by-hand.ts";
import type { ByHand, LEFT_OUT } from "../domain/by-hand.ts";
import { isOpen } from "../domain/duty.ts";
import type { Duty } from "../domain/duty.ts";
import { UnitIdSchema } from "../domain/ids.ts";
import type { Email, UnitId } from "../domain/ids.ts";
import { formatInstant } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import { letterKey } from "../domain/letter.ts";
import { said } from "../domain/message.ts";
import { runRefOf } from "../domain/milestone-run.ts";
import type { Cursor, ReminderByHand } from "../domain/milestone-run.ts";
import { quote } from "../domain/parsing.ts";
import { conflict, invalid, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { NOT_EMPTY } from "../domain/text.ts";
import { reachableAddress } from "../domain/unit.ts";
import { formatMinute } from "../domain/vietnamese.ts";
import { refuseWithdrawn } from "../domain/withdrawal.ts";
import { afterCommit } from "./after-commit.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import { obligationRefOf } from "./found.ts";
import type { FoundObligation } from "./found.ts";
import { remindersOf } from "./reminders.ts";
import { MOST_AT_ONCE, sweepAtOnce, timeOfRequest } from "./sweep-at-once.ts";
import { sweepOpenDuties } from "./sweep-open-duties.ts";

const naming = said(
  `must be "late", "open", or a list of 1 to ${MOST_AT_ONCE} units' ids, each once`,
  `Phải là “late”, “open”, hoặc danh sách từ 1 đến ${MOST_AT_ONCE} mã đơn vị, không trùng nhau`,
);

/** Who is to be reminded, and what is added to the letter: up to 500 characters, counted as they are kept (NFC). */
export const RemindSchema = z.strictObject({
  units: z.union(
    [
      z.enum(["late", "open"]),
      z.array(UnitIdSchema).check(
        z.minLength(1),
        z.maxLength(MOST_AT_ONCE),
        z.refine((ids) => new Set(ids).size === ids.length, { error: naming }),
      ),
    ],
    { error: naming },
  ),
  note: z.optional(
    z.string().check(
      z.trim(),
      z.overwrite((text) => text.normalize("NFC")),
      z.minLength(1, { error: NOT_EMPTY }),
      z.maxLength(500),
    ),
  ),
  again: z.optional(z.boolean()),
});
export type GivenReminder = z.output<typeof RemindSchema>;

/** Who is not written to, and why. */
export type LeftOut = {
  readonly duty: Duty;
  readonly why: (typeof LEFT_OUT)[number];
  /** Of one that was written to lately: when, and from when on it may be reminded again. */
  readonly last?: EpochMs | undefined;
  readonly from?: EpochMs | undefined;
};

/** What a reminder by hand does, or would do. */
export type Reminded = {
  readonly milestone: string;
  readonly to: readonly { readonly duty: Duty; readonly address?: Email | undefined }[];
  readonly leftOut: readonly LeftOut[];
  /** Set while letters are asked for in the background. */
  readonly state?: "under-way" | undefined;
};

/**
 * Reminds units by hand, beside the ladder or after its end. The run of its number is the act: it is written once, on
 * condition that nobody has taken the number, and by it the letters are asked for, now or by whoever finds it. Whether
 * each is owed is decided once more when it goes out, by the claim: who has filed by then gets none.
 */
export async function remindByHand(
  found: FoundObligation,
  given: GivenReminder,
  asking: Asking,
  effects: WebEffects,
): Promise<Reminded | Refusal> {
  const { runs } = effects.register;
  const earlier = await remindersOf(obligationRefOf(found), effects.register, { consistent: true });
  // Asked again after its answer was lost: goes on with what it began.
  const known = earlier.find(({ plannedBy }) => plannedBy === asking.attempt);
  if (known) return finish(found, known, earlier, effects);
  const would = await judgeNew(found, given, asking, earlier, effects);
  if (isRefusal(would)) return would;
  const few = would.to.length <= MOST_AT_ONCE ? { units: would.to.map(({ duty }) => duty.unitId) } : {};
  const reminder = nextReminder(found, { ...given, ...few }, asking, earlier);
  if (!(await runs.plan([reminder])) && (await runs.run(runRefOf(reminder)))?.plannedBy !== asking.attempt)
    return REMINDED_MEANWHILE;
  return ask(reminder, would, found, effects);
}

/** What a reminder would do; nothing is done. */
export async function previewReminder(
  found: FoundObligation,
  given: GivenReminder,
  asking: Asking,
  effects: Pick<WebEffects, "register">,
): Promise<Reminded | Refusal> {
  return judgeNew(found, given, asking, await remindersOf(obligationRefOf(found), effects.register), effects);
}

/** Who would be written to by one reminder more; or why there can be none. */
async function judgeNew(
  found: FoundObligation,
  given: GivenReminder,
  asking: Asking,
  earlier: readonly ReminderByHand[],
  effects: Pick<WebEffects, "register">,
): Promise<Reminded | Refusal> {
  const { withdrawal } = found.record;
  if (withdrawal) return refuseWithdrawn(withdrawal);
  const would = await judge(found, nextReminder(found, given, asking, earlier), earlier, effects);
  return isRefusal(would) ? would : (refuseNobody(would) ?? would);
}

/** The run of the next number. */
function nextReminder(
  found: FoundObligation,
  { units, note, again }: GivenReminder,
  { attempt, receivedAt, caller }: Pick<Asking, "attempt" | "receivedAt" | "caller">,
  earlier: readonly ReminderByHand[],
): ReminderByHand {
  const byHand: ByHand = { units, note, again, by: caller.principal };
  const number = Math.max(0, ...earlier.map(({ milestone }) => numberByHand(milestone))) + 1;
  return {
    ...obligationRefOf(found),
    ladder: 0,
    milestone: `by-hand-${number}`,
    at: receivedAt,
    plannedBy: attempt,
    phase: "planned",
    byHand,
    letters: {},
  };
}

async function finish(
  found: FoundObligation,
  reminder: ReminderByHand,
  earlier: readonly ReminderByHand[],
  effects: WebEffects,
): Promise<Reminded | Refusal> {
  const did = await judge(found, reminder, earlier, effects);
  return isRefusal(did) ? did : ask(reminder, did, found, effects);
}

/** Has the letters asked for; done again it changes nothing. */
async function ask(
  reminder: ReminderByHand,
  did: Reminded,
  found: FoundObligation,
  effects: WebEffects,
): Promise<Reminded> {
  const timeLeftMs = timeOfRequest();
  const few = typeof reminder.byHand.units !== "string";
  let underWay = true;
  await afterCommit(async () => {
    underWay = !(await sweepAtOnce(reminder, { ...found, few, timeLeftMs }, sweepOpenDuties, effects));
  });
  return underWay ? { ...did, state: "under-way" } : did;
}

/** Who of those that a reminder names would be written to, and who would not. */
async function judge(
  found: FoundObligation,
  reminder: ReminderByHand,
  earlier: readonly ReminderByHand[],
  { register }: Pick<WebEffects, "register">,
): Promise<Reminded | Refusal> {
  const duties = await dutiesIn(found, reminder, register);
  if (isRefusal(duties)) return duties;
  const calendar = await register.calendar.current(reminder.at);
  const others = earlier.filter(({ milestone }) => milestone !== reminder.milestone);
  const leftOut: LeftOut[] = [];
  const owing: Duty[] = [];
  for (const duty of duties) {
    const last = reminder.byHand.again ? undefined : lastOf(duty, reminder, others);
    const from = last === undefined ? undefined : mayRemindFrom(calendar, last);
    if (!isOpen(duty))
      leftOut.push({ duty, why: duty.state === "submitted" || duty.state === "accepted" ? "filed" : "not-owed" });
    else if (from !== undefined && reminder.at < from) leftOut.push({ duty, why: "written-to-lately", last, from });
    else owing.push(duty);
  }
  const addresses = owing.length <= MOST_AT_ONCE ? await addressesOf(owing, register) : undefined;
  const to: { duty: Duty; address?: Email | undefined }[] = [];
  for (const duty of owing) {
    const address = addresses?.get(duty.unitId);
    if (addresses ? address : !duty.unreachable) to.push({ duty, address });
    else leftOut.push({ duty, why: "unreachable" });
  }
  return { milestone: reminder.milestone, to, leftOut };
}

/** The duties of the units that are named, whatever became of them; or those that are open, or late. */
async function dutiesIn(
  found: FoundObligation,
  reminder: ReminderByHand,
  register: WebEffects["register"],
): Promise<readonly Duty[] | Refusal> {
  const where = { ...obligationRefOf(found), place: found.place };
  const { units } = reminder.byHand;
  if (typeof units !== "string") {
    const duties = await register.duties.dutiesNamed(where, units);
    const strangers = units.filter((id) => !duties.some(({ unitId }) => unitId === id));
    return strangers.length === 0 ? duties : notReporting(units, strangers);
  }
  const meant: Duty[] = [];
  let cursor: Cursor | undefined;
  do {
    const page = await register.duties.dutiesOf(where, { cursor, limit: 500 });
    meant.push(...page.items.filter((duty) => isMeant(reminder, duty)));
    cursor = page.next;
  } while (cursor);
  return meant;
}

/** When a unit was last written to, or is about to be by another reminder. */
function lastOf(duty: Duty, { milestone }: ReminderByHand, others: readonly ReminderByHand[]): EpochMs | undefined {
  const due = others.filter(
    (other) =>
      isMeant(other, duty) &&
      duty.letters[letterKey({ ladder: 0, milestone: other.milestone, addressee: "unit" })] === undefined,
  );
  const all = [lastRemindedAt(duty, milestone), ...due.map(({ at }) => at)].filter((at) => at !== undefined);
  return all.length === 0 ? undefined : Math.max(...all);
}

async function addressesOf(
  duties: readonly Duty[],
  { units }: WebEffects["register"],
): Promise<ReadonlyMap<UnitId, Email | undefined>> {
  const seen = await units.unitsToChange(duties.map(({ unitId }) => ({ id: unitId })));
  return new Map([...seen.values()].map(({ unit }) => [unit.id, reachableAddress(unit)]));
}

function notReporting(units: readonly UnitId[], strangers: readonly UnitId[]): Refusal {
  return invalid(
    "Not every unit that is named owes this report.",
    "Có đơn vị không thuộc yêu cầu báo cáo này.",
    strangers.map((id) => ({
      path: `units.${units.indexOf(id)}`,
      message: `must be a unit of which this report is asked; got ${quote(id)}`,
      vi: `Yêu cầu báo cáo này không giao cho đơn vị có mã ${quote(id)}.`,
    })),
  );
}

/** A reminder that nobody would get is no reminder: says why not. */
function refuseNobody({ to, leftOut }: Reminded): Refusal | undefined {
  if (to.length > 0) return undefined;
  const count = (why: LeftOut["why"]): number => leftOut.filter((one) => one.why === why).length;
  const from = leftOut.flatMap((one) => one.from ?? []).toSorted((a, b) => a - b)[0];
  const en = [
    `filed: ${count("filed")}`,
    `owe nothing any more: ${count("not-owed")}`,
    `no address takes mail: ${count("unreachable")}`,
  ];
  const vi = [
    `đã gửi báo cáo: ${count("filed")}`,
    `không còn phải báo cáo: ${count("not-owed")}`,
    `không nhận được thư: ${count("unreachable")}`,
  ];
  const lately = count("written-to-lately");
  return conflict(
    `Nobody would be reminded (${en.join("; ")}; last letter less than a working day old: ${lately}).${from === undefined ? "" : ` From ${formatInstant(from)} on, or with \`again\`, they may be.`}`,
    `Không có đơn vị nào được nhắc (${vi.join("; ")}; thư trước chưa đủ một ngày làm việc: ${lately}).${from === undefined ? "" : ` Có thể nhắc từ ${formatMinute(from)}, hoặc chọn nhắc cả đơn vị vừa nhận thư.`}`,
  );
}

const REMINDED_MEANWHILE = conflict(
  "Somebody else sent a reminder at the same moment; nothing was done. Look at it again first.",
  "Người khác vừa gửi thư nhắc; chưa thực hiện gì. Đề nghị xem lại trước.",
);
