import { connect } from "node:net";

import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";

import { archiveIn } from "../../../functions/objects/s3-archive.ts";
import type { UploadForm } from "../../../functions/objects/archive.ts";
import { bucket, awsEnvironment, startMs, startStandIns, temporaryDirectory } from "./stand-ins.ts";

beforeEach(() => {
  // As in the functions: their clock is the virtual one.
  vi.useFakeTimers({ toFake: ["Date"], now: startMs });
  onTestFinished(() => void vi.useRealTimers());
});

const day = 86_400_000;
const key = "incoming/5500/bao-cao/stp/a1";
const pdf = "application/pdf";

async function start(options: Parameters<typeof startStandIns>[0] = {}) {
  const local = await startStandIns(options);
  const archive = archiveIn(bucket.name, local.s3);
  const told = () => local.events.takeEvents().map(({ event }) => event);
  const moveTo = (ms: number) => {
    local.clock.set(ms);
    vi.setSystemTime(ms);
  };
  const form = (most = 20) => archive.form(key, { contentType: pdf, mostBytes: most, seconds: 600 });
  return { ...local, archive, told, moveTo, form };
}

async function textOf(pieces: AsyncIterable<Uint8Array> | undefined): Promise<string | undefined> {
  if (pieces === undefined) return undefined;
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

/** Sends a form as a browser does, with some of its fields changed. */
function post({ url, fields }: UploadForm, file: string | Buffer, changed: Record<string, string | null> = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changed })) if (value !== null) body.append(name, value);
  body.append("file", new Blob([new Uint8Array(Buffer.from(file))], { type: "text/html" }), "a.pdf");
  return fetch(url, { method: "POST", body, redirect: "manual" });
}

test("what was put is read again as it was, and each version of it for as long as it is kept", async () => {
  const { archive } = await start();
  const first = await archive.put("attachments/a", Buffer.from("one"), { contentType: pdf });
  const second = await archive.put("attachments/a", Buffer.from("two!"), { contentType: pdf });
  expect(first).toEqual({ version: expect.any(String), size: 3, contentType: pdf });
  expect(await archive.head("attachments/a")).toEqual(second);
  expect(await textOf(await archive.read("attachments/a"))).toBe("two!");
  expect(await textOf(await archive.read("attachments/a", first.version))).toBe("one");
  await archive.remove("attachments/a");
  expect(await archive.head("attachments/a")).toBeUndefined();
  expect(await archive.read("attachments/a")).toBeUndefined();
  expect(await textOf(await archive.read("attachments/a", second.version))).toBe("two!");
});

test("of nothing there is nothing to read, and no version that never was", async () => {
  const { archive } = await start();
  expect(await archive.head("attachments/none")).toBeUndefined();
  expect(await archive.read("attachments/none")).toBeUndefined();
  await archive.put("attachments/a", Buffer.from("one"), { contentType: pdf });
  expect(await archive.read("attachments/a", "0123")).toBeUndefined();
});

test("a long stream is put in parts, and stands there whole", async () => {
  const { archive, told } = await start();
  const megabyte = Buffer.alloc(1024 * 1024, "đ");
  async function* stream() {
    for (let i = 0; i < 17; i++) yield megabyte;
    yield Buffer.from("end");
  }
  const kept = await archive.put("exports/x", stream(), { contentType: "application/zip" });
  expect(kept.size).toBe(17 * 1024 * 1024 + 3);
  expect(await archive.head("exports/x")).toEqual(kept);
  expect((await textOf(await archive.read("exports/x")))?.slice(-4)).toBe("đend");
  expect(told().map(({ detail }) => detail["reason"])).toEqual(["CompleteMultipartUpload"]);
});

test("a stream that breaks off leaves nothing behind, neither the object nor its parts", async () => {
  const { archive, stateDb, told } = await start();
  async function* stream() {
    for (let i = 0; i < 17; i++) yield Buffer.alloc(1024 * 1024);
    throw new Error("the reader went away");
  }
  await expect(archive.put("exports/x", stream(), { contentType: "text/csv" })).rejects.toThrow("went away");
  expect(await archive.head("exports/x")).toBeUndefined();
  expect(stateDb.prepare("SELECT count(*) AS parts FROM object_part").get()).toEqual({ parts: 0 });
  expect(told()).toEqual([]);
});

test("a short or empty stream is put in one piece", async () => {
  const { archive } = await start();
  async function* pieces(...texts: string[]) {
    for (const text of texts) yield Buffer.from(text);
  }
  await archive.put("exports/short", pieces("a", "", "b"), { contentType: "text/csv" });
  expect(await textOf(await archive.read("exports/short"))).toBe("ab");
  expect((await archive.put("exports/empty", pieces(), { contentType: "text/csv" })).size).toBe(0);
});

test("a copy keeps the version that was named, though another came meanwhile", async () => {
  const { archive } = await start();
  const looked = await archive.put(key, Buffer.from("looked at"), { contentType: pdf });
  await archive.put(key, Buffer.from("put in its place"), { contentType: pdf });
  const kept = await archive.copy(key, looked.version, "attachments/a");
  expect(kept).toEqual({ version: expect.any(String), size: 9, contentType: pdf });
  expect(await textOf(await archive.read("attachments/a"))).toBe("looked at");
});

test("a link gives the file to whoever has it, for saving only, under its name in Vietnamese", async () => {
  const { archive } = await start();
  const { version } = await archive.put("attachments/a", Buffer.from("<script>"), { contentType: "text/html" });
  const link = { version, fileName: "Báo cáo đợt 1.pdf", contentType: pdf, seconds: 60 };
  const response = await fetch(await archive.link("attachments/a", link));
  expect(await response.text()).toBe("<script>");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": pdf,
    "content-disposition": `attachment; filename="Bao cao dot 1.pdf"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%C4%91%E1%BB%A3t%201.pdf`,
    "cache-control": "private, no-store",
  });
});

test("a link lapses, and leads nowhere else", async () => {
  const { archive, moveTo } = await start();
  await archive.put("attachments/a", Buffer.from("one"), { contentType: pdf });
  await archive.put("attachments/b", Buffer.from("two"), { contentType: pdf });
  const link = await archive.link("attachments/a", { fileName: "a.pdf", seconds: 60 });
  expect((await fetch(link)).status).toBe(200);
  expect((await fetch(link.replace("attachments/a", "attachments/b"))).status).toBe(403);
  expect((await fetch(link.replace("attachment%3B", "inline%3B"))).status).toBe(403);
  expect((await fetch(link.replace("Expires=60", "Expires=6000"))).status).toBe(403);
  expect((await fetch(link, { method: "DELETE" })).status).toBe(403);
  moveTo(startMs + 60_000);
  const late = await fetch(link);
  expect([late.status, await late.text()]).toEqual([403, expect.stringContaining("Request has expired")]);
});

test("nobody comes in without a signature, or with that of another key", async () => {
  const { archive, objectsUrl } = await start();
  await archive.put("attachments/a", Buffer.from("one"), { contentType: pdf });
  expect((await fetch(`${objectsUrl}/papers/attachments/a`)).status).toBe(403);
  expect((await fetch(`${objectsUrl}/papers/attachments/a`, { method: "PUT", body: "two" })).status).toBe(403);
  const stranger = new S3Client({
    region: awsEnvironment.region,
    endpoint: objectsUrl,
    credentials: { accessKeyId: "stranger", secretAccessKey: "guessed" },
  });
  const asked = stranger.send(new GetObjectCommand({ Bucket: "papers", Key: "attachments/a" }));
  await expect(asked).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
});

test("a form sends one file to its key, and S3 tells the bus of it", async () => {
  const { archive, form, told } = await start();
  const response = await post(await form(), "%PDF-1.7");
  expect(response.status).toBe(204);
  const kept = await archive.head(key);
  expect(kept).toMatchObject({ size: 8, contentType: pdf });
  expect(told()).toEqual([
    expect.objectContaining({
      source: "aws.s3",
      "detail-type": "Object Created",
      detail: expect.objectContaining({
        bucket: { name: "papers" },
        object: expect.objectContaining({ key, size: 8, "version-id": kept?.version }),
        reason: "POST Object",
      }),
    }),
  ]);
});

test("a form leads the browser back to where it was told", async () => {
  const { archive } = await start();
  const returnTo = "http://127.0.0.1:4000/duties/a/b/c/attachments?file=1";
  const form = await archive.form(key, { contentType: pdf, mostBytes: 20, seconds: 600, returnTo });
  const response = await post(form, "%PDF-1.7");
  expect(response.status).toBe(303);
  const location = new URL(response.headers.get("location") ?? "");
  expect(location.href).toContain(returnTo);
  expect(location.searchParams.get("key")).toBe(key);
});

test.each([
  ["another key", { key: "attachments/5500/bao-cao/stp/a1" }, "%PDF", "AccessDenied"],
  ["a key that climbs", { key: "incoming/5500/bao-cao/stp/../snv/a1" }, "%PDF", "AccessDenied"],
  ["another type", { "Content-Type": "text/html" }, "%PDF", "AccessDenied"],
  ["no type", { "Content-Type": null }, "%PDF", "AccessDenied"],
  ["a field that its policy does not name", { "x-amz-meta-note": "x" }, "%PDF", "AccessDenied"],
  ["an open door", { acl: "public-read" }, "%PDF", "AccessDenied"],
  ["a place to be led to", { success_action_redirect: "https://evil.example/" }, "%PDF", "AccessDenied"],
  ["a file too large", {}, "%PDF-1.7 and much more of it", "EntityTooLarge"],
  ["an empty file", {}, "", "EntityTooSmall"],
  ["no policy", { Policy: null }, "%PDF", "AccessDenied"],
  [
    "a policy of its own",
    { Policy: Buffer.from('{"conditions":[]}').toString("base64") },
    "%PDF",
    "SignatureDoesNotMatch",
  ],
])("a form is refused with %s, and nothing is kept", async (_, changed, file, code) => {
  const { archive, form, told } = await start();
  const response = await post(await form(), file, changed);
  expect(await response.text()).toContain(`<Code>${code}</Code>`);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(await archive.head(key)).toBeUndefined();
  expect(told()).toEqual([]);
});

test("a form's policy lapses", async () => {
  const { archive, form, moveTo } = await start();
  const lapsing = await form();
  moveTo(startMs + 600_000);
  const response = await post(lapsing, "%PDF");
  expect([response.status, await response.text()]).toEqual([403, expect.stringContaining("Policy expired")]);
  expect(await archive.head(key)).toBeUndefined();
});

test("an upload that breaks off leaves nothing behind", async () => {
  const { archive, form, told } = await start();
  const { url, fields } = await form(1_000_000);
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", new Blob([Buffer.alloc(500_000)]), "a.pdf");
  const request = new Request(url, { method: "POST", body });
  const bytes = Buffer.from(await request.arrayBuffer());
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  const type = request.headers.get("content-type");
  socket.write(
    `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
  );
  socket.write(bytes.subarray(0, 400_000), () => socket.destroy());
  await new Promise((resolve) => socket.once("close", resolve));
  expect(await archive.head(key)).toBeUndefined();
  expect(told()).toEqual([]);
});

test("a page of the site's own origin may send, one of another may not", async () => {
  const { objectsUrl } = await start();
  const ask = (origin: string) =>
    fetch(`${objectsUrl}/papers`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
  const own = await ask("https://baocao.tinh.example");
  expect([own.status, own.headers.get("access-control-allow-origin")]).toEqual([200, "https://baocao.tinh.example"]);
  const other = await ask("https://evil.example");
  expect([other.status, other.headers.get("access-control-allow-origin")]).toEqual([403, null]);
});

test("what came in and was not taken is gone by the bucket's own rules; what was taken stays", async () => {
  const { archive, objects, moveTo } = await start();
  const incoming = await archive.put(key, Buffer.from("x"), { contentType: pdf });
  await archive.put("attachments/a", Buffer.from("x"), { contentType: pdf });
  moveTo(startMs + 2 * day);
  expect(await archive.head(key)).toBeUndefined();
  expect(await archive.head(key, incoming.version)).toBeDefined();
  moveTo(startMs + 3 * day);
  expect(await archive.head(key, incoming.version)).toBeUndefined();
  expect(objects.objects("papers").map((one) => one.key)).toEqual(["attachments/a"]);
});

test("an attachment that was copied twice, or removed, is found by its version for good; a paper made anew is not", async () => {
  const { archive, moveTo } = await start();
  const put = (at: string) => archive.put(at, Buffer.from("x"), { contentType: pdf });
  const overtaken = [await put("attachments/a"), await put("exports/a")];
  const removed = await put("attachments/b");
  await put("attachments/a");
  await put("exports/a");
  await archive.remove("attachments/b");
  moveTo(startMs + 400 * day);
  expect(await archive.head("attachments/a", overtaken[0]?.version)).toBeDefined();
  expect(await archive.head("exports/a", overtaken[1]?.version)).toBeUndefined();
  expect(await archive.head("attachments/b")).toBeUndefined();
  expect(await archive.head("attachments/b", removed.version)).toBeDefined();
});

test("a scanner tells of what came below its prefix, and of malware by its name", async () => {
  const scan = { planArn: "arn:aws:guardduty:plan", prefixes: ["incoming/"] };
  const { archive, told } = await start({ buckets: [{ ...bucket, tells: false, scan }] });
  await archive.put("attachments/a", Buffer.from("x"), { contentType: pdf });
  await archive.put(key, Buffer.from("harmless"), { contentType: pdf });
  const trial = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD", "-ANTIVIRUS-TEST-FILE!$H+H*"].join("");
  await archive.put(key, Buffer.from(`%PDF ${trial}`), { contentType: pdf });
  const results = told().map(({ source, detail }) => ({ source, result: detail["scanResultDetails"] }));
  expect(results).toEqual([
    { source: "aws.guardduty", result: { scanResultStatus: "NO_THREATS_FOUND", threats: null } },
    { source: "aws.guardduty", result: expect.objectContaining({ scanResultStatus: "THREATS_FOUND" }) },
  ]);
});

test("objects and what was told of them are there again after a restart", async () => {
  const directory = temporaryDirectory();
  const first = await start({ directory });
  await first.archive.put(key, Buffer.from("kept"), { contentType: pdf });
  await first.stop();
  const second = await start({ directory });
  expect(await textOf(await second.archive.read(key))).toBe("kept");
  expect(second.told()).toHaveLength(1);
});

test("an operation that it does not know is refused by its name", async () => {
  const { s3 } = await start();
  const asked = s3.send(new ListObjectsV2Command({ Bucket: "papers" }));
  await expect(asked).rejects.toMatchObject({ name: "NotImplemented", message: expect.stringContaining("list-type") });
});
