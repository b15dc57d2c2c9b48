import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import {
  acceptReport,
  changeReporters,
  createDirective,
  exemptDuty,
  putUnit,
  fileReport,
  issueDirective,
  returnReport,
} from "../../api/operations.ts";
import { directive, email, unitId, unitNamed } from "../../season.ts";
import { drain, goTo, issuedWorld, newWorld, ok } from "../../use-cases/world.ts";
import { aMonthLater } from "../../store/a-month-later.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser } from "../browser.ts";
import {
  CLERK,
  LAK,
  REPORT,
  SNV,
  STC,
  dutyOf,
  file,
  leaderIn,
  linksOf,
  minutesLater,
  signedIn,
  write,
} from "./people.ts";
import { directiveOf } from "../desk/thirty-directives.ts";
import { rowsOf } from "../office/office-site.ts";

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
});

describe("to whoever is not signed in, the start", () => {
  it("says what this is, what one needs, and has one way in", async () => {
    const page = await new Browser(world).get("/");
    expect(page.status).toBe(200);
    expect(page.document.querySelectorAll("h1")).toHaveLength(1);
    expect(page.text).toContain("Hộp thư công vụ của đơn vị");
    expect(linksOf(page)).toEqual(["/sign-in?to=%2F"]);
    expect(page.text).not.toContain("Sở Tài chính");
  });
});

describe("to a unit, the start", () => {
  it("shows a report that is asked for again after all of it was done with, before that is counted", async () => {
    const body = directiveOf({ nth: 99, before: "2017-09-01", is: "open" });
    const params = { directiveId: body.id, obligationId: "bao-cao" };
    await ok(world, createDirective, { by: SNV, body });
    await ok(world, issueDirective, { by: SNV, params });
    await drain(world);
    for (const { id, clerkEmail = "" } of ["stc", "ubnd-lak"].map(unitNamed)) {
      const report = { documentNumber: "1/BC", signedOn: "2017-07-14", signer: { name: "A", post: "B" }, sections: {} };
      await ok(world, fileReport, { by: clerkEmail, unit: id, params, body: report });
      await ok(world, acceptReport, { by: SNV, unit: id, params });
    }
    await drain(world);
    const [clerk, keeper] = [await signedIn(world, CLERK), await signedIn(world, SNV)];
    const owed = async () =>
      (await aMonthLater(() => clerk.get("/"))).document.querySelector("main article:last-of-type")?.textContent;
    const queue = async () =>
      (await aMonthLater(() => keeper.get("/"))).document.querySelector("section[aria-labelledby=watched]");
    expect((await aMonthLater(() => world.register.desk.settled())).size).toBe(1);
    expect(await owed()).not.toContain("Báo cáo việc thứ 99");
    expect((await queue())?.textContent).not.toContain("Báo cáo việc thứ 99");
    await ok(world, returnReport, {
      by: SNV,
      unit: "stc",
      params,
      body: { reason: "Thiếu số liệu.", before: "2017-09-08" },
    });
    const page = await aMonthLater(() => clerk.get("/"));
    expect(page.document.querySelector("main")?.textContent).toContain("Thiếu số liệu.");
    await drain(world);
    expect((await queue())?.textContent).toContain("Báo cáo việc thứ 99");
  });

  it.each([[[]], [["stp"]], [["stc", "stp"]]])(
    "shows what its officer may see now, whomever he acted for when he signed in: %j",
    async (then) => {
      const usual = await (await signedIn(world, CLERK)).get("/");
      const clerk = await new Browser(world).signIn(CLERK, { actedFor: then.map(unitId) });
      const page = await clerk.get("/");
      expect(page.document.querySelector("main")?.textContent).toBe(usual.document.querySelector("main")?.textContent);
    },
  );

  it("names its duties, each with its date, how long that is, and the next step", async () => {
    const clerk = await signedIn(world, CLERK);
    const page = await clerk.get("/");
    expect(page.document.querySelector("h1")?.textContent).toBe("Sở Tài chính");
    const duty = page.document.querySelector("main article");
    expect(duty?.textContent).toContain("Báo cáo tình hình thực hiện phong trào thi đua “Dân vận khéo”");
    expect(duty?.textContent).toContain("mục 5 Công văn số 5500/UBND-KGVX ngày 14/7/2017");
    expect(duty?.textContent).toContain("Ủy ban nhân dân tỉnh (thông qua Sở Nội vụ)");
    expect(duty?.textContent).toContain("trước ngày 30/10/2017 (ngày làm việc cuối cùng: thứ Sáu, 27/10/2017)");
    expect(duty?.textContent).toContain("còn 74 ngày làm việc");
    expect(duty?.querySelector(".button")?.textContent).toContain("Soạn báo cáo");
    expect(duty?.querySelector(".button")?.getAttribute("href")).toBe(`${STC}/report`);
    expect(page.text).toContain(`Thư nhắc gửi tới ${CLERK}`);
    expect(page.text).not.toContain("Theo dõi và tổng hợp");
  });

  it("says what the next step is in each state", async () => {
    const clerk = await signedIn(world, CLERK);
    const next = async () => (await clerk.get("/")).document.querySelector("main article .button")?.textContent;
    await write(clerk, REPORT);
    expect(await next()).toContain("Tiếp tục soạn");
    await clerk.submit(await clerk.get(`${STC}/preview`), "file");
    const filed = await clerk.get("/");
    expect(filed.document.querySelector("main article")).toBeNull();
    expect(filed.text).toContain("Không còn báo cáo nào phải gửi.");
    expect(filed.document.querySelector("tbody tr")?.textContent).toContain("Đã gửi đúng hạn");
    await ok(world, returnReport, { by: SNV, body: { reason: "Thiếu mục 3", before: "2017-08-01" } });
    expect(await next()).toContain("Bổ sung báo cáo");
    expect((await clerk.get("/")).text).toContain("Thiếu mục 3");
    minutesLater(world, 1);
    await file(clerk);
    await ok(world, acceptReport, { by: SNV });
    expect((await clerk.get("/")).document.querySelector("tbody tr")?.textContent).toContain("Đã chấp nhận");
  });

  it("is calm where nothing was ever asked", async () => {
    await ok(world, putUnit, {
      by: SNV,
      params: { unitId: "moi" },
      body: { name: "Đơn vị mới", kind: "khac", clerkEmail: "vanthu@moi.daklak.example" },
    });
    const page = await (await signedIn(world, "vanthu@moi.daklak.example")).get("/");
    expect(page.text).toContain("Đơn vị chưa được giao nhiệm vụ báo cáo nào");
  });

  it("warns of an address that came back, and loudly when none is left", async () => {
    const bounce = (who: string) =>
      world.register.units.markBounced(email(`${who}@lak.daklak.example`), {
        at: world.clock.now(),
        why: "bounce",
      });
    await bounce("vanthu");
    const lak = await signedIn(world, LAK);
    const one = await lak.get("/");
    expect(one.document.querySelector(".notice-warning")?.textContent).toContain(`thư bị trả về từ ${LAK}`);
    expect(one.text).toContain("Thư nhắc gửi tới vanphong@lak.daklak.example");
    await bounce("vanphong");
    await bounce("lanhdao");
    const none = await lak.get("/");
    expect(none.document.querySelector("[role=alert]")?.textContent).toContain("không hộp thư nào nhận được thư nhắc");
  });

  it("keeps apart the units that somebody acts for", async () => {
    const { clients: _none, ...lak } = unitNamed("ubnd-lak");
    await ok(world, putUnit, {
      by: SNV,
      params: { unitId: "ubnd-lak" },
      body: { ...lak, id: undefined, officeEmail: CLERK },
    });
    const page = await (await signedIn(world, CLERK)).get("/");
    const titles = [...page.document.querySelectorAll("main h2")].map(({ textContent }) => textContent);
    expect(titles).toContain("Nhiệm vụ báo cáo của đơn vị: Sở Tài chính");
    expect(titles).toContain("Nhiệm vụ báo cáo của đơn vị: UBND huyện Lắk");
    expect(linksOf(page)).toEqual(expect.arrayContaining([`${STC}/report`, `${dutyOf("ubnd-lak")}/report`]));
  });
});

describe("to whoever watches over reports, the start", () => {
  it("counts who has filed and who is late, and leads to the lists", async () => {
    await file(await signedIn(world, CLERK));
    await ok(world, exemptDuty, { by: SNV, unit: "vpub", body: { reason: "Không thuộc đối tượng" } });
    await drain(world);
    await goTo(world, "2017-10-30T08:05");
    const page = await (await signedIn(world, SNV)).get("/");
    const [own] = rowsOf(page, "section[aria-labelledby=watched]");
    expect(own?.["Tiến độ"]).toBe("1/3 đơn vị đã gửi; 1 đơn vị được miễn");
    expect(own?.["Thời hạn"]).toBe("30/10/2017quá hạn từ hôm nay");
    expect(own?.["Cần xử lý"]).toContain("2 đơn vị quá hạn");
    const path = "/obligations/5500-ubnd-kgvx-2017/bao-cao";
    expect(linksOf(page)).toEqual(expect.arrayContaining([path, `${path}/duties`, `${path}/escalations`]));
  });

  it("is the same for a leader, who has no duties and keeps no register", async () => {
    const page = await (await leaderIn(world)).get("/");
    expect(page.document.querySelector("h1")?.textContent).toBe("Phòng Khoa giáo - Văn xã");
    expect(page.text).toContain("0/4 đơn vị đã gửi");
    expect(page.text).not.toContain("Nhiệm vụ báo cáo của đơn vị");
    expect(page.text).not.toContain("Danh bạ và văn bản");
  });

  it("shows those who keep the register what waits to be issued", async () => {
    const body = { ...directive, id: "moi-2017", number: "12/KH-UBND", subject: "Việc <mới>" };
    await ok(world, createDirective, { by: SNV, body });
    const page = await (await signedIn(world, SNV)).get("/");
    const register = page.document.getElementById("register");
    expect(register?.textContent).toContain("12/KH-UBND: Việc <mới>");
    expect(linksOf(page)).toContain("/directives/moi-2017");
    expect((await (await signedIn(world, CLERK)).get("/")).text).not.toContain("12/KH-UBND");
  });

  describe("offers units of a kind that reports which were entered after the issue", () => {
    const offered = async (address: string) => {
      const page = await (await signedIn(world, address)).get("/");
      const links = [...page.document.querySelectorAll("#newcomers a")].map((link) => link.getAttribute("href"));
      return { text: page.document.getElementById("newcomers")?.textContent ?? "", links, page };
    };
    const enter = (id: string) =>
      ok(world, putUnit, { by: SNV, params: { unitId: id }, body: { ...unitNamed(id), id: undefined } });
    const ADDITION = "/obligations/5500-ubnd-kgvx-2017/bao-cao/addition";
    beforeEach(async () => {
      await goTo(world, "2017-10-16T10:00");
    });

    it("with a link that has them chosen, until they are added", async () => {
      expect((await offered(SNV)).text).toBe("");
      await enter("syt");
      await enter("sct");
      const { text, links, page } = await offered(SNV);
      expect(text).toContain("Sở Công Thương; Sở Y tế");
      expect(links).toEqual([`${ADDITION}?units=sct,syt`]);
      const browser = await signedIn(world, SNV);
      const form = await browser.get(links[0] ?? "");
      expect(form.document.querySelectorAll('input[name="units"][checked]')).toHaveLength(2);
      const reporters = { add: ["sct"], reason: "Thành lập mới", documentNumber: "6010/UBND" };
      await ok(world, changeReporters, { by: SNV, body: reporters });
      expect((await offered(SNV)).links).toEqual([`${ADDITION}?units=syt`]);
      expect(page.status).toBe(200);
    });

    it("the latest first: a unit that comes after many others is not forgotten", async () => {
      const many = Array.from({ length: 60 }, (_, nth) => ({ ...unitNamed("syt"), id: unitId(`so-${nth}`) }));
      await world.register.units.putUnits(many, new Map(), world.clock.now());
      await ok(world, changeReporters, {
        by: SNV,
        body: { add: many.map(({ id }) => id), reason: "Thành lập mới", documentNumber: "6010/UBND" },
      });
      await drain(world);
      expect((await offered(SNV)).links).toEqual([]);
      world.clock.moveTo(world.clock.now() + 1_000);
      await enter("sct");
      expect((await offered(SNV)).links).toEqual([`${ADDITION}?units=sct`]);
    });

    it("to those who may add them, and not to others", async () => {
      await enter("syt");
      expect((await offered(CLERK)).text).toBe("");
      expect((await (await leaderIn(world)).get("/")).document.getElementById("newcomers")).toBeNull();
    });

    it("until the date has passed, and not those that the directive leaves out", async () => {
      await enter("syt");
      await goTo(world, "2017-10-30T00:00");
      expect((await offered(SNV)).text).toBe("");
    });

    it("at the price of a query, and of what is found", async () => {
      await enter("syt");
      const snv = await signedIn(world, SNV);
      const { read } = await world.table.costOf(() => snv.get("/"));
      expect(read).toBeLessThanOrEqual(14);
    });
  });

  it("on the first day leads to the import of units", async () => {
    const empty = await newWorld(engine);
    const page = await (await signedIn(empty, "keeper@snv.daklak.example")).get("/");
    expect(page.status).toBe(200);
    expect(page.text).toContain("Danh bạ chưa có đơn vị nào");
    expect(linksOf(page)).toContain("/units/import");
  });
});

it("to an address on no list, the start says whom to ask", async () => {
  const page = await (await signedIn(world, "ai@do.example")).get("/");
  expect(page.status).toBe(403);
  expect(page.text).toContain("ai@do.example");
  expect(linksOf(page)).toContain("mailto:vanthu@snv.daklak.example");
});

it("costs few reads, and writes nothing", async () => {
  const snv = await signedIn(world, SNV);
  const { read, write: written } = await world.table.costOf(() => snv.get("/"));
  expect(read).toBeLessThanOrEqual(12);
  expect(written).toBe(0);
});
