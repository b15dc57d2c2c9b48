import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { fileReport, readAttachment, recordHardCopy } from "../api/operations.ts";
import { isReceipt } from "../../../functions/use-cases/check-receipt.ts";
import { enterReceipt } from "../../../functions/use-cases/enter-receipt.ts";
import * as examples from "../../../functions/http/examples.ts";
import { sendFile } from "../objects/send-file.ts";
import { ref, unitId } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, drain, goTo, issuedWorld, ok, wait } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
let engine: Engine;
let world: World;
let hash: string;
let fileHash: string;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-09-21T10:00");
  const id = await sendFile(world);
  const attachment = await ok(world, readAttachment, { by: STC, params: { attachmentId: id } });
  const filed = await ok(world, fileReport, { by: STC, body: { ...examples.report, attachments: [attachment] } });
  hash = (filed["receipt"] as { sha256: string }).sha256;
  fileHash = String(attachment["sha256"]);
});

const isValid = (receipt: string, sha256: string) => isReceipt({ receipt, sha256 }, world);

it("is valid under its number for what was filed, and for each file with it", async () => {
  await drain(world);
  expect(await isValid("1/2017/snv", hash)).toBe(true);
  expect(await isValid("1/2017/snv", fileHash)).toBe(true);
  expect(await isValid(" 1/2017/SNV ", hash.toUpperCase().replaceAll(/.{8}/g, "$& "))).toBe(true);
});

it.each([
  ["another number", "2/2017/snv"],
  ["another year", "1/2018/snv"],
  ["another receiver", "1/2017/vpub"],
  ["a number that is none", "1"],
  ["a number with a key in it", "1/2017/snv#YEAR#2017"],
  ["a number of noughts", "000001/2017/snv"],
  ["no number", ""],
])("is not valid under %s", async (_, receipt) => {
  await drain(world);
  expect(await isValid(receipt, hash)).toBe(false);
});

it.each([
  ["another hash", "0".repeat(64)],
  ["the beginning of its hash", "slice"],
  ["no hash", ""],
  ["a text of any length", "x".repeat(100_000)],
])("is not valid for %s", async (_, given) => {
  await drain(world);
  expect(await isValid("1/2017/snv", given === "slice" ? hash.slice(0, 16) : given)).toBe(false);
});

it("is entered though the message right after the filing is lost: another was sent ahead", async () => {
  world.queues.takePost();
  await wait(world, 1);
  expect(await isValid("1/2017/snv", hash)).toBe(true);
});

it("entered twice is entered once, and what was never filed is not entered", async () => {
  const message = { kind: "enter-receipt", ...ref, unitId: unitId("stc"), revision: 1 } as const;
  await enterReceipt(message, world);
  await enterReceipt(message, world);
  await enterReceipt({ ...message, revision: 2 }, world);
  await enterReceipt({ ...message, unitId: unitId("stp") }, world);
  expect(await isValid("1/2017/snv", hash)).toBe(true);
  expect(await isValid("2/2017/snv", hash)).toBe(false);
});

it("of a report on paper is entered, too", async () => {
  const body = { ...examples.paper, receivedAt: "2017-09-20T10:00:00+07:00" };
  const { receipt } = await ok(world, recordHardCopy, { by: SNV, unit: "stp", body });
  await drain(world);
  const { number, sha256 } = receipt as { number: number; sha256: string };
  expect(await isValid(`${number}/2017/snv`, sha256)).toBe(true);
});
