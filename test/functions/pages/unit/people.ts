import { expect } from "vitest";

import { putStaff } from "../../api/operations.ts";
import { SNV, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { Browser } from "../browser.ts";
import type { Fields, Page } from "../browser.ts";

/** Who comes to the pages: the finance department's clerk and office, another's, the supervisor's, a leader. */
export const CLERK = "vanthu@stc.daklak.example";
export const OFFICE = "vanphong@stc.daklak.example";
export const OTHER = "vanthu@stp.daklak.example";
export const LAK = "vanthu@lak.daklak.example";
export const LEADER = "lanhdao@ubnd.daklak.example";
export { SNV };

export const dutyOf = (unit: string): string => `/duties/5500-ubnd-kgvx-2017/bao-cao/${unit}`;
export const STC = dutyOf("stc");

/** A report that can be filed as it is. */
export const REPORT = {
  documentNumber: "215/BC-STC",
  signedOn: "14/7/2017",
  "signer.name": "Nguyễn Thị Hoa",
  "signer.post": "Giám đốc Sở Tài chính",
  "sections.tuyen-truyen": "Đã tổ chức 4 đợt.\n\nToàn thể công chức dự.",
  "figures.mo-hinh-dang-ky": "1.250",
  "figures.mo-hinh-hieu-qua": "3",
} as const satisfies Fields;

export const signedIn = (world: World, address: string): Promise<Browser> => new Browser(world).signIn(address);

/** Somebody who reads everything and does nothing. */
export async function leaderIn(world: World): Promise<Browser> {
  await ok(world, putStaff, {
    by: SNV,
    params: { email: LEADER },
    body: { name: "Phòng Khoa giáo - Văn xã", role: "leader" },
  });
  return signedIn(world, LEADER);
}

export function minutesLater(world: World, minutes: number): void {
  world.clock.moveTo(world.clock.now() + minutes * 60_000);
}

/** Fills in the report's form and presses one of its buttons. */
export async function write(browser: Browser, fill: Fields, press = "save", path = STC): Promise<Page> {
  return browser.submit(await browser.get(`${path}/report`), press, fill);
}

/** Writes a report, looks at it and files it. @returns the receipt */
export async function file(browser: Browser, fill: Fields = REPORT, path = STC): Promise<Page> {
  const receipt = await browser.submit(await write(browser, fill, "preview", path), "file");
  expect(receipt.path).toMatch(/receipts/);
  return receipt;
}

/** What stands in a field of a page's form. Of a text area this parser leaves the entities as they are sent. */
export function valueOf(page: Page, name: string): string {
  const field = page.document.querySelector(`main [name="${name}"]`);
  if (!field) throw new Error(`${page.path} has no field ${name}: ${page.text.slice(0, 400)}`);
  if (field.tagName !== "TEXTAREA") return field.getAttribute("value") ?? "";
  const sent = (field.textContent ?? "").replace(/^\n/, "");
  return sent.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

/** What is wrong with a field, as it is told beside it. */
export function faultOf(page: Page, name: string): string {
  const field = page.document.querySelector(`main [name="${name}"]`);
  expect(field?.getAttribute("aria-invalid")).toBe("true");
  const ids = (field?.getAttribute("aria-describedby") ?? "").split(" ");
  return ids.map((id) => page.document.querySelector(`#${id}.fault`)?.textContent?.trim() ?? "").join("");
}

/** Where the links of a page's main part lead. */
export function linksOf(page: Page): string[] {
  return [...page.document.querySelectorAll("main a")].map((link) => link.getAttribute("href") ?? "");
}

/** What a page tells of one thing, each value by its name. */
export function factsOf(page: Page): Record<string, string> {
  const words = (element: Element | null) => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
  const rows = [...page.document.querySelectorAll("main .facts > div")];
  return Object.fromEntries(rows.map((row) => [words(row.querySelector("dt")), words(row.querySelector("dd"))]));
}
