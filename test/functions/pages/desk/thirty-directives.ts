import { acceptReport, createDirective, fileReport, issueDirective } from "../../api/operations.ts";
import { at, unitNamed } from "../../season.ts";
import type { Engine } from "../../store/engines.ts";
import { SNV, drain, issuedWorld, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";

/** One of a desk of many: its directive's number, its date, and what became of it by 9/8/2017. */
export type OnDesk = {
  readonly nth: number;
  readonly before: string;
  readonly is: "overdue" | "filed" | "done" | "open";
};

/** Thirty directives of other dates, in no order: three with overdue units, five to be reviewed, four done with, the rest to come. */
export const THIRTY: readonly OnDesk[] = Array.from({ length: 30 }, (_, index) => {
  const nth = index + 1;
  if (nth % 10 === 7) return { nth, before: `2017-08-0${(nth % 9) + 1}`, is: "overdue" };
  if (nth % 6 === 0) return { nth, before: `2017-07-${25 + (nth % 5)}`, is: "filed" };
  if (nth % 8 === 3) return { nth, before: `2017-07-${20 + (nth % 7)}`, is: "done" };
  return { nth, before: `2017-${nth % 2 ? "09" : "11"}-${10 + (nth % 20)}`, is: "open" };
});

const REPORTERS = ["stc", "ubnd-lak"] as const;
const REPORT = {
  documentNumber: "12/BC",
  signedOn: "2017-07-17",
  signer: { name: "A", post: "Giám đốc" },
  sections: {},
};

/** A directive of the desk, as a request brings it. */
export const directiveOf = ({ nth, before }: OnDesk) => ({
  id: `viec-${nth}`,
  number: `${nth}/UBND-TH`,
  issuedOn: "2017-07-14",
  issuer: "Ủy ban nhân dân tỉnh Đắk Lắk",
  subject: `Về việc thứ ${nth}`,
  obligations: [
    {
      id: "bao-cao",
      title: `Báo cáo việc thứ ${nth}`,
      reporters: { units: [...REPORTERS] },
      receiver: "snv",
      before,
      ladder: { remindWorkingDaysBefore: [0], followUpWorkingDaysAfter: [] },
    },
  ],
});

/** The small season, and thirty directives beside it, on 9/8/2017. */
export async function withThirty(engine: Engine): Promise<World> {
  const world = await issuedWorld(engine);
  for (const one of THIRTY) {
    const params = { directiveId: `viec-${one.nth}`, obligationId: "bao-cao" };
    await ok(world, createDirective, { by: SNV, body: directiveOf(one) });
    await ok(world, issueDirective, { by: SNV, params });
    await drain(world);
  }
  world.clock.moveTo(at("2017-07-18T09:00"));
  for (const one of THIRTY) {
    const params = { directiveId: `viec-${one.nth}`, obligationId: "bao-cao" };
    const filing = one.is === "filed" || one.is === "done" ? REPORTERS : [];
    for (const unit of filing) {
      await ok(world, fileReport, { by: unitNamed(unit).clerkEmail ?? "", unit, params, body: REPORT });
      if (one.is === "done") await ok(world, acceptReport, { by: SNV, unit, params });
    }
  }
  await drain(world);
  world.clock.moveTo(at("2017-08-09T09:00"));
  // The letters of those weeks are not what is looked at.
  world.schedules.takeDue();
  await drain(world);
  return world;
}
