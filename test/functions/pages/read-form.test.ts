import { describe, expect, it } from "vitest";

import { readForm } from "../../../functions/pages/read-form.ts";

async function sent(files: Record<string, Buffer>, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, content] of Object.entries(files))
    form.append(name, new File([new Uint8Array(content)], "tệp.csv"));
  const encoded = new Response(form);
  return readForm(Buffer.from(await encoded.arrayBuffer()), encoded.headers.get("content-type") ?? "");
}

describe("the fields and files of a form", () => {
  it("fields come as they were typed, of either kind of form", async () => {
    const typed = await readForm(Buffer.from("ten=S%E1%BB%9F+T%C6%B0+ph%C3%A1p"), "application/x-www-form-urlencoded");
    expect(typed?.form.get("ten")).toBe("Sở Tư pháp");
    expect((await sent({}, { ten: "Sở Tư pháp" }))?.form.get("ten")).toBe("Sở Tư pháp");
  });

  it("a file keeps its name, and loses its byte-order mark", async () => {
    const read = await sent({ file: Buffer.from("\uFEFFid,name\r\nstp,Sở Tư pháp") });
    expect(read?.files.get("file")).toMatchObject({ name: "tệp.csv", text: "id,name\r\nstp,Sở Tư pháp" });
  });

  it("a spreadsheet's “Unicode text”, which is UTF-16, is read too", async () => {
    const read = await sent({ file: Buffer.from("\uFEFFSở Tư pháp", "utf16le") });
    expect(read?.files.get("file")?.text).toBe("Sở Tư pháp");
  });

  it("what is neither shows where it could not be read", async () => {
    const read = await sent({ file: Buffer.from([0x53, 0xdf, 0x20, 0x54]) });
    expect(read?.files.get("file")?.text).toContain("\uFFFD");
  });

  it("a field of a form where no file was chosen gives none", async () => {
    const form = new FormData();
    form.append("file", new File([], ""));
    const encoded = new Response(form);
    const read = await readForm(Buffer.from(await encoded.arrayBuffer()), encoded.headers.get("content-type") ?? "");
    expect(read?.files.size).toBe(0);
  });

  it("a body that no form sends, or that is broken off, is no form", async () => {
    expect(await readForm(Buffer.from("{}"), "application/json")).toBeUndefined();
    expect(await readForm(Buffer.from("--x\r\nContent-"), "multipart/form-data; boundary=x")).toBeUndefined();
  });
});
