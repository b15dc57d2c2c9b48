import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { archiveKeys } from "../../../../functions/objects/archive-keys.ts";
import { AttachmentIdSchema } from "../../../../functions/domain/attachment.ts";
import { jpeg } from "../../objects/files.ts";
import { comeIn, lookAt } from "../../objects/send-file.ts";
import { issuedWorld } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { ref, unitId } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser } from "../browser.ts";
import type { Page } from "../browser.ts";
import { CLERK, OTHER, REPORT, SNV, STC, minutesLater, signedIn, write } from "../unit/people.ts";

let engine: Engine;
let world: World;
let clerk: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  clerk = await signedIn(world, CLERK);
});

const LIST = `${STC}/attachments`;
const asked = { name: "Báo cáo 215/BC-STC", kind: "pdf", noStateSecret: "yes" };
const announce = async (fill: object = {}): Promise<Page> =>
  clerk.submit(await clerk.get(LIST), "announce", { ...asked, ...fill });
const idOf = ({ path }: Page) => AttachmentIdSchema.parse(path.split("/").at(-1)?.split("?")[0]);
/** The file comes in, and is looked at, while its page is open. */
const receive = async (page: Page, options: Parameters<typeof comeIn>[2] = {}) =>
  lookAt(world, await comeIn(world, idOf(page), options));

describe("a unit that attaches a file", () => {
  it("says what it is, then has a form that sends it straight to the archive, and nothing else", async () => {
    const page = await announce();
    const form = page.document.querySelector("form[data-upload]");
    expect(form?.getAttribute("action")).toBe("https://files.example/bucket");
    expect(form?.getAttribute("enctype")).toBe("multipart/form-data");
    const names = [...(form?.querySelectorAll("input") ?? [])].map((input) => input.getAttribute("name"));
    // Behind the file, the archive reads nothing.
    expect(names.at(-1)).toBe("file");
    expect(form?.querySelector("[name=key]")?.getAttribute("value")).toBe(
      archiveKeys.incoming({ ...ref, unitId: unitId("stc") }, idOf(page)),
    );
    expect(form?.querySelector("[type=file]")?.getAttribute("accept")).toBe("application/pdf,.pdf");
    expect(page.headers["content-security-policy"]).toContain("form-action 'self' https://files.example;");
    expect(world.archive.forms.at(-1)?.returnTo).toBe(`${world.siteUrl}${page.path}`);
  });

  it("is told of each thing that is wrong beside its field, and what was typed is there", async () => {
    const page = await announce({ name: "", noStateSecret: [] });
    expect(page.status).toBe(400);
    expect([...page.document.querySelectorAll("[data-errors] a")].map((a) => a.getAttribute("href"))).toEqual([
      "#name",
      "#noStateSecret",
    ]);
    expect(page.document.querySelector("title")?.textContent).toMatch(/^Lỗi: /);
    expect(world.archive.forms).toEqual([]);
  });

  it("is led back to a page that waits, and then says what the file was found to be", async () => {
    const page = await announce();
    const arrival = await comeIn(world, idOf(page));
    const waiting = await clerk.get(`${page.path}?bucket=b&key=k&etag=%22e%22`);
    expect(waiting.text).toContain("Đã nhận tệp, đang kiểm tra nội dung");
    expect(waiting.headers["refresh"]).toBe(`3;url=${page.path}`);
    await lookAt(world, arrival);
    const ready = await clerk.get(page.path);
    expect(ready.text).toContain("Tệp đã được kiểm tra");
    expect(ready.headers["refresh"]).toBeUndefined();
    expect((await clerk.get(`${page.path}/content`)).location).toContain("https://files.example/attachments/");
  });

  it("is told of the file, though it was looked at while its page was being made", async () => {
    const page = await announce();
    const arrival = await comeIn(world, idOf(page));
    const { archive } = world;
    const head = archive.head.bind(archive);
    archive.head = async (key, version) => {
      await lookAt(world, arrival);
      return head(key, version);
    };
    expect((await clerk.get(page.path)).text).toContain("Tệp đã được kiểm tra");
  });

  it("is told why a file was not taken, and that nothing of it is kept", async () => {
    const page = await announce();
    await receive(page, { bytes: jpeg });
    const refused = await clerk.get(page.path);
    expect(refused.text).toContain("Nội dung tệp không đúng với loại tệp đã chọn.");
    expect(refused.text).toContain("Tệp không được lưu lại.");
  });

  it("is told that of an upload that broke off nothing is kept, and may send again, until its time is over", async () => {
    const { path } = await announce();
    expect((await clerk.get(path)).text).toContain("bị đứt giữa chừng thì không có gì được lưu lại");
    minutesLater(world, 30);
    const late = await clerk.get(path);
    expect(late.document.querySelector("form[data-upload]")).toBeNull();
    expect(late.text).toContain("Không nhận được tệp trong thời gian cho phép");
  });

  it("removes what it has not filed", async () => {
    const page = await announce();
    await receive(page);
    const list = await clerk.submit(await clerk.get(page.path), "remove");
    expect(list.text).toContain("Đã xóa tệp.");
    expect(list.text).toContain("Chưa có tệp nào.");
    expect(world.archive.keys).toEqual([]);
  });

  it("does nothing by a form of another session", async () => {
    const form = await clerk.get(LIST);
    await clerk.signIn(CLERK);
    const page = await clerk.submit(form, "announce", asked);
    expect(page.status).toBe(409);
    expect(await world.register.attachments.attachments({ ...ref, unitId: unitId("stc") })).toEqual([]);
  });
});

describe("several files at once", () => {
  const script = { headers: { accept: "application/json" } };
  const announceAll = async (fileName: readonly string[], noStateSecret = "yes") => {
    const list = await clerk.get(LIST);
    const hidden = (name: string) => list.document.querySelector(`#send-files [name=${name}]`)?.getAttribute("value");
    const sent = { fileName, noStateSecret, basis: hidden("basis") ?? "", seal: hidden("seal") ?? "" };
    const answer = await clerk.post(LIST, sent, script);
    return { ...answer, files: JSON.parse(answer.body).files as Record<string, string>[] };
  };

  it("are announced together, named and typed by themselves; each has its form, or the reason why not", async () => {
    const { status, files } = await announceAll(["Báo cáo 215.PDF", "so-lieu.xlsx", "virus.exe"]);
    expect([status, files.map(({ name }) => name)]).toEqual([200, ["Báo cáo 215.PDF", "so-lieu.xlsx", "virus.exe"]]);
    expect(files.map(({ url }) => url)).toEqual([
      "https://files.example/bucket",
      "https://files.example/bucket",
      undefined,
    ]);
    expect(files[2]).toEqual({ name: "virus.exe", text: expect.stringMatching(/./) });
    const [first, second] = await world.register.attachments.attachments({ ...ref, unitId: unitId("stc") });
    expect([first?.kind, second?.kind]).toEqual(["pdf", "xlsx"]);
    expect(new Set(files.map(({ id }) => id)).size).toBe(3);
  });

  it("are not announced without the word that they are no state secret, and may be tried again", async () => {
    const { status, files } = await announceAll(["a.pdf"], "");
    expect([status, files]).toEqual([400, [{ name: "a.pdf", text: expect.stringContaining("bí mật nhà nước") }]]);
    expect(world.archive.forms).toEqual([]);
  });

  it("are told of to the script that waits for them", async () => {
    const { files } = await announceAll(["a.pdf", "b.pdf"]);
    const id = AttachmentIdSchema.parse(files[0]?.["id"]);
    await lookAt(world, await comeIn(world, id));
    const told = await clerk.get(LIST, script);
    expect(JSON.parse(told.body)).toEqual({
      files: [
        { id, state: "ready" },
        { id: files[1]?.["id"], state: "awaited" },
      ],
    });
  });

  it("may be sent to the archive from their page, and nowhere else", async () => {
    const policy = (await clerk.get(LIST)).headers["content-security-policy"] ?? "";
    expect(policy).toContain("connect-src 'self' https://files.example;");
  });
});

describe("a report with files", () => {
  it("is filed with those that are ticked; its receipt and its readers have their hashes", async () => {
    const [first, second] = [await announce({ name: "Phụ lục 1" }), await announce({ name: "Phụ lục 2" })];
    await receive(first);
    await receive(second);
    const preview = await write(clerk, REPORT, "preview");
    expect(preview.text).toContain("Phụ lục 2.pdf");
    const receipt = await clerk.submit(preview, "file", { attachment: [idOf(first)] });
    expect(receipt.text).toContain("Phụ lục 1.pdf");
    expect(receipt.text).not.toContain("Phụ lục 2.pdf");
    expect(receipt.text).toMatch(/SHA-256: ([0-9a-f]{8} ){7}[0-9a-f]{8}/);
    expect(receipt.text).toContain("Kiểm tra biên nhận tại");
    const reader = await signedIn(world, SNV);
    const list = await reader.get(LIST);
    expect([list.text.includes("Phụ lục 1.pdf"), list.text.includes("Phụ lục 2.pdf")]).toEqual([true, false]);
    expect((await reader.get(first.path)).document.querySelector("main form")).toBeNull();
    expect((await reader.get(second.path)).status).toBe(404);
  });

  it("is not filed when a file that was ticked is gone meanwhile", async () => {
    const page = await announce();
    await receive(page);
    const preview = await write(clerk, REPORT, "preview");
    await clerk.submit(await clerk.get(page.path), "remove");
    const again = await clerk.submit(preview, "file", { attachment: [idOf(page)] });
    expect([again.status, again.text.includes("Lần bấm vừa rồi chưa thực hiện việc gì")]).toEqual([409, true]);
  });

  it("is another unit's matter: nothing of it is there for others", async () => {
    const page = await announce();
    await receive(page);
    const other = await signedIn(world, OTHER);
    for (const path of [LIST, page.path, `${page.path}/content`]) expect((await other.get(path)).status).toBe(404);
  });

  it("shows a name with markup in it as it is typed", async () => {
    const page = await announce({ name: "<img src=x onerror=alert(1)>" });
    await receive(page);
    for (const { body } of [await clerk.get(page.path), await clerk.get(LIST), await write(clerk, REPORT, "preview")])
      expect(body).not.toContain("<img src=x");
  });
});

describe("the check of a receipt", () => {
  it("is for everybody, and says valid or not, and nothing else", async () => {
    const receipt = await clerk.submit(await write(clerk, REPORT, "preview"), "file");
    await world.register.receipts.enter(
      { receiver: unitId("snv"), year: 2017, number: 1 },
      {
        hashes: [hashOn(receipt)],
        at: world.clock.now(),
      },
    );
    const anybody = new Browser(world);
    const ask = async (number: string, hash: string) => {
      const { text, status } = await anybody.get(
        `/receipts?${new URLSearchParams({ receipt: number, sha256: hash }).toString()}`,
      );
      return [status, /(Hợp lệ|Không hợp lệ):/.exec(text)?.[1], text.includes("Sở Tài chính")];
    };
    expect(await ask("1/2017/snv", hashOn(receipt))).toEqual([200, "Hợp lệ", false]);
    const wrong = [
      await ask("2/2017/snv", hashOn(receipt)),
      await ask("1/2017/snv", "0".repeat(64)),
      await ask("x", "y"),
    ];
    expect(wrong).toEqual(wrong.map(() => [200, "Không hợp lệ", false]));
    expect((await anybody.get("/receipts")).text).not.toMatch(/ợp lệ:/);
  });
});

function hashOn({ text }: Page): string {
  return /(?:[0-9a-f]{8} ){7}[0-9a-f]{8}/.exec(text)?.[0].replaceAll(" ", "") ?? "";
}
