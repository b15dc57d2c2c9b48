import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { fileReport, readDuty, saveDraft } from "../api/operations.ts";
import * as examples from "../../../functions/http/examples.ts";
import { ref } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, ask, drain, dutyIn, goTo, issuedWorld, named, ok, refused } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const OFFICE = "vanphong@stc.daklak.example";
const draft = (text: string, basedOn?: number) => ({ sections: { "doi-thoai": text }, basedOn });
const save = (by: string, body: object) => ({ by, body });

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
});

it("saving a draft is not filing: the duty stays open, is counted as a draft, and is reminded", async () => {
  expect(await ok(world, saveDraft, save(STC, draft("Đang viết")))).toMatchObject({ state: "draft", version: 1 });
  await drain(world);
  expect(await world.register.counts.read(ref)).toMatchObject({ "state.so-ban-nganh.draft": 1 });
  await goTo(world, "2017-09-29T08:05");
  expect(world.mailer.mails.map(named)).toContain(`stc 0.remind-20.unit ${STC}`);
});

it("a draft may be unfinished in every part, and is read back by the unit alone", async () => {
  const unfinished = { documentNumber: "", signedOn: "", signer: { name: "" }, sections: {}, figures: {} };
  await ok(world, saveDraft, save(STC, unfinished));
  expect(await ok(world, readDuty, { by: OFFICE })).toMatchObject({
    draft: { draft: unfinished, version: 1, savedBy: STC, savedAt: "2017-07-14T08:00:00+07:00" },
  });
  expect(await ok(world, readDuty, { by: SNV })).toMatchObject({ state: "draft", draft: null });
});

it("a draft keeps what was typed though it is not right, and filing it asks for what is", async () => {
  const typed = {
    signedOn: "31/9/2017",
    sections: { "doi-thoai": "Đang viết" },
    figures: { "don-thu-tiep-nhan": "mười hai", "don-thu-giai-quyet": 3 },
  };
  await ok(world, saveDraft, save(STC, typed));
  expect(await ok(world, readDuty, { by: STC })).toMatchObject({ draft: { draft: typed } });
  expect(await refused(world, fileReport, save(STC, { ...examples.report, ...typed }))).toMatchObject({
    faults: [
      { path: "signedOn", vi: expect.stringContaining('nhận được "31/9/2017".') },
      {
        path: "figures.don-thu-tiep-nhan",
        vi: 'Phải là số nguyên từ 0 đến 1.000.000.000; nhận được "mười hai".',
      },
    ],
  });
});

it("of two who save over the same version, the second is told whose it would have overwritten", async () => {
  await ok(world, saveDraft, save(STC, draft("Bản 1", 0)));
  await ok(world, saveDraft, save(OFFICE, draft("Bản 2", 1)));
  expect(await refused(world, saveDraft, save(STC, draft("Bản khác", 1)))).toEqual({
    refused: "conflict",
    detail:
      "The draft was not saved, since vanphong@stc.daklak.example saved version 2 at 2017-07-14T08:00:00+07:00 meanwhile; read that version first.",
    vi: "Bản dự thảo chưa được lưu, vì trong lúc đó vanphong@stc.daklak.example đã lưu bản số 2 lúc 08:00 ngày 14/7/2017; đề nghị xem bản đó trước.",
  });
  const both = await Promise.all([STC, OFFICE].map((by) => ask(world, saveDraft, save(by, draft(by, 2)))));
  expect(both.filter((answer) => "status" in answer)).toHaveLength(1);
});

it("without a version a draft is saved over whatever is there", async () => {
  await ok(world, saveDraft, save(STC, draft("Bản 1")));
  expect(await ok(world, saveDraft, save(OFFICE, draft("Bản 2")))).toMatchObject({ version: 2 });
});

it("ids that the outline lacks are refused, with those that it has", async () => {
  expect(await refused(world, saveDraft, save(STC, { sections: { "khong-co": "…" } }))).toMatchObject({
    refused: "invalid",
    faults: [{ path: "sections.khong-co", message: expect.stringContaining("it has tuyen-truyen, ") }],
  });
});

it("a draft saved beside a filing never opens the duty again", async () => {
  const [, filed] = await Promise.all([
    ask(world, saveDraft, save(OFFICE, draft("Đang viết"))),
    ask(world, fileReport, { by: STC, body: { ...examples.report, signedOn: "2017-07-14" } }),
  ]);
  expect("status" in filed).toBe(true);
  expect((await dutyIn(world, "stc")).state).toBe("submitted");
});
