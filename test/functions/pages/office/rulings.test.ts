import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { exemptDuty } from "../../api/operations.ts";
import { dutyIn, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import type { Browser, Fields } from "../browser.ts";
import {
  EXEMPTION,
  EXTENSION,
  PAPER,
  REINSTATEMENT,
  RETURN,
  SECOND_SNV,
  SNV,
  STC,
  actsOn,
  dutyOf,
  faultOf,
  file,
  leaderIn,
  lookAt,
  onTheFirstLateDay,
  otherSupervisor,
  rule,
  signedIn,
  standing,
  typedIn,
  valueOf,
} from "./office-site.ts";

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

beforeEach(async () => {
  world = await onTheFirstLateDay(engine);
  browser = await signedIn(world);
});

/** The rulings, each on a duty that it can be made on. */
const RULINGS = [
  ["extension", "stc", EXTENSION, "extended", "awaiting"],
  ["exemption", "stc", EXEMPTION, "exempted", "exempt"],
  ["reinstatement", "stc", REINSTATEMENT, "reinstated", "awaiting"],
  ["paper", "stc", PAPER, "paper", "submitted"],
  ["return", "stp", RETURN, "returned", "returned"],
  ["acceptance", "stp", {}, "accepted", "accepted"],
] as const satisfies readonly (readonly [name: string, unit: string, fill: Fields, done: string, state: string])[];

describe.each(RULINGS)("the ruling “%s”", (name, unit, fill, done, state) => {
  const path = `${dutyOf(unit)}/${name}`;
  let begun: unknown[];
  beforeEach(async () => {
    if (name === "reinstatement") await ok(world, exemptDuty, { by: SNV, unit, body: EXEMPTION });
    begun = await actsOn(world, unit);
  });

  it("changes nothing until it is confirmed, then is done, and the duty's page tells of it", async () => {
    const before = await standing(world, unit);
    const look = await lookAt(browser, path, fill);
    expect(await standing(world, unit)).toEqual(before);
    const confirmed = await browser.press(look, "confirm");
    expect([confirmed.status, confirmed.location]).toEqual([303, `${dutyOf(unit)}?done=${done}`]);
    expect((await dutyIn(world, unit)).state).toBe(state);
  });

  it("can be changed after the look, with all that was typed", async () => {
    const look = await lookAt(browser, path, fill);
    if (Object.keys(fill).length === 0) {
      expect(look.document.querySelector('button[value="change"]')).toBeNull();
      return;
    }
    const form = await browser.press(look, "change");
    expect(typedIn(form, fill)).toEqual(fill);
  });

  it("confirmed twice by the same form is done once, and the second is told where the result is", async () => {
    const look = await lookAt(browser, path, fill);
    expect((await browser.press(look, "confirm")).status).toBe(303);
    const after = await standing(world, unit);
    const again = await browser.press(look, "confirm");
    expect(again.status).toBe(409);
    expect(again.text).toContain("Việc này đã được thực hiện");
    expect(again.document.querySelector("main a.button")?.getAttribute("href")).toBe(`${dutyOf(unit)}?done=${done}`);
    expect(await standing(world, unit)).toEqual(after);
  });

  it("confirmed twice at the same moment is done once", async () => {
    const look = await lookAt(browser, path, fill);
    const both = await Promise.all([browser.press(look, "confirm"), browser.press(look, "confirm")]);
    expect(both.map((answer) => answer.status).toSorted()).toEqual([303, 409]);
    expect((await dutyIn(world, unit)).state).toBe(state);
  });

  it.each([
    ["a basis that was changed", { basis: "awaiting.0.0.0x" }],
    ["a seal that was changed", { seal: "attempt1.AAAA" }],
    ["no seal", { seal: [] }],
  ])("with %s does nothing, and shows the form again with what was typed", async (_what, changed) => {
    const before = await standing(world, unit);
    const look = await lookAt(browser, path, fill);
    const answer = await browser.press(look, "confirm", changed);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("được mở từ một phiên đăng nhập khác");
    expect(typedIn(answer, fill)).toEqual(fill);
    expect(await standing(world, unit)).toEqual(before);
  });

  it("is not done by a form that was sealed for another duty, or by another person's", async () => {
    const other = await signedIn(world, SECOND_SNV);
    const theirs = await lookAt(other, path, fill);
    const stolen = await browser.press(theirs, "confirm");
    expect(stolen.text).toContain("được mở từ một phiên đăng nhập khác");
    const elsewhere = await browser.get(`${dutyOf("ubnd-lak")}/exemption`);
    const seal = valueOf(elsewhere, "seal");
    const mixed = await browser.post(path, { ...fill, basis: valueOf(elsewhere, "basis"), seal, do: "confirm" });
    expect(mixed.text).toContain("được mở từ một phiên đăng nhập khác");
    expect(await actsOn(world, unit)).toEqual(begun);
  });

  it("is not done by a post from another site", async () => {
    const look = await lookAt(browser, path, fill);
    const fields = { ...fill, basis: valueOf(look, "basis"), seal: valueOf(look, "seal"), do: "confirm" };
    const answer = await browser.post(path, fields, { headers: { origin: "https://noi-khac.example" } });
    expect(answer.status).toBe(403);
    expect(await actsOn(world, unit)).toEqual(begun);
  });

  it("is the supervisor's alone: the unit and a leader hear so, another receiver's staff finds nothing", async () => {
    const people = [
      [await signedIn(world, unit === "stc" ? STC : "vanthu@stp.daklak.example"), 403],
      [await leaderIn(world), 403],
      [await otherSupervisor(world), 404],
      [await signedIn(world, "vanthu@lak.daklak.example"), 404],
    ] as const;
    const look = await lookAt(browser, path, fill);
    const fields = { ...fill, basis: valueOf(look, "basis"), seal: valueOf(look, "seal"), do: "confirm" };
    for (const [who, status] of people) {
      expect((await who.get(path)).status).toBe(status);
      expect((await who.post(path, fields)).status).toBe(status);
    }
    expect(await actsOn(world, unit)).toEqual(begun);
  });

  it("leads who is not signed in to the sign-in and back", async () => {
    browser.cookies.clear();
    const answer = await browser.get(path);
    expect([answer.status, answer.location]).toEqual([303, `/sign-in?to=${encodeURIComponent(path)}`]);
  });

  it("has one title, a way back, and a page for those who read English", async () => {
    browser.cookies.set("__Host-language", "en");
    const look = await lookAt(browser, path, fill);
    expect(look.document.querySelectorAll("h1")).toHaveLength(1);
    expect(look.document.documentElement.getAttribute("lang")).toBe("en");
    expect(look.text).toContain("A look before it is done");
    const crumbs = [...look.document.querySelectorAll(".crumbs a")].map((link) => link.getAttribute("href"));
    expect(crumbs).toEqual(["/", "/obligations/5500-ubnd-kgvx-2017/bao-cao", dutyOf(unit)]);
  });
});

describe("a duty that somebody else moved since the page was opened", () => {
  it("is not ruled on: the form comes back with what was typed, who did what meanwhile, and how it is now", async () => {
    const mine = await lookAt(browser, `${dutyOf("stc")}/extension`, EXTENSION);
    const second = await signedIn(world, SECOND_SNV);
    world.clock.moveTo(world.clock.now() + 60_000);
    await rule(second, `${dutyOf("stc")}/extension`, { ...EXTENSION, before: "3/11/2017", reason: "Bão số 12" });

    const late = await browser.press(mine, "confirm");
    expect(late.status).toBe(409);
    expect(late.text).toContain("nhiệm vụ báo cáo đã thay đổi");
    expect(late.text).toContain(`09:01 ngày 30/10/2017: ${SECOND_SNV}, gia hạn`);
    expect(late.text).toContain("Bão số 12");
    expect(typedIn(late, EXTENSION)).toEqual(EXTENSION);
    expect((await dutyIn(world, "stc")).deadline).toBe("2017-11-03");

    // The form that came back was drawn from what the duty is now: it can go on.
    const look = await browser.press(late, "look");
    expect(look.text).toContain("trước ngày 3/11/2017");
    expect((await browser.press(look, "confirm")).status).toBe(303);
    expect((await dutyIn(world, "stc")).deadline).toBe("2017-11-06");
    expect(await actsOn(world, "stc")).toEqual(["extend", "extend"]);
  });

  it("of two supervisors who confirm at the same moment follows one, and the other is told", async () => {
    const second = await signedIn(world, SECOND_SNV);
    const looks = [
      await lookAt(browser, `${dutyOf("stc")}/extension`, EXTENSION),
      await lookAt(second, `${dutyOf("stc")}/exemption`, EXEMPTION),
    ] as const;
    const answers = await Promise.all([browser.press(looks[0], "confirm"), second.press(looks[1], "confirm")]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([303, 409]);
    expect(await actsOn(world, "stc")).toHaveLength(1);
  });

  it("that filed meanwhile can no longer be extended, and the page says so", async () => {
    const look = await lookAt(browser, `${dutyOf("stc")}/extension`, EXTENSION);
    await file(world, "stc");
    const late = await browser.press(look, "confirm");
    expect(late.status).toBe(409);
    expect(late.text).toContain(`${STC}, gửi báo cáo`);
    expect(late.text).toContain(
      "chỉ thực hiện được ở trạng thái “chưa bắt đầu”, “đang soạn dự thảo”, “đã trả lại, chờ bổ sung”",
    );
    expect(late.document.querySelector('button[value="look"]')).toBeNull();
    expect(await actsOn(world, "stc")).toEqual([]);
  });

  it("and whose report was replaced is not accepted unseen", async () => {
    const look = await browser.get(`${dutyOf("stp")}/acceptance`);
    world.clock.moveTo(world.clock.now() + 60_000);
    await file(world, "stp");
    const late = await browser.press(look, "confirm");
    expect(late.status).toBe(409);
    expect(late.text).toContain("Lần gửi 2 là báo cáo được chấp nhận");
    expect((await dutyIn(world, "stp")).state).toBe("submitted");
    expect((await browser.press(late, "confirm")).status).toBe(303);
    expect((await dutyIn(world, "stp")).state).toBe("accepted");
  });
});

describe("a ruling on a duty in another state", () => {
  it.each([
    ["extension", "stp", "“đã gửi”"],
    ["exemption", "stp", "“đã gửi”"],
    ["paper", "stp", "“đã gửi”"],
    ["return", "stc", "“chưa bắt đầu”"],
    ["acceptance", "stc", "“chưa bắt đầu”"],
  ])("%s of %s cannot be made: the page says why and leads back", async (name, unit, state) => {
    const page = await browser.get(`${dutyOf(unit)}/${name}`);
    expect(page.status).toBe(409);
    expect(page.text).toContain(`đang ở trạng thái ${state}`);
    expect(page.document.querySelector("main form")).toBeNull();
    expect(page.document.querySelector("main a.button")?.getAttribute("href")).toBe(dutyOf(unit));
  });
});

describe("what is wrong with what was typed", () => {
  const refused = async (unit: string, name: string, fill: Fields) => {
    const answer = await browser.press(await browser.get(`${dutyOf(unit)}/${name}`), "look", fill);
    expect(answer.status).toBe(400);
    expect(answer.document.title).toMatch(/^Lỗi: /);
    return answer;
  };

  it.each([
    ["stc", "extension", "before", { ...EXTENSION, before: "31/2/2017" }, "Ngày phải có trong lịch"],
    [
      "stc",
      "extension",
      "before",
      { ...EXTENSION, before: "30/10/2017" },
      "Phải sau thời hạn đang áp dụng, 30/10/2017",
    ],
    ["stc", "extension", "before", { ...EXTENSION, before: "" }, "Không được để trống"],
    ["stc", "extension", "reason", { ...EXTENSION, reason: "  " }, "Không được để trống"],
    ["stc", "extension", "reason", { ...EXTENSION, reason: "a".repeat(501) }, "Tối đa 500 ký tự"],
    ["stc", "extension", "approvedBy", { ...EXTENSION, approvedBy: "" }, "Không được để trống"],
    ["stc", "extension", "documentNumber", { ...EXTENSION, documentNumber: "" }, "Không được để trống"],
    ["stp", "return", "reason", { ...RETURN, reason: "" }, "Không được để trống"],
    ["stp", "return", "before", { ...RETURN, before: "30/10/2017" }, "Phải từ ngày 31/10/2017 trở đi"],
    ["stp", "return", "before", { ...RETURN, before: "" }, "Phải từ ngày 31/10/2017 trở đi"],
    ["stc", "exemption", "reason", { reason: "" }, "Không được để trống"],
    ["stc", "paper", "receivedOn", { ...PAPER, receivedOn: "1/11/2017" }, "Không được sau lúc này"],
    ["stc", "paper", "receivedOn", { ...PAPER, receivedOn: "13/7/2017" }, "Không được trước lúc giao nhiệm vụ"],
    ["stc", "paper", "receivedOn", { ...PAPER, receivedOn: "" }, "Thời điểm phải gồm ngày có trong lịch và giờ"],
    ["stc", "paper", "receivedOn", { ...PAPER, receivedTime: "25:00" }, "Thời điểm phải gồm ngày có trong lịch và giờ"],
    ["stc", "paper", "documentNumber", { ...PAPER, documentNumber: "" }, "Không được để trống"],
  ] as const)(
    "of %s, %s: %s is told beside the field and at the top, and nothing typed is lost",
    async (unit, name, field, fill, text) => {
      const answer = await refused(unit, name, fill);
      expect(faultOf(answer, field)).toContain(text);
      const summary = answer.document.querySelector(`[data-errors] a[href="#${field}"]`)?.textContent ?? "";
      expect(summary.toLowerCase()).toContain(text.toLowerCase());
      expect(typedIn(answer, fill)).toEqual(fill);
      expect(await actsOn(world, unit)).toEqual([]);
    },
  );

  it("is escaped wherever it comes back", async () => {
    const bad = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
    const look = await lookAt(browser, `${dutyOf("stc")}/extension`, { ...EXTENSION, reason: bad, approvedBy: bad });
    expect(look.document.querySelectorAll("main script, main img")).toHaveLength(0);
    expect(look.text).toContain(bad);
    const again = await browser.press(look, "change", { before: bad });
    expect(again.document.querySelectorAll("main script, main img")).toHaveLength(0);
    expect(valueOf(again, "before")).toBe(bad);
  });

  it("keeps its lines, also through the look", async () => {
    const reason = "\nThiếu số liệu:\n- mục 3\n- mục 4";
    const look = await lookAt(browser, `${dutyOf("stp")}/return`, { ...RETURN, reason });
    expect(valueOf(look, "reason")).toBe(reason);
    await browser.press(look, "confirm");
    expect((await dutyIn(world, "stp")).supplement?.reason).toBe(reason.trim());
  });
});

it("an officer of the supervisor is offered each ruling in Vietnamese, whoever else is signed in elsewhere", async () => {
  const page = await browser.get(`${dutyOf("stc")}/extension`);
  expect(page.document.querySelector("h1")?.textContent).toBe("Gia hạn");
  expect(page.text).toContain(SNV);
});
