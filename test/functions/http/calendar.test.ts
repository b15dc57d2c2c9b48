import { afterAll, beforeEach, beforeAll, describe, expect, it } from "vitest";

import { DirectiveSchema } from "../../../functions/domain/directive.ts";
import { DeadlineSchema } from "../../../functions/domain/deadline.ts";
import { UnitIdSchema } from "../../../functions/domain/ids.ts";
import { runRefOf } from "../../../functions/domain/milestone-run.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import { provisionalYear } from "../../../functions/domain/provisional-year.ts";
import { at, directive as of2017, units } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, drain, goTo, newWorld, wait } from "../use-cases/world.ts";
import { testSiteOf } from "./register-site.ts";
import type { TestSite } from "./register-site.ts";

/** Ladders that reach from the end of 2026 into 2027, or lie in it. */
const directive = DirectiveSchema.parse({
  ...of2017,
  id: "cuoi-nam-2026",
  issuedOn: "2026-11-27",
  obligations: of2017.obligations.map((one, i) => ({ ...one, before: ["2026-12-31", "2027-03-26"][i] })),
});

let engine: Engine;
let site: TestSite;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  site = testSiteOf(await newWorld(engine, at("2026-11-30T08:00")));
  await site.world.register.units.putUnits(units, new Map());
});

const lines = provisionalYear(2027);
/** The notice: Friday 8/1 is off for Saturday 16/1, and 25/3 is another's, for Saturday 20/3. */
const notice = [
  ...lines,
  { date: "2027-01-08", status: "off", name: "Hoán đổi", source: "Công văn 1/VPCP-KGVX" },
  { date: "2027-01-16", status: "worked", name: "Làm bù ngày 8/1", source: "Công văn 1/VPCP-KGVX" },
];
/** Saturday 2/1 is worked. */
const saturday = [...lines, { date: "2027-01-02", status: "worked", name: "Làm bù", source: "Công văn 2/VPCP-KGVX" }];
const put = (year: number, body: unknown, search = "") =>
  site.send(`PUT /api/calendar/${year}${search}`, { as: SNV, body });

async function issue(): Promise<void> {
  await site.send("POST /api/directives", { as: SNV, body: directive });
  const issued = await site.send(`POST /api/directives/${directive.id}/issue`, { as: SNV });
  expect(issued.status).toBe(200);
  await drain(site.world);
}

const plannedAt = async (milestone: string) =>
  (await site.world.register.runs.runsOf(directive.id)).find(
    (run) => run.obligationId === "bao-cao" && run.milestone === milestone,
  );

describe("the calendar over the API", () => {
  it("tells of each final year, this one and the next, by which lines it is counted", async () => {
    const { json } = await site.send("GET /api/calendar", { as: SNV });
    const items = json["items"] as { year: number; status: string; lines: unknown[] }[];
    expect(items.map(({ year, status }) => [year, status])).toEqual([
      [2017, "final"],
      [2026, "final"],
      [2027, "provisional"],
    ]);
    expect(items[2]?.lines).toEqual(lines);
    expect((await site.send("GET /api/calendar/2030", { as: SNV })).json).toMatchObject({ status: "provisional" });
    expect((await site.send("GET /api/calendar/20300", { as: SNV })).status).toBe(400);
  });

  it("in a plan, says of each date that rests on a provisional year that it does", async () => {
    await site.send("POST /api/directives", { as: SNV, body: directive });
    const { json } = await site.send(`GET /api/directives/${directive.id}/plan`, { as: SNV });
    const [first, second] = json["obligations"] as {
      targetDay: string;
      provisional?: true;
      milestones: { milestone: string; at: string; provisional?: true }[];
    }[];
    expect([first?.targetDay, first?.provisional]).toEqual(["2026-12-30", undefined]);
    expect(first?.milestones.filter(({ provisional }) => provisional).map(({ milestone }) => milestone)).toEqual([
      "follow-up-2",
      "follow-up-5",
    ]);
    expect([second?.targetDay, second?.provisional]).toEqual(["2027-03-25", true]);
    expect(second?.milestones.find(({ milestone }) => milestone === "issue")?.provisional).toBeUndefined();
    expect(second?.milestones.find(({ milestone }) => milestone === "remind-5")?.provisional).toBe(true);
  });

  it("made final, moves what was planned by it and has not run; looked at before, it does nothing", async () => {
    await issue();
    const changes = [
      {
        directiveId: directive.id,
        obligationId: "bao-cao",
        milestone: "follow-up-5",
        from: "2027-01-08T08:00:00+07:00",
        to: "2027-01-11T08:00:00+07:00",
      },
    ];
    const looked = await put(2027, { status: "final", lines: notice }, "?preview=yes");
    expect([looked.status, looked.json["changes"]]).toEqual([200, changes]);
    expect((await site.send("GET /api/calendar/2027", { as: SNV })).json["status"]).toBe("provisional");
    expect((await plannedAt("follow-up-5"))?.at).toBe(at("2027-01-08T08:00"));

    const made = await put(2027, { status: "final", lines: notice });
    expect([made.status, made.json["changes"]]).toEqual([200, changes]);
    expect(made.json).toMatchObject({ year: 2027, status: "final", by: SNV, at: "2026-11-30T08:00:00+07:00" });
    expect((await plannedAt("follow-up-5"))?.at).toBe(at("2027-01-11T08:00"));
    expect((await put(2027, { status: "final", lines: notice })).json["changes"]).toEqual([]);

    await goTo(site.world, "2027-01-11T07:59");
    expect((await plannedAt("follow-up-5"))?.phase).toBe("planned");
    const before = site.world.mailer.mails.length;
    await goTo(site.world, "2027-01-11T08:01");
    expect(site.world.mailer.mails.length).toBeGreaterThan(before);
  });

  it("made final with a Saturday worked, has what comes earlier run at its new moment, without the watchdog", async () => {
    await issue();
    expect((await plannedAt("follow-up-2"))?.at).toBe(at("2027-01-05T08:00"));
    expect((await put(2027, { status: "final", lines: saturday })).status).toBe(200);
    await goTo(site.world, "2027-01-04T07:59");
    expect((await plannedAt("follow-up-2"))?.phase).toBe("planned");
    await goTo(site.world, "2027-01-04T08:01");
    expect(await plannedAt("follow-up-2")).toMatchObject({ at: at("2027-01-04T08:00"), phase: "watched" });
  });

  it("made final late, has what had come by it run at once, and not again at its old moment", async () => {
    await issue();
    await goTo(site.world, "2027-01-04T09:00");
    const before = site.world.mailer.mails.length;
    expect((await put(2027, { status: "final", lines: saturday })).status).toBe(200);
    await drain(site.world);
    await wait(site.world, 1);
    const after = site.world.mailer.mails.length;
    expect(after).toBeGreaterThan(before);
    expect((await plannedAt("follow-up-2"))?.phase).toBe("watched");
    await goTo(site.world, "2027-01-05T08:01");
    expect(site.world.mailer.mails.length).toBe(after);
  });

  it("made final, goes on in the background with more milestones than are planned anew at once", async () => {
    await issue();
    const { runs } = site.world.register;
    const own = (i: number): MilestoneRun => ({
      directiveId: directive.id,
      obligationId: directive.obligations[0]!.id,
      unitId: UnitIdSchema.parse(`don-vi-${i}`),
      ladder: 1,
      deadline: DeadlineSchema.parse("2026-12-31"),
      milestone: "follow-up-2",
      at: at("2027-01-05T08:00"),
      phase: "planned",
      letters: {},
    });
    await Promise.all(Array.from({ length: 300 }, (_, i) => runs.plan([own(i)])));
    const made = await put(2027, { status: "final", lines: saturday });
    expect([made.status, made.json["state"]]).toEqual([200, "under-way"]);
    const moments = async () => {
      const all = (await runs.runsOf(directive.id)).filter(
        ({ obligationId, milestone }) => obligationId === "bao-cao" && milestone === "follow-up-2",
      );
      return new Set(all.map((run) => run.at)).size;
    };
    expect(await moments()).toBe(2);
    await drain(site.world);
    expect(await moments()).toBe(1);
  });

  it("moves also what was planned by the old one at that very moment", async () => {
    await issue();
    await put(2027, { status: "final", lines: saturday });
    const run = (await plannedAt("follow-up-2"))!;
    // Somebody who had read the calendar before writes it after.
    await site.world.register.runs.replan([{ ...run, at: at("2027-01-05T08:00"), timedAnew: undefined }]);
    await site.world.queues.askRun(runRefOf(run));
    await drain(site.world);
    expect((await plannedAt("follow-up-2"))?.at).toBe(at("2027-01-04T08:00"));
  });

  it("a year that ships may be set right as well", async () => {
    const { json } = await site.send("GET /api/calendar/2026", { as: SNV });
    const day = { date: "2026-11-24", status: "off", name: "Ngày Văn hóa Việt Nam", source: "Nghị quyết 1/NQ" };
    const set = await put(2026, { status: "final", lines: [...(json["lines"] as unknown[]), day] });
    expect(set.status).toBe(200);
    expect((await site.world.register.calendar.latest()).year(2026).exceptions.get("2026-11-24")).toBe("off");
  });

  it("tells all that is wrong with the lines at once", async () => {
    const off = (date: string, status = "off") => ({ date, status, name: "Nghỉ", source: "Công văn 1" });
    const got = await put(2027, {
      status: "final",
      lines: [off("2026-12-31"), off("2027-01-01"), off("2027-01-01"), off("2027-01-02"), off("2027-01-04", "worked")],
    });
    expect([got.status, (got.json["errors"] as { path: string }[]).map(({ path }) => path)]).toEqual([
      400,
      ["lines[0].date", "lines[2].date", "lines[3].status", "lines[4].status"],
    ]);
    const bare = await put(2027, { status: "open", lines: [{ date: "2027-02-30", status: "off", name: "" }] });
    expect((bare.json["errors"] as { path: string }[]).map(({ path }) => path)).toEqual([
      "status",
      "lines[0].date",
      "lines[0].name",
      "lines[0].source",
    ]);
    expect((await put(2027, { status: "final", lines: [] })).status).toBe(400);
    expect((await put(2027, { status: "final", lines }, "?preview=1")).status).toBe(400);
    expect((await site.send("GET /api/calendar/2027", { as: SNV })).json["status"]).toBe("provisional");
  });
});
