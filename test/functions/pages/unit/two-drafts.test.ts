import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { acceptReport } from "../../api/operations.ts";
import { dutyIn, issuedWorld, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { fieldsOf, formOf } from "../browser.ts";
import type { Fields } from "../browser.ts";
import type { Browser, Page } from "../browser.ts";
import { CLERK, OFFICE, REPORT, SNV, STC, file, linksOf, minutesLater, signedIn, valueOf, write } from "./people.ts";

const THEIRS = { ...REPORT, "sections.thi-dua": "Văn thư ghi.", "figures.mo-hinh-hieu-qua": "3" };
const MINE = { ...REPORT, "sections.thi-dua": "Văn phòng ghi.", "figures.mo-hinh-hieu-qua": "4" };

let engine: Engine;
let world: World;
let clerk: Browser;
let office: Browser;
let conflict: Page;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
/** The office opened the form, the clerk saved his, and then the office saves its own. */
beforeEach(async () => {
  world = await issuedWorld(engine);
  clerk = await signedIn(world, CLERK);
  office = await signedIn(world, OFFICE);
  const opened = await office.get(`${STC}/report`);
  await write(clerk, THEIRS);
  minutesLater(world, 5);
  conflict = await office.submit(opened, "save", MINE);
});

const kept = async () => {
  const { present, aside } = await world.register.drafts.drafts(await dutyIn(world, "stc"));
  return {
    draft: `${present?.version} ${present?.savedBy}: ${present?.draft.sections["thi-dua"]}`,
    aside: aside.map(({ savedBy, draft }) => `${savedBy}: ${draft.sections["thi-dua"]}`),
  };
};

describe("of two who write one report", () => {
  it("the later is told who saved when, and where the two differ", () => {
    expect(conflict.status).toBe(409);
    expect(conflict.document.querySelector("h1")?.textContent).toBe("Có hai bản dự thảo khác nhau");
    expect(conflict.text).toContain(`${CLERK} đã lưu bản dự thảo số 1 lúc 08:00 ngày 14/7/2017`);
    const rows = [...conflict.document.querySelectorAll("tbody tr")].map((row) =>
      [...row.children].map((cell) => cell.textContent?.trim()),
    );
    expect(rows).toEqual([
      ["Thực hiện phong trào thi đua “Dân vận khéo” năm 2017", "Văn phòng ghi.", "Văn thư ghi."],
      ["Mô hình (tập thể) hiệu quả", "4", "3"],
    ]);
  });

  it("both are kept", async () => {
    expect(await kept()).toEqual({
      draft: `1 ${CLERK}: Văn thư ghi.`,
      aside: [`${OFFICE}: Văn phòng ghi.`],
    });
  });

  it("what is kept aside is told of on its writer's form until it is settled, and on nobody else's", async () => {
    const form = await office.get(`${STC}/report`);
    expect(form.text).toContain(`Một bản dự thảo khác của ${OFFICE}, lúc 08:05 ngày 14/7/2017, đang được giữ riêng`);
    expect(valueOf(form, "sections.thi-dua")).toBe("Văn thư ghi.");
    const compared = await office.get(linksOf(form).find((href) => href.includes("compare")) ?? "");
    expect(compared.status).toBe(200);
    expect(compared.text).toContain("Văn phòng ghi.");
    expect((await clerk.get(`${STC}/report`)).text).not.toContain("giữ riêng");
    expect((await clerk.get(`${STC}/report?compare=1`)).location).toBe(`${STC}/report`);
  });

  it("the same words are no second draft", async () => {
    const opened = await office.get(`${STC}/report`);
    await write(clerk, { ...THEIRS, documentNumber: "216" });
    const same = await office.submit(opened, "save", { ...THEIRS, documentNumber: "216 " });
    expect(same.path).toBe(`${STC}/report?done=saved`);
  });
});

describe("the later may", () => {
  it("put its own in place of the other's, which is then kept aside for him", async () => {
    const form = await office.submit(conflict, "mine");
    expect(valueOf(form, "sections.thi-dua")).toBe("Văn phòng ghi.");
    expect(form.text).toContain("Bản giữ riêng đã thành bản dự thảo chung.");
    expect(await kept()).toEqual({ draft: `2 ${OFFICE}: Văn phòng ghi.`, aside: [`${CLERK}: Văn thư ghi.`] });
    expect((await clerk.get(`${STC}/report`)).text).toContain(`Một bản dự thảo khác của ${CLERK}`);
  });

  it("throw its own away", async () => {
    const form = await office.submit(conflict, "theirs");
    expect(valueOf(form, "sections.thi-dua")).toBe("Văn thư ghi.");
    expect(await kept()).toEqual({ draft: `1 ${CLERK}: Văn thư ghi.`, aside: [] });
  });

  it("put the two together by hand, each field with what the other wrote there", async () => {
    const merge = await office.get(linksOf(conflict).find((href) => href.includes("merge")) ?? "");
    expect(valueOf(merge, "sections.thi-dua")).toBe("Văn phòng ghi.");
    const theirs = [...merge.document.querySelectorAll(".beside")].map((one) =>
      one.textContent?.replace(/\s+/g, " ").trim(),
    );
    expect(theirs).toEqual([`Bản của ${CLERK} ghi: Văn thư ghi.`, `Bản của ${CLERK} ghi: 3`]);
    const form = await office.submit(merge, "save", { "sections.thi-dua": "Cả hai." });
    expect(valueOf(form, "sections.thi-dua")).toBe("Cả hai.");
    expect(await kept()).toEqual({ draft: `2 ${OFFICE}: Cả hai.`, aside: [`${CLERK}: Văn thư ghi.`] });
  });

  it("do none of it by itself: a form that puts two drafts together is not saved unasked", async () => {
    const merge = await office.get(`${STC}/report?merge=1`);
    expect(formOf(merge, "save").hasAttribute("data-autosave")).toBe(false);
  });

  it("go on putting them together when what was typed is not right yet", async () => {
    const merge = await office.get(`${STC}/report?merge=1`);
    const faulty = await office.submit(merge, "save", { documentNumber: "x".repeat(101) });
    expect(faulty.status).toBe(400);
    expect(faulty.document.querySelectorAll(".beside").length).toBeGreaterThan(0);
    await office.submit(faulty, "save", { documentNumber: "217" });
    expect(await kept()).toEqual({ draft: `2 ${OFFICE}: Văn phòng ghi.`, aside: [`${CLERK}: Văn thư ghi.`] });
  });
});

describe("a choice between two drafts", () => {
  it("made after a third was saved shows the third first", async () => {
    await write(clerk, { "sections.thi-dua": "Văn thư sửa." });
    const again = await office.submit(conflict, "mine");
    expect(again.status).toBe(409);
    expect(again.text).toContain("Văn thư sửa.");
    expect(await kept()).toEqual({ draft: `2 ${CLERK}: Văn thư sửa.`, aside: [`${OFFICE}: Văn phòng ghi.`] });
    expect(valueOf(await office.submit(again, "mine"), "sections.thi-dua")).toBe("Văn phòng ghi.");
  });

  it("made twice leads to the form that came of it", async () => {
    await office.submit(conflict, "mine");
    const twice = await office.press(conflict, "mine");
    expect(twice.location).toBe(`${STC}/report`);
    expect((await kept()).draft).toBe(`2 ${OFFICE}: Văn phòng ghi.`);
  });

  it("made in an earlier sign-in does nothing, and shows both again", async () => {
    const fields: Fields = { ...fieldsOf(formOf(conflict, "mine")), do: "mine", seal: "x.y" };
    const reopened = await office.post(`${STC}/report`, fields);
    expect(reopened.status).toBe(409);
    expect(reopened.text).toContain("Chưa lưu và chưa gửi gì");
    expect((await kept()).draft).toBe(`1 ${CLERK}: Văn thư ghi.`);
  });

  it("made after the report was accepted is refused, and both stay", async () => {
    await file(clerk, {});
    await ok(world, acceptReport, { by: SNV });
    const refused = await office.submit(conflict, "mine");
    expect(refused.status).toBe(409);
    expect((await kept()).aside).toEqual([`${OFFICE}: Văn phòng ghi.`]);
  });

  it("between two of one's own keeps the one that is replaced", async () => {
    await office.submit(conflict, "theirs");
    const one = await office.get(`${STC}/report`);
    const two = await office.get(`${STC}/report`);
    await office.submit(one, "save", { "sections.thi-dua": "Thẻ một." });
    const both = await office.submit(two, "save", { "sections.thi-dua": "Thẻ hai." });
    expect(both.text).toContain(`Chính tài khoản này (${OFFICE}) đã lưu bản dự thảo số 2 lúc 08:05 ngày 14/7/2017`);
    expect(both.text).not.toContain("người khác");
    const settled = await office.submit(both, "mine");
    expect(await kept()).toEqual({ draft: `3 ${OFFICE}: Thẻ hai.`, aside: [`${OFFICE}: Thẻ một.`] });
    // It was looked at and chosen against: it is there, and does not call for anything.
    expect(settled.text).toContain("Bản dự thảo lúc 08:05 ngày 14/7/2017 vẫn được giữ riêng.");
    expect(settled.document.querySelector(".notice-warning")).toBeNull();
  });
});

describe("what is kept aside is told of no more", () => {
  const told = "đang được giữ riêng";

  it("once its writer has looked at it and lets it lie; it can still be compared", async () => {
    const form = await office.submit(conflict, "away");
    expect(form.path).toBe(`${STC}/report?done=away`);
    expect(form.text).not.toContain(told);
    expect(await kept()).toEqual({ draft: `1 ${CLERK}: Văn thư ghi.`, aside: [`${OFFICE}: Văn phòng ghi.`] });
    const compared = await office.get(linksOf(form).find((href) => href.includes("compare")) ?? "");
    expect(compared.text).toContain("Văn phòng ghi.");
  });

  it("once the report was filed, whoever filed it", async () => {
    expect((await office.get(`${STC}/report`)).text).toContain(told);
    minutesLater(world, 1);
    await file(clerk, {});
    expect((await office.get(`${STC}/report`)).text).not.toContain("giữ riêng");
    expect((await office.get(`${STC}/report?compare=1`)).location).toBe(`${STC}/report`);
  });

  it("but what is set aside after the filing is told of, and can be settled", async () => {
    const opened = await office.get(`${STC}/report`);
    await write(clerk, { ...THEIRS, documentNumber: "216" });
    await file(clerk, {});
    minutesLater(world, 1);
    const late = await office.submit(opened, "save", { "sections.thi-dua": "Muộn." });
    expect(late.status).toBe(409);
    expect((await office.get(`${STC}/report`)).text).toContain(told);
    await office.submit(late, "mine");
    expect(await kept()).toMatchObject({ draft: `4 ${OFFICE}: Muộn.` });
  });
});

describe("of one person's tab", () => {
  const autosave = async (page: Page, tab: string, text: string, by = office) => {
    const fields = { ...fieldsOf(formOf(page, "save")), tab, "sections.thi-dua": text, do: "autosave" };
    const { status, body } = await by.post(`${STC}/report`, fields, { headers: { accept: "application/json" } });
    return { status, ...(JSON.parse(body) as { saved: boolean; version?: number; text: string }) };
  };
  let drawn: Page;
  beforeEach(async () => {
    await office.submit(conflict, "theirs");
    drawn = await office.get(`${STC}/report`);
  });

  it("a page that was drawn while the draft of the page before was on its way is in conflict with nobody", async () => {
    expect(await autosave(drawn, "thetab.1", "Trước khi tải lại.")).toMatchObject({ saved: true, version: 2 });
    expect(await autosave(drawn, "thetab.2", "Sau khi tải lại.")).toMatchObject({ saved: true, version: 3 });
    expect(await kept()).toEqual({ draft: `3 ${OFFICE}: Sau khi tải lại.`, aside: [] });
  });

  it("nor is one that never heard that its draft was saved, however often", async () => {
    for (const [version, text] of [2, 3, 4].map((at) => [at, `Lần ${at}.`] as const))
      expect(await autosave(drawn, "thetab.1", text)).toMatchObject({ saved: true, version });
  });

  it("a draft of an earlier page, which comes late, is not put over that of a later one", async () => {
    await autosave(drawn, "thetab.2", "Trang sau.");
    const late = await autosave(drawn, "thetab.1", "Trang trước.");
    expect(late).toMatchObject({ status: 409, saved: false });
    expect(await kept()).toEqual({ draft: `2 ${OFFICE}: Trang sau.`, aside: [`${OFFICE}: Trang trước.`] });
  });

  it("another tab of the same person is told that it was oneself, and when", async () => {
    await autosave(drawn, "thetab.1", "Thẻ một.");
    const other = await autosave(drawn, "another.1", "Thẻ hai.");
    expect(other).toMatchObject({ status: 409, saved: false });
    expect(other.text).toContain("Chính tài khoản này");
    expect(other.text).toContain("lúc 08:05 ngày 14/7/2017, ở một thẻ, một trang hoặc một máy khác");
    const form = await office.get(`${STC}/report`);
    expect(form.text).toContain("vì bản dự thảo chung đã được lưu từ một thẻ hoặc một máy khác");
  });

  it("a page without script has no tab, and is compared as ever", async () => {
    await autosave(drawn, "", "Một.");
    expect(await autosave(drawn, "", "Hai.")).toMatchObject({ saved: false });
  });
});
