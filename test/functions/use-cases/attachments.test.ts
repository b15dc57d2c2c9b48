import { createHash } from "node:crypto";

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import {
  acceptReport,
  announceAttachment,
  fetchAttachment,
  fileReport,
  listAttachments,
  readAttachment,
  readSubmission,
  removeAttachment,
  returnReport,
} from "../api/operations.ts";
import { archiveKeys } from "../../../functions/objects/archive-keys.ts";
import { examineUpload } from "../../../functions/use-cases/examine-upload.ts";
import { AttachmentIdSchema } from "../../../functions/domain/attachment.ts";
import { ObligationIdSchema } from "../../../functions/domain/ids.ts";
import * as examples from "../../../functions/http/examples.ts";
import { docxOf, jpeg, pdfOf } from "../objects/files.ts";
import { announce, announced, comeIn, lookAt, pdf, sendFile } from "../objects/send-file.ts";
import { ref, unitId } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, ask, goTo, issuedWorld, ok, refused, requestOf } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const STP = "vanthu@stp.daklak.example";
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-09-21T10:00");
});

const duty = { ...ref, unitId: unitId("stc") };
const at = (id: string) => ({ by: STC, params: { attachmentId: id } });
const stateOf = async (id: string) => (await ok(world, readAttachment, at(id)))["state"];
const asAnnounced = (file: object) => ({ by: STC, body: { ...announced, ...file } });
const fileWith = (attachments: readonly object[]) => ({ by: STC, body: { ...examples.report, attachments } });
const announcing = () => announceAttachment;

describe("a file that is announced", () => {
  it("gets a form for its key, its type, its size and half an hour", async () => {
    const answer = await ok(world, announcing(), asAnnounced({ size: 12_345 }));
    const id = String(answer["id"]);
    expect(answer).toMatchObject({
      name: "Báo cáo 215.pdf",
      state: "awaited",
      upload: {
        url: "https://files.example/bucket",
        fields: { key: `incoming/5500-ubnd-kgvx-2017/bao-cao/stc/${id}`, "Content-Type": "application/pdf" },
        until: "2017-09-21T10:30:00+07:00",
      },
    });
    expect(world.archive.forms.at(-1)).toMatchObject({ mostBytes: 12_345, seconds: 1800 });
  });

  it("lies under its id, whatever path its name would lead to", async () => {
    await announce(world, { file: { fileName: "../../snv/x.pdf" } });
    expect(world.archive.forms.at(-1)?.key).toMatch(/^incoming\/5500-ubnd-kgvx-2017\/bao-cao\/stc\/[\w-]+$/);
  });

  it("asked for twice with one Idempotency-Key is announced once", async () => {
    const asked = { ...asAnnounced({}), attempt: "k0123456789abcd" };
    const first = await ok(world, announcing(), asked);
    expect(await ok(world, announcing(), asked)).toEqual(first);
    expect(await world.register.attachments.attachments(duty)).toHaveLength(1);
  });

  it.each([
    ["without the word that it is no state secret", { noStateSecret: false }, "noStateSecret"],
    ["of a type that may not come", { contentType: "text/html" }, "contentType"],
    ["whose name ends as another type's do", { fileName: "bao-cao.exe" }, "fileName"],
    ["whose name has two lines", { fileName: "a\r\nX-Evil: 1.pdf" }, "fileName"],
    ["that is larger than 25 MB", { size: 25 * 1024 * 1024 + 1 }, "size"],
    ["that is empty", { size: 0 }, "size"],
    ["whose hash is none", { sha256: "abc" }, "sha256"],
  ])("%s is refused, and gets no form", async (_, file, path) => {
    const refusal = await refused(world, announcing(), asAnnounced(file));
    expect(refusal).toMatchObject({ refused: "invalid", faults: [expect.objectContaining({ path })] });
    expect(world.archive.forms).toEqual([]);
  });

  it("is one of ten at most; what was refused, removed or never came takes no room", async () => {
    for (let i = 0; i < 9; i++) await announce(world);
    await lookAt(world, await comeIn(world, await announce(world), { bytes: jpeg }));
    const last = await announce(world);
    expect(await refused(world, announcing(), asAnnounced({}))).toMatchObject({ refused: "conflict" });
    await ok(world, removeAttachment, at(last));
    await announce(world);
    await goTo(world, "2017-09-21T10:30");
    await announce(world);
  });

  it("is one of ten at most that a unit may have on their way, whatever duties they are of", async () => {
    const other = { ...duty, obligationId: ObligationIdSchema.parse("nhiem-vu-khac") };
    const id = (n: number) => AttachmentIdSchema.parse(`other0000${n}`);
    for (let n = 0; n < 10; n++) {
      await world.register.attachments.announce(other, {
        state: "awaited",
        id: id(n),
        name: "Báo cáo.pdf",
        kind: "pdf",
        announcedAt: world.clock.now(),
        by: STC,
        mostBytes: 100,
      });
    }
    expect(JSON.stringify(await refused(world, announcing(), asAnnounced({})))).toContain("wait to be looked at");
    await announce(world, { unit: "stp" });
    await world.register.attachments.refuse(other, id(0), "broken", world.clock.now());
    await announce(world);
    await goTo(world, "2017-09-21T10:30");
    await announce(world);
  });

  it("comes too late for a report that was accepted", async () => {
    await ok(world, fileReport, { by: STC, body: examples.report });
    await goTo(world, "2017-09-21T11:00");
    await ok(world, acceptReport, { by: SNV, body: {} });
    expect(await refused(world, announcing(), asAnnounced({}))).toMatchObject({ refused: "conflict" });
  });
});

describe("a file that came", () => {
  it("is taken when it is what it says, by its very content, and nothing stays where it came in", async () => {
    const id = await announce(world);
    expect(await lookAt(world, await comeIn(world, id))).toBe("taken");
    expect(await ok(world, readAttachment, at(id))).toMatchObject({
      state: "ready",
      size: pdf.length,
      sha256: sha256(pdf),
      refused: null,
    });
    expect(world.archive.keys).toEqual([archiveKeys.attachment(duty, id)]);
  });

  it.each([
    ["that is another type", { bytes: jpeg }, "not-its-type"],
    ["marked secret", { bytes: pdfOf([["Số: 1/BC-STC", "TỐI MẬT"]]) }, "secret"],
    ["with malware", { scan: "malware" as const }, "malware"],
    ["that could not be scanned", { scan: "unscannable" as const }, "unscannable"],
  ])("%s is refused, told why, and not kept", async (_, came, reason) => {
    const id = await announce(world);
    expect(await lookAt(world, await comeIn(world, id, came))).toBe("refused");
    expect(await ok(world, readAttachment, at(id))).toMatchObject({ state: "refused", refused: { reason } });
    expect(world.archive.keys).toEqual([]);
  });

  it("is refused when it is longer than announced, or not what was declared", async () => {
    const long = await announce(world, { file: { size: 100 } });
    await lookAt(world, await comeIn(world, long));
    const altered = await announce(world, { file: { sha256: sha256(jpeg) } });
    await lookAt(world, await comeIn(world, altered));
    const read = async (id: string) => (await ok(world, readAttachment, at(id)))["refused"];
    expect([await read(long), await read(altered)]).toMatchObject([{ reason: "too-large" }, { reason: "altered" }]);
  });

  it("on which the examination was lost three times is unreadable, and not tried for ever", async () => {
    const arrival = await comeIn(world, await announce(world));
    const lost = { ...world, examine: () => Promise.reject(new Error("out of memory")) };
    for (let n = 0; n < 3; n++) await expect(examineUpload(arrival, lost)).rejects.toThrow("out of memory");
    expect(await lookAt(world, arrival)).toBe("refused");
    expect(await ok(world, readAttachment, at(arrival.id))).toMatchObject({ refused: { reason: "unreadable" } });
  });

  it("is kept as it was looked at, though another was sent to its place meanwhile", async () => {
    const id = await announce(world);
    const first = await comeIn(world, id);
    await comeIn(world, id, { bytes: jpeg });
    await lookAt(world, first);
    expect(await ok(world, readAttachment, at(id))).toMatchObject({ sha256: sha256(pdf), size: pdf.length });
    expect((await world.archive.head(archiveKeys.attachment(duty, id)))?.size).toBe(pdf.length);
  });

  it("once more, after it was taken, is thrown away unread: the first stands", async () => {
    const id = await sendFile(world);
    const again = await comeIn(world, id, { bytes: pdfOf([["another"]]) });
    expect(await lookAt(world, again)).toBe("not-expected");
    expect(await ok(world, readAttachment, at(id))).toMatchObject({ sha256: sha256(pdf) });
    expect(world.archive.keys).toEqual([archiveKeys.attachment(duty, id)]);
  });

  it("for a duty that never announced it is thrown away", async () => {
    const id = await announce(world);
    expect(await lookAt(world, await comeIn(world, id, { unit: "stp" }))).toBe("not-expected");
    expect(world.archive.keys).toEqual([]);
  });

  it("is looked at once though it is told of twice, at the same time too", async () => {
    const arrival = await comeIn(world, await announce(world));
    await Promise.all([lookAt(world, arrival), lookAt(world, arrival)]);
    expect(await lookAt(world, arrival)).toBe("not-expected");
    expect(await stateOf(arrival.id)).toBe("ready");
  });
});

describe("a filing", () => {
  it("fixes what is attached, by name, size, type and hash", async () => {
    const id = await sendFile(world);
    const view = await ok(world, readAttachment, at(id));
    // What the API shows of an attachment can be handed back as it stands.
    await ok(world, fileReport, fileWith([view]));
    expect(await ok(world, readSubmission, { by: SNV, params: { revision: "1" } })).toMatchObject({
      attachments: [{ id, name: "Báo cáo 215.pdf", size: pdf.length, type: "application/pdf", sha256: sha256(pdf) }],
    });
    expect(await ok(world, readAttachment, at(id))).toMatchObject({ filed: true });
  });

  it("has another hash with an attachment than without, and with none the hash that it always had", async () => {
    const id = await sendFile(world);
    const named = await ok(world, readAttachment, at(id));
    const plain = await ok(world, fileReport, { by: STC, body: examples.report });
    await goTo(world, "2017-09-21T10:10");
    const none = await ok(world, fileReport, fileWith([]));
    await goTo(world, "2017-09-21T10:20");
    const attached = await ok(world, fileReport, fileWith([named]));
    const hash = (answer: object) => (answer as { receipt: { sha256: string } }).receipt.sha256;
    expect(hash(none)).toBe(hash(plain));
    expect(hash(attached)).not.toBe(hash(plain));
    expect(await ok(world, readSubmission, { by: SNV, params: { revision: "1" } })).not.toHaveProperty("attachments");
  });

  it.each<[string, () => Promise<object[]>]>([
    ["that has not come", async () => [{ id: await announce(world), sha256: sha256(pdf) }]],
    ["with another hash", async () => [{ id: await sendFile(world), sha256: sha256(jpeg) }]],
    ["that never was", async () => [{ id: "attempt0", sha256: sha256(pdf) }]],
    ["of another unit", async () => [{ id: await sendFile(world, { unit: "stp" }), sha256: sha256(pdf) }]],
    ["whose id leads elsewhere", async () => [{ id: "../../draft", sha256: sha256(pdf) }]],
    [
      "named twice",
      async () => {
        const one = { id: await sendFile(world), sha256: sha256(pdf) };
        return [one, one];
      },
    ],
    ["among eleven", async () => Array.from({ length: 11 }, (_, i) => ({ id: `attempt0${i}`, sha256: sha256(pdf) }))],
  ])("of a file %s is refused, and nothing is filed", async (_, attachments) => {
    const refusal = await refused(world, fileReport, fileWith(await attachments()));
    expect(refusal.refused).toBe("invalid");
    expect((await world.register.filings.dossier(duty)).submissions).toEqual([]);
  });

  it("keeps what it named: nobody removes it, and what is sent after it changes nothing", async () => {
    const id = await sendFile(world);
    const named = await ok(world, readAttachment, at(id));
    await ok(world, fileReport, fileWith([named]));
    expect(await refused(world, removeAttachment, at(id))).toMatchObject({ refused: "conflict" });
    await lookAt(world, await comeIn(world, id, { bytes: docxOf(["khác"]) }));
    expect(await ok(world, readAttachment, at(id))).toEqual({ ...named, filed: true });
    expect(world.archive.keys).toEqual([archiveKeys.attachment(duty, id)]);
  });

  it("after a return may name the same file again", async () => {
    const id = await sendFile(world);
    const named = await ok(world, readAttachment, at(id));
    await ok(world, fileReport, fileWith([named]));
    await goTo(world, "2017-09-22T10:00");
    await ok(world, returnReport, { by: SNV, body: { before: "2017-10-21", reason: "Thiếu chữ ký" } });
    await goTo(world, "2017-09-23T10:00");
    expect(await ok(world, fileReport, fileWith([named]))).toMatchObject({ revision: 2 });
  });
});

describe("who may have a file", () => {
  it("is its unit, and once it was filed those who read the report: for a minute, under its name, never shown", async () => {
    const id = await sendFile(world);
    const fetch = fetchAttachment;
    expect(await refused(world, fetch, { ...at(id), by: SNV })).toMatchObject({ refused: "not-found" });
    await ok(world, fileReport, fileWith([await ok(world, readAttachment, at(id))]));
    for (const by of [STC, SNV]) {
      const request = await requestOf(world, { ...at(id), by });
      expect(await fetch(request, world)).toMatchObject({ status: 303 });
      expect(world.archive.links.at(-1)).toEqual({
        key: archiveKeys.attachment(duty, id),
        version: expect.any(String),
        fileName: "Báo cáo 215.pdf",
        contentType: "application/pdf",
        seconds: 60,
      });
    }
  });

  it("is not another unit, by any of its doors", async () => {
    const id = await sendFile(world);
    await ok(world, fileReport, fileWith([await ok(world, readAttachment, at(id))]));
    const doors = [readAttachment, listAttachments, fetchAttachment, removeAttachment];
    for (const door of doors) {
      expect(await refused(world, door, { ...at(id), by: STP })).toMatchObject({ refused: "not-found" });
      const own = { by: STP, unit: "stp", params: { attachmentId: id } };
      if (door !== listAttachments) expect(await refused(world, door, own)).toMatchObject({ refused: "not-found" });
    }
  });

  it("reads a list of what was filed, where the unit reads all", async () => {
    const filed = await sendFile(world);
    await announce(world);
    await ok(world, fileReport, fileWith([await ok(world, readAttachment, at(filed))]));
    const ids = async (by: string) =>
      ((await ok(world, listAttachments, { by }))["items"] as { id: string }[]).map(({ id }) => id);
    expect(await ids(STC)).toHaveLength(2);
    expect(await ids(SNV)).toEqual([filed]);
  });

  it("gets no link to a file that has not come", async () => {
    const id = await announce(world);
    expect(await ask(world, fetchAttachment, at(id))).toMatchObject({ refused: "conflict" });
    expect(world.archive.links).toEqual([]);
  });
});
