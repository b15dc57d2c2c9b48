import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { stateReason } from "../../api/operations.ts";
import * as examples from "../../../../functions/http/examples.ts";
import { ok } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { OBLIGATION, STC, leaderIn, linksOf, onTheFirstLateDay, signedIn } from "../office/office-site.ts";

const SITUATION = `${OBLIGATION}/situation`;

let engine: Engine;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

describe("an obligation's state for print", () => {
  it("is a paper of the receiver: its head, how many of how many by kind, and every name with its reason", async () => {
    const world = await onTheFirstLateDay(engine);
    await ok(world, stateReason, { by: "vanthu@lak.daklak.example", unit: "ubnd-lak", body: examples.reason });
    const page = await (await signedIn(world)).get(SITUATION);
    expect(page.status).toBe(200);
    const words = (of: string) => (page.document.querySelector(of)?.textContent ?? "").replace(/\s+/g, " ").trim();
    expect(words(".letterhead")).toContain("SỞ NỘI VỤ");
    expect(words(".letterhead")).toContain("Đắk Lắk, ngày 30 tháng 10 năm 2017");
    expect(words(".letterhead h1")).toBe("TÌNH HÌNH GỬI BÁO CÁO");
    expect(page.document.body.className).toBe("document");
    expect(page.text).toContain("1/4 đơn vị đã gửi báo cáo");
    const rows = [...page.document.querySelectorAll(".on-paper tbody tr")].map((row) =>
      [...row.querySelectorAll("th, td")].map((cell) => cell.textContent),
    );
    expect(rows).toContainEqual(["Tổng cộng", "4", "1", "1", "0", "0", "3"]);
    const items = [...page.document.querySelectorAll(".sheet li")].map((item) => item.textContent ?? "");
    expect(items.filter((item) => item.startsWith("Sở Tài chính") || item.startsWith("Văn phòng"))).toHaveLength(2);
    expect(items.find((item) => item.startsWith("UBND huyện Lắk"))).toContain(examples.reason.text);
  });

  it("has nothing folded, and nothing that leads on", async () => {
    const page = await (await signedIn(await onTheFirstLateDay(engine))).get(SITUATION);
    expect(page.document.querySelectorAll(".sheet details, .sheet a, .sheet button")).toHaveLength(0);
    expect(page.document.querySelectorAll("h1")).toHaveLength(1);
  });

  it("draws the filings over time, and tells the milestones of the drawing in a table", async () => {
    const page = await (await signedIn(await onTheFirstLateDay(engine))).get(SITUATION);
    const numbers = [...page.document.querySelectorAll('.chart text[text-anchor="middle"]')].map(
      (one) => one.textContent,
    );
    const milestones = [...page.document.querySelectorAll(".on-paper:last-of-type tbody th")].map(
      (one) => (one.textContent ?? "").split(".")[0],
    );
    expect(milestones.length).toBeGreaterThan(5);
    expect(numbers).toEqual(expect.arrayContaining(milestones));
  });

  it("is for those who read the lists", async () => {
    const world = await onTheFirstLateDay(engine);
    expect((await (await leaderIn(world)).get(SITUATION)).status).toBe(200);
    expect((await (await signedIn(world, STC)).get(SITUATION)).status).toBe(404);
    expect(linksOf(await (await signedIn(world)).get(OBLIGATION))).toEqual(
      expect.arrayContaining([SITUATION, `${OBLIGATION}/wall`]),
    );
  });
});
