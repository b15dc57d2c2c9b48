import { afterAll, beforeAll, expect, it } from "vitest";

import { placeOf } from "../../../functions/domain/directive-record.ts";
import { obligationOf } from "../../../functions/domain/directive.ts";
import * as examples from "../../../functions/http/examples.ts";
import { followDate } from "../../../functions/use-cases/follow-date.ts";
import { extendDuty, moveDate } from "../api/operations.ts";
import { ref, unitId } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, goTo, issuedWorld, ok } from "./world.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

it("who stood still since he read a duty takes nobody's line of its history for what a crash left", async () => {
  const world = await issuedWorld(engine);
  await goTo(world, "2017-10-25T10:00");
  const { register, clock } = world;
  const found = async () => {
    const record = (await register.directives.directive(ref.directiveId))!;
    const obligation = obligationOf(record.directive, ref.obligationId)!;
    return { record, obligation, place: placeOf(record, obligation) };
  };
  const stc = { ...ref, unitId: unitId("stc") };
  const readAt = clock.now();
  const read = (await register.duties.writtenDuty(stc, (await found()).place))!;
  await ok(world, extendDuty, { by: SNV, body: examples.extension });
  await ok(world, moveDate, {
    by: SNV,
    body: { before: "2017-11-06", reason: "Họp", documentNumber: "6100/UBND-KGVX" },
  });
  await goTo(world, "2017-10-25T10:40");

  expect(await followDate(read, await found(), { register }, readAt)).toBeUndefined();
  const { history } = await register.filings.dossier(stc);
  expect(history.map(({ act }) => act)).toEqual(["extend", "move-date"]);
});
