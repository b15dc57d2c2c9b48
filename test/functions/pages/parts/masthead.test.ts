import { afterAll, beforeAll, expect, it } from "vitest";

import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { issuedWorld } from "../../use-cases/world.ts";
import { SNV, signedIn } from "../office/office-site.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

it.each(["vi", "en"])(
  "each item of the menu names the page that it leads to, and no two name the same, in %s",
  async (language) => {
    const browser = await signedIn(await issuedWorld(engine), SNV);
    if (language === "en") await browser.post("/language", { language, back: "/" });
    const start = await browser.get("/");
    const items = [...start.document.querySelectorAll(".places a")].map((item) => ({
      href: item.getAttribute("href") ?? "",
      label: item.textContent ?? "",
    }));
    expect(items.length).toBeGreaterThanOrEqual(6);
    const labels = items.map(({ label }) => label);
    const within = labels.flatMap((one) => labels.filter((other) => other !== one && other.includes(one)));
    expect([new Set(labels).size, within]).toEqual([labels.length, []]);
    // The start is headed by whose it is.
    for (const { href, label } of items.filter((item) => item.href !== "/")) {
      const page = await browser.get(href);
      expect([href, page.document.querySelector("h1")?.textContent?.trim()]).toEqual([href, label]);
      expect(page.document.querySelector(".places [aria-current=page]")?.textContent).toBe(label);
    }
  },
);
