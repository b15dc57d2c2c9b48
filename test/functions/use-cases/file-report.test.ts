import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import {
  acceptReport,
  exemptDuty,
  extendDuty,
  fileReport,
  issueDirective,
  readHistory,
  readSubmission,
  recordHardCopy,
  returnReport,
  saveDraft,
  stateReason,
} from "../api/operations.ts";
import { DirectiveIdSchema } from "../../../functions/domain/ids.ts";
import * as examples from "../../../functions/http/examples.ts";
import { at, consolidation, directive, ref } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, ask, drain, dutyIn, goTo, issuedWorld, named, ok, refused, requestOf } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const report = examples.report;
const file = { by: STC, body: report };

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-09-21T10:00");
  world.mailer.mails.length = 0;
});

describe("a first filing", () => {
  it("is answered with its receipt: number, hash, moment and standing", async () => {
    expect(await ask(world, fileReport, file)).toEqual({
      status: 201,
      body: {
        revision: 1,
        receivedAt: "2017-09-21T10:00:00+07:00",
        standing: "on-time",
        receipt: { number: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    });
    const next = await ok(world, fileReport, { ...file, by: "vanthu@stp.daklak.example", unit: "stp" });
    expect(next).toMatchObject({ receipt: { number: 2 } });
  });

  it("is read back as it was filed", async () => {
    const { receipt } = await ok(world, fileReport, file);
    expect(await ok(world, readSubmission, { by: SNV, params: { revision: "1" } })).toMatchObject({
      ...report,
      revision: 1,
      by: STC,
      channel: "online",
      receipt,
    });
  });

  it("costs its kilobytes, the duty and the number, and reads nothing once the directive is known", async () => {
    await ok(world, fileReport, { ...file, by: "vanthu@stp.daklak.example", unit: "stp" });
    const request = await requestOf(world, file);
    // The third is the body, of less than a kilobyte; what leaving the index costs only Amazon's engine tells.
    expect(await world.table.costOf(() => fileReport(request, world))).toMatchObject({ write: 3, read: 0 });
  });

  it("is in time to the last millisecond before the day, and late from the first of it", async () => {
    const received = (wall: string) => ({ ...file, receivedAt: at(wall) });
    expect(await ok(world, fileReport, received("2017-10-29T23:59:59.999"))).toMatchObject({ standing: "on-time" });
    const late = { ...received("2017-10-30T00:00:00.000"), by: "vanthu@stp.daklak.example", unit: "stp" };
    expect(await ok(world, fileReport, late)).toMatchObject({ standing: "late" });
  });

  it("sends one receipt, though it was asked for twice", async () => {
    await ok(world, fileReport, file);
    await drain(world);
    await goTo(world, "2017-09-21T11:00");
    expect(world.mailer.mails.map(named)).toEqual([`stc 0.receipt-1.unit ${STC}`]);
    expect(world.queues.waiting).toEqual([]);
  });

  it("moves the counts, of a draft too, and ends a stated reason", async () => {
    await ok(world, saveDraft, { by: STC, body: { sections: {}, figures: {} } });
    await ok(world, stateReason, { by: STC, body: examples.reason });
    await ok(world, fileReport, file);
    await drain(world);
    expect(await world.register.counts.read(ref)).toMatchObject({
      "state.so-ban-nganh.awaiting": 2,
      "state.so-ban-nganh.submitted": 1,
      "state.so-ban-nganh.draft": 0,
      "first.so-ban-nganh.2017-09-21": 1,
    });
    expect((await dutyIn(world, "stc")).reason).toBeUndefined();
  });
});

describe("a resubmission", () => {
  it("replaces nothing while the report is submitted: it adds a revision, and the standing stays", async () => {
    await ok(world, fileReport, file);
    await goTo(world, "2017-10-31T09:00");
    const again = await ok(world, fileReport, { ...file, body: { ...report, documentNumber: "216/BC-STC" } });
    expect(again).toMatchObject({ revision: 2, standing: "on-time", receipt: { number: 2 } });
    const read = (revision: string) => ok(world, readSubmission, { by: STC, params: { revision } });
    expect(await read("1")).toMatchObject({ documentNumber: report.documentNumber, receipt: { number: 1 } });
    expect(await read("2")).toMatchObject({ documentNumber: "216/BC-STC", receipt: { number: 2 } });
  });

  it("sent before the sender could know of the other is refused, and told of it", async () => {
    const sentAt = world.clock.now();
    world.clock.moveTo(sentAt + 400);
    await ok(world, fileReport, file);
    expect(await refused(world, fileReport, { ...file, receivedAt: sentAt })).toMatchObject({
      refused: "conflict",
      detail: expect.stringContaining("was filed at 2017-09-21T10:00:00.400+07:00, as revision 1"),
    });
    expect((await dutyIn(world, "stc")).revision).toBe(1);
  });

  it("after a return has a standing of its own, by the date of the supplement", async () => {
    await ok(world, fileReport, file);
    await ok(world, returnReport, { by: SNV, body: { before: "2017-10-05", reason: "Thiếu số liệu" } });
    await goTo(world, "2017-10-05T00:00");
    const supplement = await ok(world, fileReport, file);
    expect(supplement).toMatchObject({ revision: 2, standing: "on-time", supplementStanding: "late" });
  });
});

describe("two at once", () => {
  it("make one submission, and the second is told what happened", async () => {
    const both = await Promise.all(
      ["vanthu@stc.daklak.example", "vanphong@stc.daklak.example"].map((by) => ask(world, fileReport, { ...file, by })),
    );
    expect(both.filter((answer) => "status" in answer)).toHaveLength(1);
    expect(both).toContainEqual({
      refused: expect.stringMatching(/^(conflict|busy)$/),
      detail: expect.stringMatching(/was filed at .* as revision 1|is under way/),
      vi: expect.stringMatching(/^Báo cáo (đã được gửi lúc .* \(lần gửi 1\)|này đang được gửi)/),
      ...("retryAfterSeconds" in (both.find((answer) => "refused" in answer) ?? {}) ? { retryAfterSeconds: 60 } : {}),
    });
    const items = (await ok(world, readHistory, { by: SNV }))["items"] as { act: string }[];
    expect(items.filter(({ act }) => act === "submit")).toHaveLength(1);
    expect((await dutyIn(world, "stc")).receipts).toEqual({ "1": 1 });
  });

  it("of a supplement make one revision", async () => {
    await ok(world, fileReport, file);
    await ok(world, returnReport, { by: SNV, body: examples.returned });
    world.clock.moveTo(world.clock.now() + 1000);
    const many = await Promise.all(Array.from({ length: 5 }, () => ask(world, fileReport, file)));
    expect(many.filter((answer) => "status" in answer)).toHaveLength(1);
    expect((await dutyIn(world, "stc")).revision).toBe(2);
  });

  it("a report on paper and one online at the same moment make one submission", async () => {
    const receivedAt = "2017-09-21T09:00:00+07:00";
    const both = await Promise.all([
      ask(world, fileReport, file),
      ask(world, recordHardCopy, { by: SNV, body: { receivedAt, documentNumber: "98/BC-STC" } }),
    ]);
    expect(both.filter((answer) => "status" in answer)).toHaveLength(1);
    expect((await dutyIn(world, "stc")).revision).toBe(1);
  });
});

describe("a duty that is not as usual", () => {
  it("with a date of its own is filed against that date, and no receipt number is lost over it", async () => {
    await ok(world, extendDuty, { by: SNV, body: examples.extension });
    await goTo(world, "2017-10-31T09:00");
    expect(await ok(world, fileReport, file)).toMatchObject({
      revision: 1,
      standing: "within-extension",
      receipt: { number: 1 },
    });
    const next = await ok(world, fileReport, { ...file, by: "vanthu@stp.daklak.example", unit: "stp" });
    expect(next).toMatchObject({ standing: "late", receipt: { number: 2 } });
  });

  it("that was accepted is closed to the unit, which hears who can return it", async () => {
    await ok(world, fileReport, file);
    await ok(world, acceptReport, { by: SNV });
    world.clock.moveTo(world.clock.now() + 1000);
    expect(await refused(world, fileReport, file)).toEqual({
      refused: "conflict",
      detail: "The report was accepted, so nothing more can be filed. Only the supervisor can return it.",
      vi: "Báo cáo đã được chấp nhận nên không gửi thêm được nữa. Chỉ cơ quan tổng hợp mới trả lại được báo cáo.",
    });
  });

  it("that was exempted takes no report, and leaves nothing in its history", async () => {
    await ok(world, exemptDuty, { by: SNV, body: examples.exemption });
    expect(await refused(world, fileReport, file)).toMatchObject({ refused: "conflict" });
    expect((await dutyIn(world, "stc")).revision).toBe(0);
    const items = (await ok(world, readHistory, { by: SNV }))["items"] as { act: string }[];
    expect(items.map(({ act }) => act)).toEqual(["exempt"]);
  });

  it("refused, costs one failed write and half a read to tell why, however long the last report was", async () => {
    const sections = { "doi-thoai": "x".repeat(30_000) };
    await ok(world, fileReport, { ...file, body: { ...report, sections } });
    await ok(world, acceptReport, { by: SNV });
    world.clock.moveTo(world.clock.now() + 1000);
    const request = await requestOf(world, file);
    expect(await world.table.costOf(() => fileReport(request, world))).toMatchObject({ write: 1, read: 0.5 });
  });
});

describe("what is filed", () => {
  it.each([
    { path: "figures.don-thu-giai-quyet", body: { figures: { "don-thu-tiep-nhan": 3, "don-thu-giai-quyet": 4 } } },
    { path: "figures.khong-co", body: { figures: { "khong-co": 1 } } },
    { path: "sections.khong-co", body: { sections: { "khong-co": "…" } } },
    { path: "sections", body: { sections: {}, figures: {} } },
    { path: "signedOn", body: { signedOn: "2015-01-01" } },
    { path: "documentNumber", body: { documentNumber: " " } },
  ])("must fit the outline: $path is refused by its path, and nothing is filed", async ({ path, body: change }) => {
    const body = { ...report, ...change };
    const answer = await refused(world, fileReport, { ...file, body });
    expect(answer).toMatchObject({ refused: "invalid", faults: [expect.objectContaining({ path })] });
    expect((await dutyIn(world, "stc")).state).toBe("awaiting");
  });

  it("for an obligation without an outline may be a covering letter alone", async () => {
    const id = DirectiveIdSchema.parse("100-ubnd-2017");
    const { consolidates: _none, ...plain } = consolidation;
    await world.register.directives.createDirective(
      { ...directive, id, obligations: [{ ...plain, outline: [] }] },
      world.clock.now(),
    );
    await ok(world, issueDirective, { by: SNV, params: { directiveId: id } });
    const filed = await ok(world, fileReport, {
      by: SNV,
      unit: "snv",
      params: { directiveId: id, obligationId: consolidation.id },
      body: { documentNumber: "1600/SNV-XDCQ", signedOn: "2017-09-20", signer: { name: "A", post: "Giám đốc" } },
    });
    expect(filed).toMatchObject({ revision: 1, standing: "on-time" });
  });
});
