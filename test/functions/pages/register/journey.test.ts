import { afterAll, beforeAll, expect, it } from "vitest";

import { drain, newWorld } from "../../use-cases/world.ts";
import { email } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser } from "../browser.ts";
import { FORM_5500 } from "./form-5500.ts";
import { noticesOf, rowsOf, unitsCsv } from "./read-page.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

it("from an empty register the first keeper comes to an issued season, by pages alone", async () => {
  const world = await newWorld(engine);
  const keeper = await new Browser(world).signIn("keeper@snv.daklak.example");
  const empty = await keeper.get("/units");
  expect(empty.text).toContain("Danh bạ chưa có đơn vị nào");

  const file = { file: { name: "don-vi.csv", content: unitsCsv } };
  const look = await keeper.submit(await keeper.get("/units/import"), "look", {}, file);
  expect(rowsOf(await keeper.submit(look, "confirm"))).toHaveLength(35);

  const member = { email: "chu-tich@ubnd.daklak.example", name: "Chủ tịch", role: "leader", unitId: "" };
  await keeper.submit(await keeper.submit(await keeper.get("/staff"), "look", member), "put");
  const leader = await new Browser(world).signIn(member.email);
  expect((await leader.get("/directives")).text).toContain("Chưa giao nhiệm vụ theo văn bản chỉ đạo nào.");

  const typed = await keeper.submit(await keeper.get("/directives/new"), "look", FORM_5500);
  const draft = await keeper.submit(typed, "save");
  const plan = await keeper.get(draft.document.querySelector('a[href$="/plan"]')?.getAttribute("href") ?? "");
  expect(rowsOf(plan)[0]).toEqual(["Giao nhiệm vụ", "08:00 ngày 14/7/2017", "34", "Đơn vị"]);

  const issued = await keeper.submit(await keeper.submit(draft, "look"), "issue");
  expect(noticesOf(issued)[0]).toContain("Đã giao nhiệm vụ");
  await drain(world);
  expect(world.mailer.mails).toHaveLength(35);
  expect(new Set(world.mailer.mails.map(({ to }) => to))).toContain(email("vanthu@stp.daklak.example"));
  expect(rowsOf(await leader.get("/directives")).map(([number]) => number)).toEqual(["5500/UBND-KGVX"]);
});

it("every page speaks English by the switch, but for what offices wrote themselves", async () => {
  const world = await newWorld(engine);
  const keeper = await new Browser(world).signIn("keeper@snv.daklak.example");
  await keeper.post("/language", { language: "en", back: "/units" });
  const look = await keeper.submit(await keeper.get("/units/import"), "look", { content: unitsCsv });
  await keeper.submit(look, "confirm");
  const form = await keeper.get("/directives/new");
  const saved = await keeper.submit(await keeper.submit(form, "look", FORM_5500), "save");
  const pages = [
    look,
    saved,
    form,
    await keeper.submit(form, "look", { number: "1" }),
    await keeper.submit(await keeper.get("/units/import"), "look", { content: "id,name\nx" }),
    await keeper.submit(saved, "look"),
    await keeper.submit(await keeper.get("/staff"), "look", { email: "" }),
    ...(await Promise.all(
      [
        "/units",
        "/units/stp",
        "/units/new",
        "/units/import",
        "/staff",
        "/directives",
        `${saved.path.split("?")[0]}/plan`,
      ].map((path) => keeper.get(path)),
    )),
  ];
  for (const page of pages) {
    expect(page.document.documentElement.getAttribute("lang")).toBe("en");
    const main = page.document.querySelector("main")!;
    for (const own of main.querySelectorAll("[lang=vi], textarea, option, code, .hint")) own.textContent = "";
    const words = (main.textContent ?? "").replace(/“[^”]*”|"[^"]*"/g, "");
    expect([page.path, words.match(/\S*[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]\S*/giu) ?? []]).toEqual([
      page.path,
      [],
    ]);
  }
});
