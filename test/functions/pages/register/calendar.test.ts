import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { DirectiveSchema } from "../../../../functions/domain/directive.ts";
import { SNV, drain, newWorld, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { at, directive as of2017, units } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { createDirective, issueDirective } from "../../api/operations.ts";
import { Browser } from "../browser.ts";
import type { Page } from "../browser.ts";
import { factsOf, faultsOf, noticesOf, rowsOf } from "./read-page.ts";

const directive = DirectiveSchema.parse({
  ...of2017,
  id: "cuoi-nam-2026",
  issuedOn: "2026-11-27",
  obligations: of2017.obligations.map((one, i) => ({ ...one, before: ["2026-12-31", "2027-03-26"][i] })),
});

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await newWorld(engine, at("2026-11-30T08:00"));
  await world.register.units.putUnits(units, new Map());
  browser = await new Browser(world).signIn(SNV);
});

async function issue(): Promise<void> {
  await ok(world, createDirective, { by: SNV, body: directive });
  await ok(world, issueDirective, { by: SNV, params: { directiveId: directive.id } });
  await drain(world);
}

const typedOf = (page: Page): string => (page.document.querySelector("textarea")?.value ?? "").replace(/^\n/, "");
const swapped = (page: Page): string =>
  `${typedOf(page)}\n08/01/2027; Nghỉ; Hoán đổi; Công văn 1/VPCP-KGVX; trang 2\n16-1-2027; làm; Làm bù ngày 8/1; Công văn 1/VPCP-KGVX\n`;

describe("the working calendar", () => {
  it("is listed by year, each with its state", async () => {
    expect(rowsOf(await browser.get("/calendar"))).toEqual([
      ["2017", "Đã chốt", "10", "có sẵn"],
      ["2026", "Đã chốt", "15", "có sẵn"],
      ["2027", "Tạm tính", "11", "theo Bộ luật Lao động"],
    ]);
  });

  it("shows a year's lines, and has them in the form, one a day", async () => {
    const page = await browser.get("/calendar/2027");
    expect(rowsOf(page)[1]).toEqual([
      "thứ Năm, 4/2/2027",
      "nghỉ",
      "Tết Nguyên đán Đinh Mùi",
      "Bộ luật Lao động 2019, Điều 112(1)(b)",
    ]);
    expect(typedOf(page).split("\n")[1]).toBe(
      "4/2/2027; nghỉ; Tết Nguyên đán Đinh Mùi; Bộ luật Lao động 2019, Điều 112(1)(b)",
    );
    expect((await browser.get("/calendar/27")).status).toBe(400);
  });

  it("is made final after a look at what moves, once", async () => {
    await issue();
    const page = await browser.get("/calendar/2027");
    const look = await browser.submit(page, "look", { lines: swapped(page) });
    expect(factsOf(look)).toEqual({
      "Thêm so với hiện tại": "thứ Sáu, 8/1/2027: nghỉthứ Bảy, 16/1/2027: làm",
      "Bớt so với hiện tại": "không",
      "Mốc chưa đến được tính lại": "1",
    });
    expect(rowsOf(look)).toEqual([
      [
        "5500/UBND-KGVX: Báo cáo tình hình thực hiện phong trào thi đua “Dân vận khéo”",
        expect.stringContaining("5"),
        "08:00 ngày 8/1/2027",
        "08:00 ngày 11/1/2027",
      ],
    ]);
    expect((await world.register.calendar.latest()).year(2027).status).toBe("provisional");

    const done = await browser.submit(look, "final");
    expect([done.path, noticesOf(done)[0]]).toEqual([
      "/calendar/2027?done=final",
      "Đã chốt lịch của năm; các mốc chưa đến đã được tính lại.",
    ]);
    expect(rowsOf(done).find(([date]) => date === "thứ Sáu, 8/1/2027")).toEqual([
      "thứ Sáu, 8/1/2027",
      "nghỉ",
      "Hoán đổi",
      "Công văn 1/VPCP-KGVX; trang 2",
    ]);
    const runs = await world.register.runs.runsOf(directive.id);
    const moved = runs.find(({ obligationId, milestone }) => obligationId === "bao-cao" && milestone === "follow-up-5");
    expect(moved?.at).toBe(at("2027-01-11T08:00"));
    const again = await browser.submit(look, "final");
    expect(again.status).not.toBe(303);
    expect((await world.register.calendar.keptYears()).map(({ version }) => version)).toEqual([1]);
  });

  it("tells all that is wrong with what was typed, by line, and keeps it", async () => {
    const lines = "1/1/2027; nghỉ; Tết; Luật\n\n31/2/2027; nghỉ; A; B\n4/1/2027; ngủ; A\n";
    const page = await browser.submit(await browser.get("/calendar/2027"), "look", { lines });
    expect(page.status).toBe(400);
    expect(faultsOf(page)).toEqual([
      expect.stringMatching(/^lines: .*Dòng 3, ngày: Ngày phải có trong lịch/),
      expect.stringMatching(/^lines: .*Dòng 4, nghỉ hay làm: Chỉ ghi “nghỉ” hoặc “làm”/),
      expect.stringMatching(/^lines: .*Dòng 4, nguồn: Không được để trống/),
    ]);
    expect(typedOf(page)).toBe(lines);
    const second = await browser.submit(page, "look", { lines: "1/1/2027; nghỉ; Tết; Luật\n2/1/2027; nghỉ; A; B" });
    expect(faultsOf(second)).toEqual([
      expect.stringMatching(/Dòng 2, nghỉ hay làm: Thứ Bảy, 2\/1\/2027 là ngày cuối tuần/),
    ]);
  });

  it("somebody else's change meanwhile is told before anything is done", async () => {
    const page = await browser.get("/calendar/2027");
    const look = await browser.submit(page, "look", { lines: swapped(page) });
    const other = await browser.submit(await browser.submit(page, "look", { lines: typedOf(page) }), "final");
    expect(other.path).toBe("/calendar/2027?done=final");
    const late = await browser.submit(look, "final");
    expect([late.status, noticesOf(late)[0]]).toEqual([409, expect.stringContaining("đã được người khác thay đổi")]);
    expect((await world.register.calendar.latest()).year(2027).lines).toHaveLength(11);
  });

  it("is the home unit's alone", async () => {
    const unit = await new Browser(world).signIn("vanthu@stc.daklak.example");
    expect((await unit.get("/calendar")).status).toBe(403);
    expect((await unit.get("/calendar/2027")).status).toBe(403);
  });
});

describe("the start page of the home unit", () => {
  it("asks for the next year's notice from October on, until that year is final", async () => {
    const asks = async () => noticesOf(await browser.get("/")).some((text) => text.includes("Lịch làm việc năm 2027"));
    expect(await asks()).toBe(true);
    const page = await browser.get("/calendar/2027");
    await browser.submit(await browser.submit(page, "look", { lines: typedOf(page) }), "final");
    expect(await asks()).toBe(false);
  });

  it("asks for nothing in September", async () => {
    world = await newWorld(engine, at("2026-09-30T23:59"));
    await world.register.units.putUnits(units, new Map());
    browser = await new Browser(world).signIn(SNV);
    expect(noticesOf(await browser.get("/")).filter((text) => text.includes("Lịch làm việc"))).toEqual([]);
  });
});

describe("a date that rests on a year whose notice is still to come", () => {
  it("says so on the directive's pages, in its plan and in letters", async () => {
    await ok(world, createDirective, { by: SNV, body: directive });
    const shown = await browser.get(`/directives/${directive.id}`);
    expect(shown.text).toContain("trước ngày 26/3/2027 (ngày làm việc cuối cùng: thứ Năm, 25/3/2027, tạm tính)");
    expect(shown.text).toContain("trước ngày 31/12/2026 (ngày làm việc cuối cùng: thứ Tư, 30/12/2026)");
    const said = (page: Page) => page.text.replaceAll(/\s+/g, " ");
    expect(said(shown)).toContain("08:00 ngày 8/1/2027 (tạm tính)");
    expect(said(shown)).not.toContain("08:00 ngày 31/12/2026 (tạm tính)");
    const plan = await browser.get(`/directives/${directive.id}/plan`);
    expect(said(plan)).toContain("08:00 ngày 8/1/2027 (tạm tính)");
    const look = await browser.submit(shown, "look");
    expect(said(look)).toContain("08:00 ngày 18/3/2027 (tạm tính)");
    await browser.submit(look, "issue");
    await drain(world);
    const letter = world.mailer.mails.find(({ to }) => to.includes(SNV));
    expect(JSON.stringify(letter?.letter)).toContain("thứ Năm, 25/3/2027, tạm tính");
    expect(said(await browser.get(`/directives/${directive.id}`))).toContain("08:00 ngày 8/1/2027 (tạm tính)");
  });
});
