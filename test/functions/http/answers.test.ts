import { afterAll, beforeAll, expect, it } from "vitest";
import type * as z from "zod/mini";

import { DirectiveIdSchema } from "../../../functions/domain/ids.ts";
import * as examples from "../../../functions/http/examples.ts";
import { FILE_TYPES } from "../../../functions/documents/formats/file-types.ts";
import { descriptions } from "../../../functions/api/all.ts";
import { routes } from "../../../functions/api/all.ts";
import type { RouteName } from "../../../functions/api/all.ts";
import { announceItsScan, sendFile, sendScan } from "../objects/send-file.ts";
import { drain, goTo, newWorld, tell } from "../use-cases/world.ts";
import { units } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { DUTY, OBLIGATION, PEOPLE, testSiteOf } from "./register-site.ts";
import type { TestSite, Got, Sent } from "./register-site.ts";

const SNV = PEOPLE.supervisor;
const STP = "vanthu@stp.daklak.example";
/** The documented directive asks Sở Tư pháp, the documented unit, to report. */
const own = DUTY.replace("/stc", "/stp");
const another = DUTY.replace("/stc", "/stttt");

let engine: Engine;
let site: TestSite;
const answered = new Set<RouteName>();
beforeAll(async () => {
  engine = await embeddedEngine();
  site = testSiteOf(await newWorld(engine));
  await site.world.register.units.putUnits(units, new Map());
});
afterAll(() => engine.close());

/** Sends what a route's documentation shows, and holds the answer to its documented status and shape. */
async function documented(name: RouteName, line: string, sent: Sent = {}): Promise<Got> {
  const { body, status = 200, answer, files } = descriptions()[name];
  const shown =
    body && ("csv" in body ? { body: body.csv, contentType: "text/csv; charset=utf-8" } : { body: body.example });
  const got = await site.send(`${routes[name].method} ${line}`, { as: SNV, ...shown, ...sent });
  expect([name, got.status, got.status < 300 ? "" : got.text]).toEqual([name, status, ""]);
  expect([name, got.json]).toEqual([name, answer ? parsed(answer, got.json) : {}]);
  if (!answer && files) expect(Object.values(FILE_TYPES)).toContain(got.headers["content-type"]);
  answered.add(name);
  // Acts on a duty are a moment apart.
  if (line.startsWith(own)) site.world.clock.moveTo(site.world.clock.now() + 1000);
  return got;
}

/** What a schema makes of an answer: whatever the documentation does not name falls away, and then the two differ. */
function parsed(schema: z.core.$ZodType, value: unknown): unknown {
  return (schema as z.ZodMiniType).parse(value);
}

it("every documented body is taken, and every answer is as documented, through a season of the documented examples", async () => {
  await documented("putUnit", "/api/units/stp");
  await documented("importUnits", "/api/units/import");
  await documented("listUnits", "/api/units?limit=3");
  await documented("putStaff", `/api/staff/${PEOPLE.leader}`);
  await documented("listStaff", "/api/staff");
  await documented("readMe", "/api/me", { as: PEOPLE.leader });
  await documented("readMe", "/api/me", { as: STP });

  await documented("readCalendar", "/api/calendar");
  await documented("setYearFinal", "/api/calendar/2027");
  await documented("readCalendarYear", "/api/calendar/2027");

  await documented("createDirective", "/api/directives");
  await documented("planDirective", `/api/directives/${examples.directive.id}/plan`);
  await documented("issueDirective", `/api/directives/${examples.directive.id}/issue`);
  await drain(site.world);
  await documented("listDirectives", "/api/directives");
  await documented("readDirective", `/api/directives/${examples.directive.id}`);

  await goTo(site.world, "2017-09-21T09:00");
  await documented("changeReporters", `${OBLIGATION}/reporters?preview=yes`);
  await documented("saveDraft", `${own}/draft`, { as: STP });
  await documented("readDuty", own, { as: STP });
  await documented("announceAttachment", `${own}/attachments`, { as: STP });
  const file = `${own}/attachments/${await sendFile(site.world, { unit: "stp" })}`;
  await documented("listAttachments", `${own}/attachments`, { as: STP });
  await documented("readAttachment", file, { as: STP });
  await documented("fetchAttachment", `${file}/content`, { as: STP });
  await documented("removeAttachment", file, { as: STP });
  const id = DirectiveIdSchema.parse(examples.directive.id);
  const scans = `/api/directives/${id}/attachments`;
  await documented("announceScan", scans);
  const scan = `${scans}/${await sendScan(site.world, { id })}`;
  await documented("listScans", scans);
  await documented("readScan", scan);
  await documented("fetchScan", `${scan}/content`);
  await documented("removeScan", `${scans}/${await announceItsScan(site.world, { id })}`);
  await documented("stateReason", `${own}/reason`, { as: STP });
  await documented("extendDuty", `${own}/extension`);
  await documented("fileReport", `${own}/submissions`, { as: STP });
  await documented("readSubmission", `${own}/submissions/1`, { as: STP });
  await documented("returnReport", `${own}/return`);
  await documented("fileReport", `${own}/submissions`, { as: STP });
  await documented("acceptReport", `${own}/accept`);
  await documented("readDuty", own);
  await documented("readHistory", `${own}/history`);
  await documented("recordPaper", `${another}/paper`);
  await documented("readSubmission", `${another}/submissions/1`);
  await documented("exemptDuty", `${DUTY.replace("/stc", "/syt")}/exemption`);
  await documented("reinstateDuty", `${DUTY.replace("/stc", "/syt")}/reinstatement`);

  await goTo(site.world, "2017-10-30T09:00");
  for (const mail of site.world.mailer.mails.slice(-40)) await tell(site.world, mail, "Delivery");
  await documented("stateReason", `${DUTY}/reason`);
  await documented("listEscalations", `${OBLIGATION}/escalations`);
  await documented("listObligationDuties", `${OBLIGATION}/duties?state=submitted,accepted&limit=10`);
  await documented("recordForwarding", `${OBLIGATION}/forwarding`);
  await documented("readSummary", `${OBLIGATION}/summary`);
  await documented("moveDate", `${OBLIGATION}/date?preview=yes`);
  await documented("remindByHand", `${OBLIGATION}/reminders?preview=yes`);
  await documented("listLetters", `${OBLIGATION}/letters?limit=10`);
  await documented("listHistory", `${OBLIGATION}/history`);
  await documented("listFigures", `${OBLIGATION}/figures`);
  await documented("listMissingNumbers", `${OBLIGATION}/numbers`);
  await documented("draftReport", `${OBLIGATION}/report.docx`);
  await documented("draftUrging", `${OBLIGATION}/urging.docx?before=2017-11-06`);
  await documented("draftCriticism", `${OBLIGATION}/criticism.docx?before=2017-11-06&confirm=yes`);
  await documented("bundleEvidence", `${OBLIGATION}/evidence.zip`);
  await documented("listOwnDuties", "/api/duties", { as: STP });
  await documented("withdrawDirective", `/api/directives/${examples.directive.id}/withdrawal?preview=yes`);
  await documented("deleteStaff", `/api/staff/${PEOPLE.leader}`);

  const signedIn = Object.entries(routes).flatMap(([name, { access }]) => (access === "signed-in" ? [name] : []));
  expect([...answered].toSorted()).toEqual(signedIn.toSorted());
});

// From here on, the lists of the season that the documented examples have made.
it("lists go on from their cursor to the end, each item once", async () => {
  for (const [line, count] of [
    ["/api/units", 35],
    [`${OBLIGATION}/duties`, 19],
    [`${OBLIGATION}/escalations`, 16],
  ] as const) {
    const ids: string[] = [];
    let cursor = "";
    do {
      const next: Got = await site.send(`GET ${line}?limit=7${cursor && `&cursor=${cursor}`}`, {
        as: SNV,
      });
      const items = next.json["items"] as { id?: string; unitId?: string }[];
      expect(items.length).toBeLessThanOrEqual(7);
      ids.push(...items.map(({ id, unitId }) => id ?? unitId ?? ""));
      cursor = (next.json["cursor"] as string | null) ?? "";
    } while (cursor);
    expect([line, ids.length, new Set(ids).size]).toEqual([line, count, count]);
  }
});

it("the escalation list as a file is CSV with a name of its own, and says what the list says", async () => {
  const list = (await site.send(`GET ${OBLIGATION}/escalations`, { as: SNV })).json["items"] as { unitId: string }[];
  const { text, headers } = await site.send(`GET ${OBLIGATION}/escalations?format=csv`, { as: SNV });
  expect(headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="cham-bao-cao-5500-ubnd-kgvx-2017-bao-cao.csv"',
  });
  const [header, ...rows] = text.trimEnd().split("\r\n");
  expect(header).toBe(
    "\uFEFFunitId,unitName,state,before,overdueDays,overdueWorkingDays,head,phone,reason,promisedOn,lastLetter,lastLetterTo,lastLetterStatus",
  );
  expect(rows.map((row) => row.split(",")[0])).toEqual(list.map(({ unitId }) => unitId));
  expect(rows.find((row) => row.startsWith("stc,"))).toBe(
    "stc,Sở Tài chính,awaiting,2017-10-30,0,0,Giám đốc Sở Tài chính,0262 000 0005,Đang chờ số liệu của các xã vùng III,2017-11-02,escalate,lanhdao@stc.daklak.example,delivered",
  );
});

it("the escalation list names each late unit with how late it is, and what was last written to it", async () => {
  await goTo(site.world, "2017-11-01T09:00");
  const list = (await site.send(`GET ${OBLIGATION}/escalations`, { as: SNV })).json["items"] as Record<
    string,
    unknown
  >[];
  expect(list.find(({ unitId }) => unitId === "stc")).toEqual({
    directiveId: examples.directive.id,
    obligationId: "bao-cao",
    unitId: "stc",
    unitName: "Sở Tài chính",
    state: "awaiting",
    before: "2017-10-30",
    late: true,
    overdueDays: 2,
    deadline: "2017-10-30T00:00:00+07:00",
    overdueWorkingDays: 2,
    head: "Giám đốc Sở Tài chính",
    phone: "0262 000 0005",
    unreachable: false,
    reason: { text: examples.reason.text, promisedOn: "2017-11-02", at: expect.stringMatching(/^2017-10-30T09:00/) },
    lastLetter: {
      milestone: "escalate",
      to: "lanhdao@stc.daklak.example",
      status: "delivered",
      at: expect.stringMatching(/^2017-10-30T09:00/),
    },
  });
});
