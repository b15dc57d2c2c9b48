import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { SNV, newWorld } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { directive, unitId, unitNamed, units } from "../../season.ts";
import type { UnitRecord } from "../../../../functions/domain/unit.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser, fieldsOf, formOf } from "../browser.ts";
import type { Fields, Page } from "../browser.ts";
import { factsOf, faultsOf, noticesOf } from "./read-page.ts";
import { FORM_5500 } from "./form-5500.ts";

const ID = "5500-ubnd-kgvx-2017";
const NEW = "/directives/new";
const JSON_ONLY = { headers: { accept: "application/json" } };

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await newWorld(engine);
  await world.register.units.putUnits(units, new Map());
  browser = await new Browser(world).signIn(SNV);
});

const stored = async (id = ID) => (await world.register.directives.directive(id))?.directive;
const typedOn = (page: Page) => fieldsOf(formOf(page, "look"));
const press = async (button: string, fields: Fields = {}, page?: Page): Promise<Page> =>
  browser.submit(page ?? (await browser.get(NEW)), button, fields);
const saidOn = (page: Page) =>
  Object.fromEntries(
    [...page.document.querySelectorAll("[data-said]")].map((place) => [
      place.getAttribute("data-said"),
      [...place.querySelectorAll("p")].map((line) => line.textContent),
    ]),
  );
const chosenOn = (page: Page) => page.document.querySelector("[data-chosen]")?.textContent;
const foundOn = (page: Page) =>
  [...page.document.querySelectorAll("[data-found] .choice")].map((row) => [
    row.querySelector("label")?.textContent,
    row.querySelector("input")?.hasAttribute("checked"),
  ]);
/** The script's own post of what stands on the form. */
const postAsScript = async (page: Page, deed: string, fields: Fields = {}) => {
  const answer = await browser.post(NEW, { ...typedOn(page), ...fields, do: deed }, JSON_ONLY);
  return [answer.status, JSON.parse(answer.body)] as const;
};

describe("what a date means", () => {
  it("is said while it is typed: the last working day, the days from the issue, and those left to consolidate", async () => {
    const asked = new URLSearchParams({
      say: "dates",
      issuedOn: "14/7/2017",
      before: "30/10/2017",
      "c.before": "10/11/2017",
    });
    const { body } = await browser.get(`${NEW}?${asked}`, JSON_ONLY);
    expect(JSON.parse(body)).toEqual({
      said: {
        before: {
          says: [
            "Ngày làm việc cuối cùng để báo cáo đúng hạn: thứ Sáu, 27/10/2017.",
            "74 ngày làm việc kể từ ngày ban hành 14/7/2017.",
          ],
          beware: [],
        },
        "c.before": {
          says: [
            "Ngày làm việc cuối cùng để báo cáo đúng hạn: thứ Năm, 9/11/2017.",
            "83 ngày làm việc kể từ ngày ban hành 14/7/2017.",
            "Còn 9 ngày làm việc để tổng hợp.",
          ],
          beware: [],
        },
      },
    });
  });

  it("stands below its field on the form shown again, and in the preview", async () => {
    const form = await press("find ", { ...FORM_5500, before: "29/10/2017", "c.before": "chậm nhất 27/10/2017" });
    expect(saidOn(form)).toEqual({
      before: [
        "Ngày làm việc cuối cùng để báo cáo đúng hạn: thứ Sáu, 27/10/2017.",
        "74 ngày làm việc kể từ ngày ban hành 14/7/2017.",
        "29/10/2017 là ngày nghỉ.",
      ],
      "c.before": [
        "Ngày làm việc cuối cùng để báo cáo đúng hạn: thứ Sáu, 27/10/2017.",
        "74 ngày làm việc kể từ ngày ban hành 14/7/2017.",
        "Không còn ngày làm việc nào để tổng hợp.",
      ],
    });
    expect((await press("look", FORM_5500)).text).toContain("Còn 9 ngày làm việc để tổng hợp.");
  });

  it("of a year whose notice is still to come, of a date not after the issue, or of none at all it warns", async () => {
    const said = saidOn(await press("find ", { issuedOn: "1/12/2040", before: "4/1/2041", "c.before": "mai" }));
    expect(said["before"]?.at(-1)).toBe("Lịch làm việc năm 2040, 2041 mới là tạm tính: số ngày có thể thay đổi.");
    expect(said["c.before"]).toEqual([
      "Chưa đọc được thời hạn này; ghi như 30/10/2017, 16:00 30/10/2017 hoặc chậm nhất 25/12/2026.",
    ]);
    const early = saidOn(await press("find ", { issuedOn: "14/7/2017", before: "14/7/2017", "c.before": "" }));
    expect(early).toEqual({ before: ["Không sau ngày ban hành, 14/7/2017."], "c.before": [] });
  });
});

describe("the units of a report", () => {
  it("are found by first letters, without accents and by id, and how many are chosen is said", async () => {
    const found = await press("find ", { ...FORM_5500, q: "stp" });
    expect(foundOn(found)).toEqual([["Sở Tư pháp", true]]);
    expect(chosenOn(found)).toBe("Đã chọn 34 trên 35 đơn vị.");
    expect(foundOn(await press("find ", { q: "so noi vu" }, found))).toEqual([["Sở Nội vụ", false]]);
    expect(foundOn(await press("find ", { q: "zzz" }, found))).toEqual([]);
  });

  it("one that is unticked is left out of its kind, one that is ticked is added, and all else stays", async () => {
    const found = await press("find ", { ...FORM_5500, except: "", q: "van phong ubnd" });
    const [[name, ticked] = []] = foundOn(found);
    const left = await press("find ", { tick: [] }, found);
    expect([ticked, typedOn(left)]).toMatchObject([true, { except: [name], units: [""], title: [FORM_5500.title] }]);
    expect(typedOn(await press("find ", { tick: fieldsOf(formOf(found, "look"))["tick"] ?? [] }, left))).toMatchObject({
      except: [""],
    });
    const without = await press("find ", { ...FORM_5500, kinds: ["huyen"], except: "", q: "stp" });
    const look = await press("look", { tick: ["stp"] }, without);
    expect(typedOn(await press("edit", {}, look))).toMatchObject({ units: ["Sở Tư pháp"], kinds: ["huyen"] });
  });

  it("one that was ticked by its kind alone is chosen no more when its kind is not", async () => {
    const found = await press("find ", { ...FORM_5500, except: "", q: "stp" });
    const without = await press("find ", { kinds: ["huyen"] }, found);
    expect([foundOn(without), typedOn(without)]).toMatchObject([[["Sở Tư pháp", false]], { units: [""] }]);
  });

  it("the script hears the same while one types", async () => {
    const page = await browser.get(NEW);
    const [status, answer] = await postAsScript(page, "find ", {
      kinds: ["so-ban-nganh"],
      q: "STP",
      shown: "stp",
      tick: "stp",
    });
    expect([status, answer]).toEqual([
      200,
      {
        chosen: expect.stringMatching(/^Đã chọn \d+ trên 35 đơn vị\.$/),
        units: "",
        except: "",
        found: { text: "Tìm thấy 1 đơn vị.", rows: [{ id: "stp", name: "Sở Tư pháp", chosen: true }] },
      },
    ]);
  });

  it("of very many no more are shown than can be looked through, and the page stays light", async () => {
    const many = Array.from({ length: 1_500 }, (_, i): UnitRecord => ({
      ...unitNamed("ubnd-lak"),
      id: unitId(`xa-${i}`),
      name: `UBND xã ${i}`,
      kind: "xa",
    }));
    await world.register.units.putUnits(many, new Map());
    const found = await press("find ", { ...FORM_5500, kinds: ["xa"], q: "ubnd xa 9" });
    expect(foundOn(found)).toHaveLength(30);
    expect(found.text).toContain("Tìm thấy 111 đơn vị; dưới đây là 30 đơn vị đầu.");
    expect(chosenOn(found)).toBe("Đã chọn 1.500 trên 1.535 đơn vị.");
    expect(Buffer.byteLength(found.body)).toBeLessThan(60_000);
  });

  it("Enter in the line searches, and looks the directive over where nothing is sought", async () => {
    expect(foundOn(await press("enter", { ...FORM_5500, q: "stp" }))).toHaveLength(1);
    expect((await press("enter", FORM_5500)).document.querySelector('button[value="save"]')).not.toBeNull();
  });
});

describe("several reports of one directive", () => {
  const TWO = {
    "2.title": "Báo cáo số liệu",
    "2.units": "Sở Tư pháp",
    "2.receiver": "snv",
    "2.before": "20/10/2017",
    "2.outline": "Số liệu",
    "c.of": "2",
  };
  const twoReports = async () => press("add", FORM_5500);

  it("one is added with all that was typed still there; the consolidated report says which it is made of", async () => {
    const form = await twoReports();
    expect(typedOn(form)).toMatchObject({ number: [FORM_5500.number], "2.title": [""], more: ["2"] });
    await press("save", {}, await press("look", TWO, form));
    expect(
      (await stored())?.obligations.map(({ id, reporters, consolidates }) => [id, reporters, consolidates]),
    ).toEqual([
      ["bao-cao", { kinds: FORM_5500.kinds, except: ["snv"] }, undefined],
      ["bao-cao-2", { units: ["stp"] }, undefined],
      ["tong-hop", { units: ["snv"] }, "bao-cao-2"],
    ]);
  });

  it("what was saved so fills in the form again, and comes out the same", async () => {
    await press("save", {}, await press("look", TWO, await twoReports()));
    const before = await stored();
    const edit = await browser.get(`${NEW}?edit=${ID}`);
    expect(typedOn(edit)).toMatchObject({ "2.title": [TWO["2.title"]], "c.of": ["2"] });
    await press("save", {}, await press("look", { subject: "Khác" }, edit));
    expect(await stored()).toEqual({ ...before, subject: "Khác" });
  });

  it("each fault is told at the field of its own report", async () => {
    const page = await press("look", { "2.before": "1/1/2017", "2.title": "B" }, await twoReports());
    expect(faultsOf(page).map((fault) => fault.replace(/[;,] nhận được.*/, ""))).toEqual([
      expect.stringContaining("2.kinds: Yêu cầu báo cáo 2, Loại đơn vị báo cáo: Chưa nêu đơn vị phải báo cáo"),
      "2.receiver: Yêu cầu báo cáo 2, Đơn vị nhận báo cáo: Không được để trống.",
      expect.stringContaining("2.before: Yêu cầu báo cáo 2, Thời hạn: trước ngày: Phải sau ngày"),
    ]);
  });

  it("the first is taken out: the second takes its place, and nothing else is lost", async () => {
    const form = await press("remove ", TWO, await twoReports());
    expect(typedOn(form)).toMatchObject({
      number: [FORM_5500.number],
      title: [TWO["2.title"]],
      units: [TWO["2.units"]],
      "c.title": [FORM_5500["c.title"]],
    });
    expect(typedOn(form)).not.toHaveProperty("more");
    expect(typedOn(form)).not.toHaveProperty("2.title");
    const other = await press("remove 2.", TWO, await twoReports());
    expect(typedOn(other)).toMatchObject({ title: [FORM_5500.title], "c.title": [FORM_5500["c.title"]] });
  });

  it("there are no more than the page has room for, filled in or not", async () => {
    let form = await browser.get(NEW);
    for (let n = 2; n <= 6; n++) form = await press("add", {}, form);
    expect(form.document.querySelectorAll("[data-choosing]")).toHaveLength(6);
    expect(form.document.querySelector('button[value="add"]')).toBeNull();
    expect(Buffer.byteLength(form.body)).toBeLessThan(60_000);
  });

  it("within which days the receiver means to review is kept, and laid out", async () => {
    const look = await press("look", { ...FORM_5500, acceptWithin: "5" });
    expect(factsOf(look)).toMatchObject({ "Xem xét báo cáo trong (số ngày làm việc)": "5" });
    await press("save", {}, look);
    expect((await stored())?.obligations[0]?.acceptWithin).toBe(5);
    expect(typedOn(await browser.get(`${NEW}?edit=${ID}`))).toMatchObject({ acceptWithin: ["5"] });
  });
});

describe("what is being entered", () => {
  it("is kept by itself while it is typed, and is there again at another computer after a new sign-in", async () => {
    const [status, answer] = await postAsScript(await browser.get(NEW), "autosave", {
      subject: "Dở dang",
      kinds: ["huyen"],
    });
    expect([status, answer]).toMatchObject([200, { saved: true, version: 1 }]);
    const elsewhere = await new Browser(world).signIn(SNV);
    const page = await elsewhere.get(NEW);
    expect(noticesOf(page)[0]).toContain("Đang soạn tiếp bản lưu lúc");
    expect(typedOn(page)).toMatchObject({ subject: ["Dở dang"], kinds: ["huyen"], basedOn: ["1"] });
    expect(noticesOf(await elsewhere.get("/directives"))[0]).toContain("Soạn tiếp văn bản chưa có số");
  });

  it("is nobody else's: another keeper begins with an empty form", async () => {
    await postAsScript(await browser.get(NEW), "autosave", { subject: "Dở dang" });
    const other = await new Browser(world).signIn("keeper@snv.daklak.example");
    expect(typedOn(await other.get(NEW))).toMatchObject({ subject: [""] });
  });

  it("is kept without script too, by its button and by the look at it", async () => {
    const kept = await press("keep", { subject: "Dở dang" });
    expect([kept.path, noticesOf(kept)[0]]).toEqual([
      `${NEW}?done=kept`,
      expect.stringContaining("Đã lưu bản đang soạn"),
    ]);
    await press("look", { issuer: "UBND" }, kept);
    expect(typedOn(await browser.get(NEW))).toMatchObject({ subject: ["Dở dang"], issuer: ["UBND"], basedOn: ["2"] });
  });

  it.each([
    ["their ids", "xa-7\nxa-8\nxa-7"],
    ["name and id", "UBND xã 7 (xa-7)\nUBND xã 8 (xa-8)"],
    ["their names", "ubnd xa 7\nUBND xã 8"],
    ["what the register has not", "xa-7\nUBND xã 8 (xa-8)\nxa-999"],
  ])("of many units it knows those that are named by %s", async (_by, named) => {
    const many = Array.from({ length: 120 }, (_, i): UnitRecord => ({
      ...unitNamed("ubnd-lak"),
      id: unitId(`xa-${i}`),
      name: `UBND xã ${i}`,
      kind: "xa",
    }));
    await world.register.units.putUnits(many, new Map());
    const kept = await press("keep", { kinds: ["huyen"], units: named, receiver: "snv" });
    expect(typedOn(kept)).toMatchObject({ units: [named] });
    const ofDistricts = units.filter(({ kind }) => kind === "huyen").length;
    expect(chosenOn(kept)).toBe(`Đã chọn ${ofDistricts + 2} trên 155 đơn vị.`);
  });

  it("is put away once the directive is saved, and by discarding it", async () => {
    await press("save", {}, await press("look", FORM_5500));
    expect(typedOn(await browser.get(NEW))).toMatchObject({ number: [""], subject: [""] });
    await press("keep", { subject: "Dở dang" });
    const page = await browser.get(NEW);
    const begun = await browser.submit(page, "discard");
    expect([begun.path, typedOn(begun)]).toMatchObject([NEW, { subject: [""] }]);
    expect(noticesOf(await browser.get("/directives"))).toEqual([]);
  });

  it("who loads the page while it is being saved is in nobody's way; a tab left open from before does not overwrite", async () => {
    const first = await browser.get(NEW);
    await postAsScript(first, "autosave", { subject: "Một" });
    // Drawn before that save arrived, as on a reload within the pause.
    expect(await postAsScript(first, "autosave", { subject: "Hai" })).toMatchObject([200, { version: 2 }]);
    const second = await browser.get(NEW);
    await postAsScript(second, "autosave", { subject: "Ba" });
    const [status, { saved, text }] = await postAsScript(first, "autosave", { subject: "Bốn" });
    expect([status, saved, text]).toEqual([409, false, expect.stringContaining("ở một thẻ khác")]);
    expect(typedOn(await browser.get(NEW))).toMatchObject({ subject: ["Ba"] });
  });

  it("of a directive that somebody else changed meanwhile is not saved over it unknowingly", async () => {
    await world.register.directives.createDirective(directive, world.clock.now());
    const edit = `${NEW}?edit=${ID}`;
    await press("keep", { subject: "Của tôi" }, await browser.get(edit));
    await world.register.directives.createDirective({ ...directive, issuer: "Người khác" }, world.clock.now());
    const page = await browser.get(edit);
    expect(typedOn(page)).toMatchObject({ subject: ["Của tôi"] });
    const look = await press("look", {}, page);
    expect([look.status, noticesOf(look)[0]]).toEqual([409, expect.stringContaining("người khác thay đổi")]);
  });

  it("of an old sign-in is not kept, and is shown again", async () => {
    const page = await browser.get(NEW);
    await browser.signIn(SNV);
    expect((await postAsScript(page, "autosave", { subject: "Dở dang" }))[0]).toBe(409);
    const again = await press("keep", { subject: "Dở dang" }, page);
    expect([again.status, typedOn(again)]).toMatchObject([409, { subject: ["Dở dang"] }]);
    expect(await world.register.entering.drafts(SNV)).toEqual([]);
  });
});

it("issuer, receiver and officer in charge are filled in as in the directive that the visitor entered last", async () => {
  const contact = { name: "Cán bộ Mẫu", post: "Chuyên viên", phone: "0262 000 000", email: "canbo@snv.daklak.example" };
  const fields = Object.fromEntries(Object.entries(contact).map(([name, value]) => [`contact.${name}`, value]));
  await press("save", {}, await press("look", { ...FORM_5500, ...fields }));
  const page = await browser.get(NEW);
  expect(typedOn(page)).toMatchObject({
    number: [""],
    issuer: [FORM_5500.issuer],
    receiver: ["snv"],
    onBehalfOf: [FORM_5500.onBehalfOf],
    "contact.name": ["Cán bộ Mẫu"],
    before: [""],
  });
  expect(noticesOf(page)[0]).toContain("như văn bản nhập lần trước (5500/UBND-KGVX)");
  const other = await new Browser(world).signIn("keeper@snv.daklak.example");
  expect(typedOn(await other.get(NEW))).toMatchObject({ issuer: [""] });
});
