import { marshall } from "@aws-sdk/util-dynamodb";

import { DUTY_STATES, STANDINGS } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { DAY_MS, instantOf, localDateOf } from "../../../functions/domain/instant.ts";
import { countsOfDuties } from "../../../functions/domain/counts.ts";
import { dutyItem } from "../../../functions/store/duty-item.ts";
import { dutyLedger } from "../../../functions/store/letters.ts";
import { day, dutyOf, email, ref, reporters, lying } from "../../functions/season.ts";
import type { Cost } from "../../functions/store/engines.ts";
import { itemSize } from "../far-side/item-size.ts";
import { EARLIER, NOW, delivered } from "../far-side/made-up-season.ts";
import { inIndex } from "../far-side/stored-season.ts";
import type { Office } from "./office.ts";

/** Thirty duties on the day of the escalation, each reminded five times. */
const THIRTY = reporters.slice(0, 30).map((unit) => dutyOf(unit.id, delivered(unit, EARLIER)));
const where = { ...ref, place: lying() };

/** What the questions cost that are asked of many duties at once, and the two writes that a letter costs its ledger. */
export async function costsOfQuestions({ register, costOf }: Office) {
  await register.duties.layOut(THIRTY, lying());
  const sweep = await costOf(() => register.duties.openDuties(where, { limit: 500 }));
  const escalations = await costOf(async () => {
    const late = await register.duties.lateDuties({ ...where, now: instantOf(day("2017-10-30")) }, { limit: 200 });
    if (late.items.length !== THIRTY.length) throw new Error(`${late.items.length} are late, not thirty.`);
  });
  await register.counts.replace(ref, countsOfDuties(afterTheSeason()), { made: 0, counted: 0 });
  const counts = await costOf(() => register.counts.read(ref));
  return { sweep, entryBytes: entryBytes(), escalations, counts, claimAndConfirm: await claimAndConfirm() };

  async function claimAndConfirm(): Promise<Cost> {
    const [duty] = THIRTY;
    if (!duty) throw new Error("Nobody reports.");
    const letter = { ladder: 0, milestone: "remind-0", addressee: "unit" } as const;
    const claim = { status: "claimed", at: NOW, to: email("vanthu@stc.daklak.example"), attempt: "q0-Zk3_b" } as const;
    return costOf(async () => {
      await register.letters.claim(dutyLedger(duty, lying()), letter, claim);
      await register.letters.confirm(dutyLedger(duty, lying()), "0.remind-0.unit", claim.attempt, NOW);
    });
  }
}

/** What thirty entries of the sparse index weigh. */
const entryBytes = (): number =>
  THIRTY.map((duty) => itemSize(inIndex(marshall(dutyItem(duty, 1), { removeUndefinedValues: true })))).reduce(
    (sum, bytes) => sum + bytes,
    0,
  );

/** Units of six kinds in every state, filed on a hundred days and due on twenty: more than a dashboard will ever count. */
function afterTheSeason(): Duty[] {
  const kinds = ["so-ban-nganh", "huyen", "thi-xa", "thanh-pho", "xa", "phuong"];
  return Array.from({ length: 1_080 }, (_, i) =>
    dutyOf("stc", {
      kind: kinds[i % 6] ?? "",
      state: DUTY_STATES[Math.floor(i / 6) % DUTY_STATES.length] ?? "awaiting",
      standing: STANDINGS[Math.floor(i / 36) % STANDINGS.length],
      submittedAt: NOW - (i % 108) * DAY_MS,
      deadline: localDateOf(NOW + (i % 20) * DAY_MS),
    }),
  );
}
