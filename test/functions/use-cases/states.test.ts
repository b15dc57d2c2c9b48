import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  acceptReport,
  exemptDuty,
  extendDuty,
  fileReport,
  readHistory,
  recordHardCopy,
  reinstateDuty,
  returnReport,
  saveDraft,
  stateReason,
} from "../api/operations.ts";
import type { DutyState } from "../../../functions/domain/duty.ts";
import * as examples from "../../../functions/http/examples.ts";
import type { Handler } from "../../../functions/http/exchange.ts";
import { reporters, unitNamed, units } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, ask, dutyIn, issuedTo, ok } from "./world.ts";
import type { World } from "./world.ts";

const STATES = ["awaiting", "draft", "submitted", "returned", "accepted", "exempt"] as const;
const draft = { sections: { "doi-thoai": "Đang viết" }, figures: {} };
const report = { ...examples.report, signedOn: "2017-07-14" };
const returned = { ...examples.returned, before: "2017-10-20" };

type Deed = { handler: Handler; by: "supervisor" | "unit"; body?: unknown; to: Partial<Record<DutyState, DutyState>> };
/** Each act: who does it, with what, from which states, and where it leads. */
const ACTS: Record<string, Deed> = {
  submit: {
    handler: fileReport,
    by: "unit",
    body: report,
    to: { awaiting: "submitted", draft: "submitted", submitted: "submitted", returned: "submitted" },
  },
  return: {
    handler: returnReport,
    by: "supervisor",
    body: returned,
    to: { submitted: "returned", accepted: "returned" },
  },
  accept: { handler: acceptReport, by: "supervisor", to: { submitted: "accepted" } },
  extend: {
    handler: extendDuty,
    by: "supervisor",
    body: examples.extension,
    to: { awaiting: "awaiting", draft: "draft", returned: "returned" },
  },
  exempt: {
    handler: exemptDuty,
    by: "supervisor",
    body: examples.exemption,
    to: { awaiting: "exempt", draft: "exempt", returned: "exempt" },
  },
  reinstate: {
    handler: reinstateDuty,
    by: "supervisor",
    body: { reason: "Đơn vị có hoạt động" },
    to: { exempt: "awaiting" },
  },
  reason: {
    handler: stateReason,
    by: "unit",
    body: examples.reason,
    to: { awaiting: "awaiting", draft: "draft", returned: "returned" },
  },
  paper: {
    handler: recordHardCopy,
    by: "supervisor",
    body: { ...examples.paper, receivedAt: "2017-07-14T08:00:00+07:00" },
    to: { awaiting: "submitted", draft: "submitted", returned: "submitted" },
  },
  draft: {
    handler: saveDraft,
    by: "unit",
    body: draft,
    to: { awaiting: "draft", draft: "draft", submitted: "submitted", returned: "returned" },
  },
};

let engine: Engine;
let world: World;
const unused = reporters.map(({ id }) => id);
beforeAll(async () => {
  engine = await embeddedEngine();
  world = await issuedTo(
    engine,
    units.map(({ id }) => id),
  );
});
afterAll(() => engine.close());

const askedBy = (by: Deed["by"], unit: string) => (by === "unit" ? (unitNamed(unit).clerkEmail ?? "") : SNV);

/** A unit that nobody has used, with its duty brought into a state by the acts that lead there. */
async function unitIn(state: DutyState): Promise<string> {
  const unit = unused.pop();
  if (!unit) throw new Error("Every unit of the season has been used.");
  const act = async (name: string) => {
    const { handler, by, body } = ACTS[name] as Deed;
    await ok(world, handler, { by: askedBy(by, unit), unit, body });
    world.clock.moveTo(world.clock.now() + 1000);
  };
  if (state === "draft") await act("draft");
  if (state === "exempt") await act("exempt");
  if (state === "submitted" || state === "accepted" || state === "returned") await act("submit");
  if (state === "accepted") await act("accept");
  if (state === "returned") await act("return");
  expect((await dutyIn(world, unit)).state).toBe(state);
  return unit;
}

const entriesOf = async (unit: string) =>
  ((await ok(world, readHistory, { by: SNV, unit }))["items"] as unknown[]).length;

describe.each(STATES)("a duty that is %s", (state) => {
  const granted = Object.entries(ACTS).flatMap(([name, { to }]) => (to[state] ? [[name, to[state]] as const] : []));
  const closed = Object.entries(ACTS).flatMap(([name, { to }]) => (to[state] ? [] : [name]));

  it.each(granted)("takes the act “%s” and then is %s; all but a draft stand in its history", async (name, next) => {
    const unit = await unitIn(state);
    const entries = await entriesOf(unit);
    const { handler, by, body } = ACTS[name] as Deed;
    await ok(world, handler, { by: askedBy(by, unit), unit, body });
    expect((await dutyIn(world, unit)).state).toBe(next);
    expect(await entriesOf(unit)).toBe(entries + (name === "draft" ? 0 : 1));
  });

  it(`refuses ${closed.join(", ") || "nothing"}, and stays as it was`, async () => {
    const unit = await unitIn(state);
    const before = await dutyIn(world, unit);
    const entries = await entriesOf(unit);
    for (const name of closed) {
      const { handler, by, body } = ACTS[name] as Deed;
      const answer = await ask(world, handler, { by: askedBy(by, unit), unit, body });
      expect([name, answer]).toEqual([
        name,
        { refused: "conflict", detail: expect.any(String), vi: expect.any(String) },
      ]);
      expect(await dutyIn(world, unit)).toEqual(before);
    }
    expect(await entriesOf(unit)).toBe(entries);
  });
});
