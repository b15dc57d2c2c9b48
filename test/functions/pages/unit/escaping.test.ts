import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import {
  createDirective,
  exemptDuty,
  extendDuty,
  issueDirective,
  putUnit,
  recordHardCopy,
  returnReport,
} from "../../api/operations.ts";
import { directive, unitNamed } from "../../season.ts";
import { drain, issuedWorld, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import type { Browser, Page } from "../browser.ts";
import {
  CLERK,
  OFFICE,
  OTHER,
  SNV,
  STC,
  dutyOf,
  file,
  linksOf,
  minutesLater,
  signedIn,
  valueOf,
  write,
} from "./people.ts";

/** Markup, both quotes, the end of a text area and of an attribute, and a line break of the old kind. */
const EVIL = `"'><script>alert(1)</script></textarea><img src=x onerror=alert(2)>&amp;`;
const LINES = `</blockquote>${EVIL}\n<svg onload=alert(3)>`;

let engine: Engine;
let world: World;
let clerk: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  clerk = await signedIn(world, CLERK);
});

const expectInert = (page: Page) => {
  expect(page.text).toContain("script");
  expect(page.document.querySelectorAll("script")).toHaveLength(1);
  expect(page.document.querySelectorAll("img:not(.brand img), [onerror], [onload]")).toHaveLength(0);
  expect(page.body).not.toMatch(/<script>|<img src=x|<svg onload/);
  expect(page.headers["content-security-policy"]).not.toContain("unsafe");
};

const REPORT = {
  documentNumber: EVIL,
  signedOn: "14/7/2017",
  "signer.name": EVIL,
  "signer.post": EVIL,
  "sections.tuyen-truyen": LINES,
};

it("whatever is typed into a report comes back as it was typed, and is never markup", async () => {
  const odd = { ...REPORT, signedOn: `<script>`, "figures.cuoc-doi-thoai": `"><script>` };
  const saved = await write(clerk, odd);
  expectInert(saved);
  for (const [name, typed] of Object.entries(odd)) expect(valueOf(saved, name)).toBe(typed);
  expectInert(await clerk.get(`${STC}/preview`));
  expectInert(await clerk.get(`${STC}/report?check=1`));
});

it("nor what two people typed", async () => {
  const office = await signedIn(world, OFFICE);
  const opened = await office.get(`${STC}/report`);
  await write(clerk, REPORT);
  const conflict = await office.submit(opened, "save", { ...REPORT, "sections.tuyen-truyen": `${LINES}!` });
  expect(conflict.status).toBe(409);
  expectInert(conflict);
  expectInert(await office.get(linksOf(conflict).find((href) => href.includes("merge")) ?? ""));
});

it("nor what was filed, returned, extended, explained or recorded on paper", async () => {
  await file(clerk, REPORT);
  const snv = await signedIn(world, SNV);
  for (const reader of [clerk, snv])
    for (const path of ["/receipts/1", "/revisions/1"]) expectInert(await reader.get(`${STC}${path}`));
  expectInert(await snv.get(STC));
  await ok(world, returnReport, { by: SNV, body: { reason: LINES } });
  await ok(world, extendDuty, {
    by: SNV,
    body: { before: "2017-11-03", reason: EVIL, approvedBy: EVIL, documentNumber: EVIL.slice(0, 100) },
  });
  minutesLater(world, 1);
  const reason = await clerk.submit(await clerk.get(`${STC}/reason`), "state", { text: LINES, promisedOn: "<script>" });
  expectInert(reason);
  await clerk.submit(reason, "state", { text: LINES, promisedOn: "" });
  for (const path of ["/", STC, `${STC}/report`, `${STC}/reason`]) expectInert(await clerk.get(path));
  const paper = { receivedAt: "2017-07-14T08:00:00+07:00", documentNumber: EVIL.slice(0, 100), note: LINES };
  await ok(world, recordHardCopy, { by: SNV, unit: "stp", body: paper });
  const other = await signedIn(world, OTHER);
  for (const path of ["/receipts/1", "/revisions/1"]) expectInert(await other.get(`${dutyOf("stp")}${path}`));
  expectInert(await snv.get(dutyOf("stp")));
});

it("nor the names of a directive, a unit or an outline", async () => {
  const { clients: _none, id: _id, ...unit } = unitNamed("stc");
  const named = { ...unit, name: `Sở ${EVIL}`.slice(0, 200), headTitle: EVIL, phone: "<script>" };
  await ok(world, putUnit, { by: SNV, params: { unitId: "stc" }, body: named });
  const [reports] = directive.obligations;
  const figure = { id: "mot", title: EVIL, unit: EVIL.slice(0, 60) };
  const outline = [{ id: "mot", title: EVIL, task: LINES, figures: [figure, { ...figure, id: "hai", atMost: "mot" }] }];
  const body = {
    ...directive,
    id: "moi-2017",
    number: EVIL.slice(0, 100),
    issuer: EVIL,
    subject: EVIL,
    obligations: [{ ...reports, title: EVIL, onBehalfOf: EVIL, outline }],
  };
  await ok(world, createDirective, { by: SNV, body });
  const snv = await signedIn(world, SNV);
  expectInert(await snv.get("/"));
  await ok(world, issueDirective, { by: SNV, params: { directiveId: "moi-2017" } });
  await drain(world);
  const path = "/duties/moi-2017/bao-cao/stc";
  for (const page of ["/", "/contacts", path, `${path}/report`, `${path}/reason`]) expectInert(await clerk.get(page));
  const preview = await write(clerk, { documentNumber: "1", "figures.hai": "2" }, "preview", path);
  expectInert(preview);
  expect(preview.status).toBe(200);
  await ok(world, exemptDuty, { by: SNV, params: { directiveId: "moi-2017" }, body: { reason: EVIL } });
  expectInert(await snv.get(path));
  expectInert(await snv.get("/"));
});
