import { expect, it } from "vitest";

import { BOUNDS, examinerApart } from "../../../functions/examination/examine-apart.ts";
import { docxOf, pdfOf } from "./files.ts";

const thread = new URL("../../../functions/examination/thread.ts", import.meta.url);
const threadOf = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const honest = docxOf(["BÁO CÁO"]);

it("a file is examined apart as it would be in place", async () => {
  const examine = examinerApart(thread);
  expect(await examine(honest, "docx")).toBeUndefined();
  expect(await examine(pdfOf([["MẬT"]]), "pdf")).toBe("secret");
});

it.each([
  ["reckons without end", "for (;;);", { processorMs: 300 }],
  ["waits without end", "setInterval(() => {}, 1000)", { clockMs: 300 }],
  [
    "swells outside of the heap",
    "globalThis.a = []; for (;;) a.push(new Uint8Array(1 << 20).fill(1))",
    { memoryBytes: 64 << 20 },
  ],
  ["swells on the heap", "const a = []; for (;;) a.push({ a })", { memoryBytes: 64 << 20 }],
  ["crashes", "throw new Error('out of order')", {}],
  ["ends without a word", "process.exit(0)", {}],
  ["calls itself without end", "const f = () => f() + 1; f()", {}],
])("a reader that %s is ended, and the file is unreadable", async (_, code, bounds) => {
  expect(await examinerApart(threadOf(code), { ...BOUNDS, ...bounds })(honest, "docx")).toBe("unreadable");
});

it("the next file is examined as if nothing had been", async () => {
  await examinerApart(threadOf("for (;;);"), { ...BOUNDS, processorMs: 100 })(honest, "docx");
  expect(await examinerApart(thread)(honest, "docx")).toBeUndefined();
});
