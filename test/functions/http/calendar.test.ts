import { afterAll, beforeEach, beforeAll, describe, expect, it } from "vitest";

import { DirectiveSchema } from "../../../functions/domain/directive.ts";
import { provisionalYear } from "../../../functions/domain/provisional-year.ts";
import { at, directive as of2017, units } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, drain, goTo, newWorld } from "../use-cases/world.ts";
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
