import { expect, test } from "vitest";

import { startDeployment } from "../../../lib/local/deployment.ts";
import { loadSeason } from "../../../lib/local/load-season.ts";
import { docxOf, packed, pdfOf, pdfWith } from "../../functions/objects/files.ts";
import { startMs } from "./stand-ins.ts";

type Announced = { id: string; upload: { url: string; fields: Record<string, string> } };
type Read = { state: string; refused: { reason: string } | null };

const pdf = { fileName: "a.pdf", contentType: "application/pdf" };
const docx = {
  fileName: "a.docx",
  contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};
const endless = docxOf([], { "word/document.xml": "<w:p>".repeat(900_000) });
const swelling = pdfWith({ more: [packed("0".repeat(60 << 20), "")] });
const circling = Buffer.from(
  pdfOf([["x"]])
    .toString("latin1")
    .replace("/Kids [5 0 R]", "/Kids [2 0 R]"),
  "latin1",
);
const hostile = [
  ...[1, 2, 3, 4].map(() => ({ ...docx, bytes: endless })),
  ...[1, 2, 3].map(() => ({ ...pdf, bytes: swelling })),
  ...[1, 2, 3].map(() => ({ ...pdf, bytes: circling })),
];
/** On a machine that does much else at once, too. */
const SECONDS_MS = 20_000;
const A_PAGE_MS = 5_000;

test("while ten hostile files of a unit are looked at, another's honest one is taken within seconds, and no page waits", async () => {
  const deployment = await startDeployment({ startAt: startMs, quiet: true });
  try {
    await loadSeason(deployment);
    const attachments = (unit: string) => `/api/duties/5500-ubnd-kgvx-2017/bao-cao/${unit}/attachments`;
    const call = async <T>(method: string, unit: string, path = "", body?: object) =>
      (
        await deployment.call(method, `${attachments(unit)}${path}`, {
          email: `vanthu@${unit}.daklak.example`,
          ...(body && { body }),
        })
      ).body as T;
    async function send(unit: string, { bytes, ...file }: { fileName: string; contentType: string; bytes: Buffer }) {
      const about = { ...file, size: bytes.byteLength, noStateSecret: true };
      const { id, upload } = await call<Announced>("POST", unit, "", about);
      const form = new FormData();
      for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
      form.append("file", new Blob([new Uint8Array(bytes)]), file.fileName);
      expect((await fetch(upload.url, { method: "POST", body: form })).status).toBe(204);
      return id;
    }
    const read = (unit: string, id: string) => call<Read>("GET", unit, `/${id}`);
    const states = (ids: readonly string[]) => Promise.all(ids.map(async (id) => (await read("stp", id)).state));

    const sent = await Promise.all(hostile.map((file) => send("stp", file)));
    const begun = performance.now();
    const honest = await send("stc", { ...pdf, bytes: pdfOf([["BÁO CÁO"]]) });
    let slowestMs = 0;
    const beside: string[] = [];
    do {
      beside.push(...(await states(sent)));
      const asked = performance.now();
      expect((await fetch(`${deployment.url}/sign-in`, { redirect: "manual" })).status).toBeLessThan(400);
      expect((await fetch(`${deployment.url}/receipts`)).status).toBe(200);
      slowestMs = Math.max(slowestMs, performance.now() - asked);
    } while ((await read("stc", honest)).state === "awaited" && performance.now() - begun < SECONDS_MS);
    expect(await read("stc", honest)).toMatchObject({ state: "ready" });
    expect(beside).toContain("awaited");
    expect(slowestMs).toBeLessThan(A_PAGE_MS);

    await deployment.settle();
    for (const id of sent) expect(await read("stp", id)).toMatchObject({ state: "refused" });
  } finally {
    await deployment.close();
  }
}, 120_000);
