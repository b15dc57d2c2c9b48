import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { AttachmentIdSchema } from "../../../../functions/domain/attachment.ts";
import { receiveScan } from "../../objects/send-file.ts";
import { email, ref, unitId, unitNamed } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { issuedWorld } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import type { Browser, Page } from "../browser.ts";
import { CLERK, SNV, STC, signedIn } from "../unit/people.ts";

const { directiveId } = ref;
const LIST = `/directives/${directiveId}/attachments`;

let engine: Engine;
let world: World;
let keeper: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  keeper = await signedIn(world, SNV);
});

const announce = async (fill: object = {}): Promise<Page> =>
  keeper.submit(await keeper.get(LIST), "announce", { kind: "pdf", noStateSecret: "yes", ...fill });
const receive = async ({ path }: Page): Promise<void> =>
  receiveScan(world, AttachmentIdSchema.parse(path.split("/").at(-1)));
const linkOn = (page: Page) => page.document.querySelector('main a[href$="/content"]');

it("who keeps the register adds the scan from the directive's page, and hears what it was found to be", async () => {
  const page = await keeper.get(`/directives/${directiveId}`);
  expect(page.document.querySelector(`main a[href="${LIST}"]`)?.textContent).toBe("Bản quét văn bản");
  const sending = await announce();
  expect(sending.document.querySelector("form[data-upload]")?.getAttribute("action")).toBe(
    "https://files.example/bucket",
  );
  expect(sending.headers["content-security-policy"]).toContain("form-action 'self' https://files.example;");
  await receive(sending);
  expect((await keeper.get(sending.path)).text).toContain("Tệp đã được kiểm tra");
  expect((await keeper.get(LIST)).text).toContain("Công văn số 5500/UBND-KGVX.pdf");
});

it("what is wrong is told at its field", async () => {
  const page = await announce({ name: "", noStateSecret: [] });
  expect([...page.document.querySelectorAll("[data-errors] a")].map((a) => a.getAttribute("href"))).toEqual([
    "#name",
    "#noStateSecret",
  ]);
});

it("a unit that owes the report is led to it from its duty, reads it, and adds nothing", async () => {
  const clerk = await signedIn(world, CLERK);
  expect(linkOn(await clerk.get(STC))).toBeNull();
  await receive(await announce());
  const link = linkOn(await clerk.get(STC));
  expect(link?.textContent).toBe("Văn bản giao (PDF)");
  const file = await clerk.get(link?.getAttribute("href") ?? "");
  expect([file.status, file.location]).toEqual([303, expect.stringContaining("https://files.example/")]);
  const list = await clerk.get(LIST);
  expect([list.status, list.document.querySelector('button[value="announce"]')]).toEqual([200, null]);
});

it("a unit that owes nothing finds neither list nor file", async () => {
  const sending = await announce();
  await receive(sending);
  const commune = {
    ...unitNamed("ubnd-lak"),
    id: unitId("xa"),
    kind: "xa",
    clerkEmail: email("vanthu@xa.daklak.example"),
  };
  await world.register.units.putUnits([commune], new Map());
  const other = await signedIn(world, commune.clerkEmail);
  for (const path of [LIST, sending.path, `${sending.path}/content`]) expect((await other.get(path)).status).toBe(404);
});
