import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { extendDuty, fileReport, putUnit, returnReport, stateReason, withdrawDirective } from "../../api/operations.ts";
import { unitNamed } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { SNV, drain, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import type { Browser, Page } from "../browser.ts";
import { leaderIn, linksOf, rowsOf, signedIn, withTimeLeft, worldAt } from "../office/office-site.ts";
import { THIRTY, withThirty } from "./thirty-directives.ts";

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
  world = await thirty();
});
afterAll(() => engine.close());
const thirty = () => worldAt(engine, "thirty directives", () => withThirty(engine));

const queueOf = (page: Page) => rowsOf(page, "section[aria-labelledby=watched]");
const titlesOf = (page: Page) =>
  queueOf(page).map((row) => /Báo cáo việc thứ (\d+)/.exec(row["Yêu cầu báo cáo"] ?? "")?.[1]);
const nth = (what: string) => THIRTY.filter(({ is }) => is === what).map((one) => String(one.nth));
const pathOf = (number: number | string) => `/obligations/viec-${number}/bao-cao`;

describe.each([
  ["the supervisor", (one: World) => signedIn(one, SNV), "review"],
  ["the leader", leaderIn, "duties?state=submitted"],
] as const)(
  "of thirty directives of other dates, three with overdue units, the start of %s",
  (_who, signIn, review) => {
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
      browser = await signIn(world);
      page = await browser.get("/");
    });

    it("names those three first, the longest overdue before the others", () => {
      const [first, second, third, fourth] = queueOf(page);
      expect(titlesOf(page).slice(0, 3).toSorted()).toEqual(nth("overdue").toSorted());
      for (const row of [first, second, third]) expect(row?.["Cần xử lý"]).toContain("2 đơn vị quá hạn");
      expect(fourth?.["Cần xử lý"]).not.toContain("quá hạn");
    });

    it("names what waits for review before what is still to come, and leaves out what is done with", () => {
      const titles = titlesOf(page);
      expect(titles.slice(3, 8).toSorted()).toEqual(nth("filed").toSorted());
      for (const one of nth("done")) expect(titles).not.toContain(one);
      expect(page.text).toContain(`Còn ${32 - nth("done").length - 20} yêu cầu chưa xong`);
    });

    it("goes on where it ends, so that nothing that needs somebody is on neither page", async () => {
      const rest = await browser.get("/obligations?state=to-do&page=2");
      const all = [
        ...titlesOf(page),
        ...rowsOf(rest).map((row) => /việc thứ (\d+)/.exec(row["Yêu cầu báo cáo"] ?? "")?.[1]),
      ];
      expect(linksOf(page)).toContain("/obligations?state=to-do&page=2");
      const open = THIRTY.filter(({ is }) => is !== "done").map((one) => String(one.nth));
      expect(all.filter((one) => one !== undefined).toSorted()).toEqual(open.toSorted());
    });

    it("has each number lead to exactly those rows", async () => {
      const [overdue = ""] = nth("overdue");
      const [filed = ""] = nth("filed");
      const [open = ""] = THIRTY.filter(({ is, before }) => is === "open" && before < "2017-10").map((one) =>
        String(one.nth),
      );
      const links = linksOf(page);
      for (const href of [
        `${pathOf(overdue)}/escalations`,
        `${pathOf(filed)}/${review}`,
        `${pathOf(open)}/duties?state=open`,
        `${pathOf(open)}/duties?unanswered=1`,
      ]) {
        expect(links).toContain(href);
        expect(rowsOf(await browser.get(href)).map((row) => row["Đơn vị"]?.replace(/ \d.*/, "")).length, href).toBe(2);
      }
      const counted = /Có đơn vị quá hạn: (\d+)/.exec(page.text)?.[1];
      expect(counted).toBe("3");
      expect(rowsOf(await browser.get("/obligations?state=overdue"))).toHaveLength(3);
    });

    it("costs no more than a page may, of whichever of its pages", async () => {
      for (const path of ["/", "/obligations", "/obligations?state=to-do&page=2"]) {
        const { read, write, calls } = await costOf(world, () => browser.get(path));
        expect(read, path).toBeLessThanOrEqual(10);
        expect(calls, path).toBeLessThanOrEqual(10);
        expect(write, path).toBe(0);
        expect(Buffer.byteLength((await browser.get(path)).body), path).toBeLessThan(60_000);
      }
    });
  },
);

/** What a page costs that this function has shown before, and in how many calls. */
async function costOf({ table }: World, action: () => Promise<unknown>) {
  let calls = 0;
  table.client.middlewareStack.add(
    (next) => (args) => {
      calls++;
      return next(args);
    },
    { step: "initialize", name: "count", override: true },
  );
  const cost = await table.costOf(action);
  table.client.middlewareStack.remove("count");
  return { ...cost, calls };
}

describe("a line of the queue", () => {
  const rowOf = async (number: string) => {
    const page = await (await signedIn(world, SNV)).get(`/obligations?q=${number}/UBND-TH`);
    return rowsOf(page).find((row) => row["Yêu cầu báo cáo"]?.startsWith(`Báo cáo việc thứ ${number}V`));
  };
  const act = { unit: "stc", params: { obligationId: "bao-cao" } };
  beforeAll(async () => {
    world = await thirty();
  });

  it("says who has just filed, and since when, and who has said why it will be late", async () => {
    const [one = ""] = nth("open");
    const params = { ...act.params, directiveId: `viec-${one}` };
    const clerk = unitNamed("stc").clerkEmail ?? "";
    await ok(world, stateReason, { by: clerk, ...act, params, body: { text: "Chờ số liệu" } });
    await drain(world);
    expect((await rowOf(one))?.["Cần xử lý"]).toContain("1 đơn vị đã nêu lý do chậm");
    const body = { documentNumber: "12/BC", signedOn: "2017-08-09", signer: { name: "A", post: "B" }, sections: {} };
    await ok(world, fileReport, { by: clerk, ...act, params, body });
    await drain(world);
    const now = await rowOf(one);
    expect(now?.["Cần xử lý"]).not.toContain("đã nêu lý do chậm");
    expect(now?.["Cần xử lý"]).toContain("1 đơn vị mới gửi từ 8/8/2017");
    expect(now?.["Cần xử lý"]).toContain("1 báo cáo chờ xem xét");
    const list = await (await signedIn(world, SNV)).get(`${pathOf(one)}/duties?filed=2017-08-08`);
    expect(rowsOf(list)).toHaveLength(1);
    expect((await (await signedIn(world, SNV)).get(`${pathOf(one)}/duties?filed=2017-08-10`)).text).toContain(
      "0 trong 2 đơn vị",
    );
  });

  it("counts a unit that has opened its duty as one that knows of it", async () => {
    const [, one = ""] = nth("open");
    expect((await rowOf(one))?.["Cần xử lý"]).toContain("2 đơn vị chưa xác nhận");
    const clerk = await signedIn(world, unitNamed("stc").clerkEmail);
    for (let again = 0; again < 2; again++) await clerk.get(`/duties/viec-${one}/bao-cao/stc`);
    await drain(world);
    expect((await rowOf(one))?.["Cần xử lý"]).toContain("1 đơn vị chưa xác nhận");
  });

  it("goes by the date that was given to whoever owes it still", async () => {
    const [one = ""] = nth("overdue");
    for (const unit of ["stc", "ubnd-lak"])
      await ok(world, extendDuty, {
        by: SNV,
        unit,
        params: { ...act.params, directiveId: `viec-${one}` },
        body: { before: "2017-12-01", reason: "Chờ số liệu", approvedBy: "Giám đốc", documentNumber: "1/SNV" },
      });
    await drain(world);
    const row = await rowOf(one);
    expect(row?.["Thời hạn"]).toContain("(thời hạn riêng: 1/12/2017)");
    expect(row?.["Thời hạn"]).not.toContain("quá hạn");
    expect(row?.["Cần xử lý"]).toContain("2 đơn vị chưa gửi");
  });

  it("tells the date of a supplement as one", async () => {
    const one = nth("filed").at(-1) ?? "";
    await ok(world, returnReport, {
      by: SNV,
      unit: "stc",
      params: { ...act.params, directiveId: `viec-${one}` },
      body: { before: "2017-08-25", reason: "Thiếu số liệu" },
    });
    await drain(world);
    expect((await rowOf(one))?.["Thời hạn"]).toContain("(bổ sung: 25/8/2017)");
  });

  it("is gone from the start once its directive is withdrawn, and stands in the list as what it is", async () => {
    const [, one = ""] = nth("overdue");
    const body = { reason: "Đã có văn bản thay thế", documentNumber: "2/UBND" };
    await ok(world, withdrawDirective, { by: SNV, params: { directiveId: `viec-${one}` }, body });
    await drain(world);
    expect(titlesOf(await (await signedIn(world, SNV)).get("/"))).not.toContain(one);
    expect(await rowOf(one)).toMatchObject({ "Tiến độ": "Văn bản đã thu hồi", "Cần xử lý": "" });
    const closed = await (await signedIn(world, SNV)).get("/obligations?state=closed");
    expect(rowsOf(closed)).toHaveLength(nth("done").length + 1);
  });
});

describe("a unit that no letter reaches", () => {
  it("is counted from the letter on that could not go out, with those who said why, until its address is mended", async () => {
    const left = await withTimeLeft(engine);
    const task = async () => queueOf(await (await signedIn(left, SNV)).get("/"))[0]?.["Cần xử lý"];
    expect(await task()).toContain("1 đơn vị không nhận được thư");
    expect(await task()).toContain("1 đơn vị đã nêu lý do chậm");
    const list = await (
      await signedIn(left, SNV)
    ).get("/obligations/5500-ubnd-kgvx-2017/bao-cao/duties?state=open&unreachable=1");
    expect(rowsOf(list).map((row) => row["Đơn vị"])).toEqual([expect.stringContaining("Văn phòng UBND tỉnh")]);

    const { clients: _none, id, ...unit } = unitNamed("vpub");
    const body = { ...unit, clerkEmail: "vanthu-moi@vpub.daklak.example" };
    await ok(left, putUnit, { by: SNV, params: { unitId: id }, body });
    expect(await task()).not.toContain("không nhận được thư");
    await drain(left);
    expect(await task()).not.toContain("không nhận được thư");
  });
});
