import { letters } from "../../../functions/letters/letters.ts";
import type { Effects, WebEffects } from "../../../functions/use-cases/effects.ts";
import type { Request } from "../../../functions/http/exchange.ts";
import { FakeClock, FakeMailer, FakeQueues, FakeSchedules, newLane } from "../../functions/use-cases/fakes.ts";
import { directive, email, obligation, ref, unitId, units } from "../../functions/season.ts";
import { freshRegister } from "../../functions/store/engines.ts";
import type { Engine, TestRegister } from "../../functions/store/engines.ts";
import { NOW } from "../far-side/made-up-season.ts";

/** The program on an engine that tells what everything costs, with the directive of 2017 issued and known. */
export type Office = Effects & WebEffects & Pick<TestRegister, "costOf"> & { readonly mailer: FakeMailer };

/** On the day of the last reminder. */
export async function openOffice(engine: Engine): Promise<Office> {
  const { register, costOf } = await freshRegister(engine);
  const clock = new FakeClock(NOW);
  let attempts = 0;
  await register.units.putUnits(units, new Map());
  await register.directives.createDirective(directive, NOW);
  await register.directives.markIssued(
    { directive, createdAt: NOW },
    { at: NOW, attempt: "issue", shards: { [obligation.id]: 1 } },
  );
  // A function reads an issued directive once in its life.
  await register.directives.directive(directive.id);
  // Receipts are numbered from a counter that is there from the first of the year's filings on.
  const first = { ...ref, unitId: unitId("stp"), revision: 1, attempt: "first" };
  await register.receipts.take({ receiver: obligation.receiver, year: 2017 }, first, NOW);
  return {
    register,
    costOf,
    clock,
    queues: new FakeQueues(clock),
    schedules: new FakeSchedules(clock),
    mailer: new FakeMailer(),
    sendRateLimiter: newLane(),
    letters,
    newAttempt: () => String(++attempts).padStart(8, "0"),
    homeUnit: unitId("snv"),
    firstKeeper: { email: email("keeper@snv.daklak.example"), name: "", role: "supervisor", unitId: unitId("snv") },
    sessionRules: { idleMs: 7_200_000, notesUse: true },
    clients: { people: ["dung-han"], systems: [] },
    siteUrl: "https://dunghan.daklak.example",
    assets: "0123456789",
  };
}

/** A unit's own clerk asks something of its duty. */
export function requestOf(office: Office, unit: string, body: unknown): Request {
  const principal = `vanthu@${unit}.daklak.example`;
  return {
    path: "/",
    params: { ...ref, unitId: unit },
    query: {},
    body: JSON.stringify(body),
    contentType: "application/json",
    caller: { principal, units: [unitId(unit)] },
    receivedAt: office.clock.now(),
    attempt: office.newAttempt(),
  };
}
