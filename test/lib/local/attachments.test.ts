import { createHash } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startDeployment } from "../../../lib/local/deployment.ts";
import type { Deployment } from "../../../lib/local/stood-up.ts";
import { loadSeason } from "../../../lib/local/load-season.ts";
import { docxOf, pdfOf } from "../../functions/objects/files.ts";
import { startMs } from "./stand-ins.ts";

const clerk = "vanthu@stp.daklak.example";
const supervisor = "vanthu@snv.daklak.example";
const duty = "/api/duties/5500-ubnd-kgvx-2017/bao-cao/stp";
const pdf = pdfOf([["SỞ TƯ PHÁP", "BÁO CÁO"]]);
const report = {
  documentNumber: "215/BC-STP",
  signedOn: "2017-07-14",
  signer: { name: "Giám đốc", post: "Giám đốc Sở Tư pháp" },
  sections: { "tuyen-truyen": "Đã tuyên truyền." },
};
type Announced = { id: string; upload: { url: string; fields: Record<string, string>; until: string } };
type Read = { state: string; sha256: string; refused: { reason: string } | null };

function unitOf(deployment: Deployment) {
  const call = async <T>(method: string, path: string, body?: object, email = clerk) =>
    (await deployment.call(method, `${duty}${path}`, { email, ...(body && { body }) })).body as T;
  return {
    call,
    announce: (size = 1_000_000) =>
      call<Announced>("POST", "/attachments", {
        fileName: "Báo cáo 215.pdf",
        contentType: "application/pdf",
        size,
        noStateSecret: true,
      }),
    async send({ upload: { url, fields } }: Announced, bytes: Uint8Array) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append("file", new Blob([new Uint8Array(bytes)]), "bao-cao.pdf");
      const { status } = await fetch(url, { method: "POST", body: form });
      await deployment.settle();
      return status;
    },
    read: ({ id }: { id: string }) => call<Read>("GET", `/attachments/${id}`),
  };
}

describe("on a laptop", () => {
  let deployment: Deployment;
  let unit: ReturnType<typeof unitOf>;
  beforeAll(async () => {
    deployment = await startDeployment({ startAt: startMs, quiet: true });
    await loadSeason(deployment);
    unit = unitOf(deployment);
  });
  afterAll(() => deployment.close());

  /** The address that an attachment's content is led to. */
  async function linkTo(id: string, email: string): Promise<{ status: number; link: string }> {
    const token = await deployment.token({ email });
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${deployment.url}${duty}/attachments/${id}/content`, { headers, redirect: "manual" });
    return { status: response.status, link: response.headers.get("location") ?? "" };
  }

  test("a file goes from the browser to the archive, is looked at, filed, and fetched by the supervisor", async () => {
    const announced = await unit.announce();
    expect(await unit.send(announced, pdf)).toBe(204);
    const ready = await unit.read(announced);
    expect(ready).toMatchObject({ state: "ready", sha256: createHash("sha256").update(pdf).digest("hex") });

    expect((await linkTo(announced.id, supervisor)).status).toBe(404);
    await unit.call("POST", "/submissions", { ...report, attachments: [ready] });
    const { status, link } = await linkTo(announced.id, supervisor);
    expect(status).toBe(303);
    const response = await fetch(link);
    expect(response.headers.get("content-disposition")).toContain("filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20215.pdf");
    expect(Buffer.from(await response.arrayBuffer()).equals(pdf)).toBe(true);
    await deployment.moveTo(deployment.now() + 61_000);
    expect((await fetch(link)).status).toBe(403);
  });

  test("a file that is not what it says, or more than was announced, is not taken", async () => {
    const wrong = await unit.announce();
    expect(await unit.send(wrong, docxOf(["x"]))).toBe(204);
    expect(await unit.read(wrong)).toMatchObject({ state: "refused", refused: { reason: "not-its-type" } });
    const large = await unit.announce(100);
    expect(await unit.send(large, pdf)).toBe(400);
    expect(await unit.read(large)).toMatchObject({ state: "awaited" });
  });

  test("a form is no good after half an hour", async () => {
    const announced = await unit.announce();
    await deployment.moveTo(deployment.now() + 30 * 60_000);
    expect(await unit.send(announced, pdf)).toBe(403);
    expect(await unit.read(announced)).toMatchObject({ state: "awaited" });
  });

  test("whoever holds a receipt can ask whether it is one, without signing in", async () => {
    const answer = await unit.call<{ receipt: { number: number; sha256: string } }>("GET", "/submissions/1");
    await deployment.settle();
    const ask = async (receipt: string, sha256: string) =>
      (await fetch(`${deployment.url}/receipts?${new URLSearchParams({ receipt, sha256 }).toString()}`)).text();
    const { number, sha256 } = answer.receipt;
    expect(await ask(`${number}/2017/snv`, sha256)).toContain("Hợp lệ:");
    expect(await ask(`${number + 1}/2017/snv`, sha256)).toContain("Không hợp lệ");
  });
});

test("with a scanner, a file waits for it; one with malware is not taken", async () => {
  const deployment = await startDeployment({ startAt: startMs, quiet: true, settings: { scan: "guardduty" } });
  try {
    await loadSeason(deployment);
    const unit = unitOf(deployment);
    const clean = await unit.announce();
    await unit.send(clean, pdf);
    expect(await unit.read(clean)).toMatchObject({ state: "ready" });
    const trial = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD", "-ANTIVIRUS-TEST-FILE!$H+H*"].join("");
    const infected = await unit.announce();
    await unit.send(infected, Buffer.concat([pdf, Buffer.from(trial)]));
    expect(await unit.read(infected)).toMatchObject({ state: "refused", refused: { reason: "malware" } });
  } finally {
    await deployment.close();
  }
}, 120_000);
