import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { pageRoutes } from "../../../../functions/http/page-routes.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { fieldsOf } from "../browser.ts";
import type { Browser, Fields, Page } from "../browser.ts";
import { OBLIGATION, SNV, STC, dutyOf, onTheFirstLateDay, signedIn } from "../office/office-site.ts";

/** Every page with a form that something is typed into or chosen in, and who fills it in. */
const FORMS: readonly (readonly [path: string, by: string])[] = [
  [`${dutyOf("stc")}/report`, STC],
  [`${dutyOf("stc")}/reason`, STC],
  [`${dutyOf("stc")}/attachments`, STC],
  [`${dutyOf("stp")}/return`, SNV],
  [`${dutyOf("stp")}/acceptance`, SNV],
  [`${dutyOf("stc")}/extension`, SNV],
  [`${dutyOf("stc")}/exemption`, SNV],
  [`${dutyOf("stc")}/paper`, SNV],
  [`${OBLIGATION}/several/extension?unit=stc&unit=ubnd-lak`, SNV],
  [`${OBLIGATION}/several/exemption?unit=stc`, SNV],
  [`${dutyOf("stp")}/review`, SNV],
  [`${OBLIGATION}/date`, SNV],
  [`${OBLIGATION}/reminder`, SNV],
  [`${OBLIGATION}/addition`, SNV],
  [`${OBLIGATION}/release`, SNV],
  ["/units/import", SNV],
  ["/units/new", SNV],
  ["/units/stc", SNV],
  ["/staff", SNV],
  ["/calendar/2027", SNV],
  ["/directives/new", SNV],
  ["/directives/5500-ubnd-kgvx-2017/withdrawal", SNV],
  ["/directives/5500-ubnd-kgvx-2017/attachments", SNV],
  ["/obligations/5500-ubnd-kgvx-2017/tong-hop/forwarding", SNV],
];

/** What is posted by pages that ask for nothing, or stand for another page of the list. */
const ELSEWHERE = new Set([
  "/language",
  "/sign-out",
  "/sessions",
  "/obligations/{directiveId}/{obligationId}/papers/{file}",
  "/received/{directiveId}/{obligationId}/{unitId}/{seal}",
  "/directives/{directiveId}",
  "/directives/{directiveId}/attachments/{attachmentId}",
  "/duties/{directiveId}/{obligationId}/{unitId}/preview",
  "/duties/{directiveId}/{obligationId}/{unitId}/reinstatement",
  "/duties/{directiveId}/{obligationId}/{unitId}/attachments/{attachmentId}",
]);

/** What people leave in fields: nothing; a word where a day is asked for; more than has room; what some program put there. */
const ODD: Readonly<Record<string, string>> = {
  nothing: "",
  "a word": "mười hai",
  "a day that is none": "31/9/2017",
  "a number below nothing": "-1",
  "what turns the direction of writing": "a\u202Eb",
  "far too much": "dài ".repeat(20_000),
};

/** Values as a program names them, and words of the language that the page is not in. */
const NO_WORDS = /\b(false|true|undefined|null|NaN)\b|\[object|=>|\{\}/;
const ENGLISH = /\b(must|should|not|invalid|expected|the|of|is|got|at least|characters|empty)\b/i;

let engine: Engine;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

const formsOf = ({ document }: Page) => [...document.querySelectorAll("main form[method=post]")];
const controlsOf = (form: Element) =>
  [...form.querySelectorAll("input, textarea, select")].filter(
    (one) => !["hidden", "file"].includes(one.getAttribute("type") ?? ""),
  );

/** The form with every line, area and choice as `odd` says; what is hidden stays, and empty what a hint lets be so. */
function filled(form: Element, odd: string, empty?: RegExp): Fields {
  const fields: Record<string, string | readonly string[]> = { ...fieldsOf(form) };
  for (const control of controlsOf(form)) {
    const [name, type] = [control.getAttribute("name") ?? "", control.getAttribute("type")];
    if (type === "checkbox" || type === "radio") {
      if (odd === "") delete fields[name];
      else fields[name] = odd;
    } else fields[name] = empty?.test(hintOf(form, control)) ? "" : odd;
  }
  return fields;
}

/** What is told of faults, and of what was not done. */
const told = ({ document }: Page): string[] =>
  [...document.querySelectorAll("main .fault, main [role=alert] li, main .notice")].map((one) =>
    (one.textContent ?? "").replace(/\s+/g, " ").trim(),
  );

const hintOf = (form: Element, control: Element): string =>
  form.querySelector(`[id="${control.getAttribute("id")}-hint"]`)?.textContent ?? "";

/** Faults that begin as those beside a field do, and stand above the form as they are, so that nobody knows of which field. */
function namelessIn({ document }: Page): string[] {
  const beside = new Set([...document.querySelectorAll("main .field .fault")].map((one) => one.textContent?.trim()));
  const above = [...document.querySelectorAll("main [role=alert] li")].map((one) => one.textContent?.trim() ?? "");
  return above.filter((text) => beside.has(text) && /^(Không được|Phải|Tối đa|Tối thiểu|Ngày phải)/.test(text));
}

async function answersTo(
  browser: Browser,
  path: string,
  odd: string,
  empty?: RegExp,
): Promise<{ page: Page; form: Element }[]> {
  const answers = [];
  for (const [at] of formsOf(await browser.get(path)).entries()) {
    const page = await browser.get(path);
    const form = formsOf(page)[at];
    if (!form || controlsOf(form).length === 0) continue;
    const press = form.querySelector("button[name=do]")?.getAttribute("value");
    const action = form.getAttribute("action") || path;
    const fields = { ...filled(form, odd, empty), ...(press ? { do: press } : {}) };
    const files = form.getAttribute("enctype") === "multipart/form-data";
    const answered = files ? await browser.upload(action, fields, {}) : await browser.post(action, fields);
    answers.push({ form, page: answered.location.startsWith("/") ? await browser.get(answered.location) : answered });
  }
  return answers;
}

it("every form of the site is filled in below", () => {
  const posted = Object.values(pageRoutes).flatMap(({ method, path }) => (method === "POST" ? [path] : []));
  const patterns = FORMS.map(([path]) => path.replace(/\?.*/, ""));
  const missing = posted.filter((route) => {
    const pattern = new RegExp(`^${route.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
    return !ELSEWHERE.has(route) && !patterns.some((path) => pattern.test(path));
  });
  expect(missing).toEqual([]);
});

describe.each(FORMS)("%s", (path, by) => {
  it("keeps what was typed for the browser's Back, in lines as in areas", async () => {
    const { document } = await (await signedIn(await onTheFirstLateDay(engine), by)).get(path);
    expect(document.querySelectorAll("main form[method=post]").length).toBeGreaterThan(0);
    // A browser puts nothing back where it is told to remember nothing; the draft's version is the server's to say.
    const forgotten = [...document.querySelectorAll("main form[method=post] [autocomplete], main form[autocomplete]")];
    expect(forgotten.map((one) => one.getAttribute("name")).filter((name) => name !== "basedOn")).toEqual([]);
  });

  it.each(Object.entries(ODD))("tells in words what is wrong when it is sent with %s", async (_what, odd) => {
    const browser = await signedIn(await onTheFirstLateDay(engine), by);
    for (const { page } of await answersTo(browser, path, odd)) {
      expect(page.status, page.text.slice(0, 300)).toBeLessThan(500);
      const words = told(page);
      expect(words.filter((text) => NO_WORDS.test(text) || ENGLISH.test(text))).toEqual([]);
      expect(namelessIn(page)).toEqual([]);
    }
    await browser.post("/language", { language: "en", back: path });
    for (const { page } of await answersTo(browser, path, odd))
      expect(told(page).filter((text) => NO_WORDS.test(text))).toEqual([]);
  });

  it.each(["", "中文"])("finds no fault of emptiness with what it says may be left empty, beside “%s”", async (odd) => {
    const browser = await signedIn(await onTheFirstLateDay(engine), by);
    for (const { page } of await answersTo(browser, path, odd, /để trống/i)) {
      const contradicted = [...page.document.querySelectorAll("main .field")].filter(
        (field) =>
          /để trống/i.test(field.querySelector(".hint")?.textContent ?? "") &&
          (odd === "" ? field.querySelector(".fault") !== null : /Không được để trống/.test(field.textContent ?? "")),
      );
      expect(contradicted.map((field) => field.textContent?.replace(/\s+/g, " ").trim())).toEqual([]);
    }
  });
});
