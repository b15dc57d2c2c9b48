import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { expect } from "vitest";

import { fileReport, readHistory, stateReason } from "../../api/operations.ts";
import * as examples from "../../../../functions/http/examples.ts";
import { email, unitId, unitNamed } from "../../season.ts";
import type { Item } from "../../../../functions/store/expressions.ts";
import { SNV, dutyIn, goTo, issuedWorld, newWorld, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser } from "../browser.ts";
import { valueOf } from "../unit/people.ts";
import type { Fields, Page } from "../browser.ts";

export { SNV };
export { faultOf, leaderIn, linksOf, valueOf } from "../unit/people.ts";

/** A second officer of the supervisor. */
export const SECOND_SNV = "vanphong@snv.daklak.example";
export const STC = "vanthu@stc.daklak.example";

export const OBLIGATION = "/obligations/5500-ubnd-kgvx-2017/bao-cao";
export const dutyOf = (unit: string): string => `/duties/5500-ubnd-kgvx-2017/bao-cao/${unit}`;

export const signedIn = (world: World, address: string = SNV): Promise<Browser> => new Browser(world).signIn(address);

/** Somebody named to supervise for another receiver: not for this obligation's. */
export async function otherSupervisor(world: World): Promise<Browser> {
  const address = "tonghop@vpub.daklak.example";
  await world.register.staff.put({
    email: email(address),
    name: "Phòng Tổng hợp",
    role: "supervisor",
    unitId: unitId("vpub"),
  });
  return signedIn(world, address);
}

type Kept = { readonly items: Item[]; readonly schedules: World["schedules"]["all"]; readonly now: number };
const kept = new WeakMap<Engine, Map<string, Promise<Kept>>>();

/** A world that was brought to some point once for an engine, then copied: its queues are empty and its mails read. */
export async function worldAt(engine: Engine, name: string, bring: () => Promise<World>): Promise<World> {
  const known = kept.get(engine) ?? new Map<string, Promise<Kept>>();
  kept.set(engine, known);
  const keep = async (): Promise<Kept> => {
    const { table, schedules, clock } = await bring();
    const scan = new ScanCommand({ TableName: table.name });
    const { Items = [] } = await DynamoDBDocumentClient.from(table.client).send(scan);
    return { items: Items, schedules: schedules.all, now: clock.now() };
  };
  const season = known.get(name) ?? keep();
  known.set(name, season);
  const { items, schedules, now } = await season;
  const world = await newWorld(engine, now);
  await world.table.table.writeMany({ put: items });
  for (const run of schedules) await world.schedules.set(run);
  return world;
}

/** 30/10/2017, 09:00: Sở Tư pháp has filed; Sở Tài chính, the Office and UBND huyện Lắk are late. */
export const onTheFirstLateDay = (engine: Engine): Promise<World> =>
  worldAt(engine, "first late day", async () => {
    const world = await issuedWorld(engine);
    await goTo(world, "2017-10-20T10:00");
    await file(world, "stp");
    await goTo(world, "2017-10-30T09:00");
    return world;
  });

/**
 * 26/10/2017, 10:00, a day before the last working day: Sở Tư pháp has filed; no letter reaches the Office; UBND
 * huyện Lắk has said why it will be late; Sở Tài chính has not begun.
 */
export const withTimeLeft = (engine: Engine): Promise<World> =>
  worldAt(engine, "time left", async () => {
    const world = await issuedWorld(engine);
    await goTo(world, "2017-10-20T10:00");
    await file(world, "stp");
    await ok(world, stateReason, { by: "vanthu@lak.daklak.example", unit: "ubnd-lak", body: examples.reason });
    await goTo(world, "2017-10-25T07:00");
    for (const name of ["vanthu", "vanphong", "lanhdao"]) {
      const address = email(`${name}@vpub.daklak.example`);
      await world.register.units.markBounced(address, { at: world.clock.now(), why: "bounce" });
    }
    await goTo(world, "2017-10-26T10:00");
    return world;
  });

/** A unit files its report, as its system would. */
export const file = (world: World, unit: string) =>
  ok(world, fileReport, { by: unitNamed(unit).clerkEmail ?? "", unit, body: examples.report });

/** The acts on a duty that were done, filings apart. */
export async function actsOn(world: World, unit: string): Promise<unknown[]> {
  const { items } = await ok(world, readHistory, { by: SNV, unit });
  return (items as { act: string }[]).map(({ act }) => act).filter((act) => act !== "submit");
}

/** The duty as it stands, to be compared before and after. */
export const standing = async (world: World, unit: string) => {
  const { letters: _letters, ...duty } = await dutyIn(world, unit);
  return duty;
};

/** What the forms of the five rulings are filled in with, of a duty on 30/10/2017. */
export const EXTENSION = {
  before: "6/11/2017",
  reason: "Chờ số liệu của các xã vùng III",
  approvedBy: "Giám đốc Sở Nội vụ",
  documentNumber: "1530/SNV-XDCQ",
} as const satisfies Fields;
export const RETURN = { reason: "Thiếu số liệu tiếp xúc, đối thoại", before: "3/11/2017" } as const satisfies Fields;
export const EXEMPTION = { reason: "Sáp nhập theo Nghị quyết số 12" } as const satisfies Fields;
export const REINSTATEMENT = { reason: "Chưa sáp nhập", before: "6/11/2017" } as const satisfies Fields;
export const PAPER = {
  receivedOn: "28/10/2017",
  receivedTime: "15:30",
  documentNumber: "98/BC-VPUB",
  note: "Nhận qua bưu điện",
} as const satisfies Fields;

/** Fills in a ruling's form and looks at what it would do; one that asks for nothing begins with the look. */
export async function lookAt(browser: Browser, path: string, fill: Fields): Promise<Page> {
  const form = await browser.get(path);
  expect(form.status).toBe(200);
  if (Object.keys(fill).length === 0) return form;
  const look = await browser.press(form, "look", fill);
  expect(look.status).toBe(200);
  return look;
}

/** Fills in a ruling's form, looks, and confirms. @returns the answer to the confirmation */
export async function rule(browser: Browser, path: string, fill: Fields): Promise<Page> {
  const answer = await browser.press(await lookAt(browser, path, fill), "confirm");
  expect(answer.status).toBe(303);
  return answer;
}

/** What stands in the fields of a page that were filled in. */
export const typedIn = (page: Page, fill: Fields): Fields =>
  Object.fromEntries(Object.keys(fill).map((name) => [name, valueOf(page, name)]));

/** The rows of a page's table: each cell by its column's name, white space made one. */
export function rowsOf(page: Page, within = "main"): Record<string, string>[] {
  return [...page.document.querySelectorAll(`${within} tbody tr`)].map((row) =>
    Object.fromEntries(
      [...row.querySelectorAll("th, td")].map((cell) => [
        cell.getAttribute("data-label") ?? "",
        (cell.textContent ?? "").replace(/\s+/g, " ").trim(),
      ]),
    ),
  );
}
