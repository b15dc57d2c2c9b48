import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { conflict, invalid, notFound } from "../../../../functions/domain/refusal.ts";
import { html } from "../../../../functions/runtime/html.ts";
import { expired, faulty, stale } from "../../../../functions/pages/form-kit/again.ts";
import { csrfForm } from "../../../../functions/pages/form-kit/csrf.ts";
import { formPages } from "../../../../functions/pages/form-kit/form.ts";
import type { Form } from "../../../../functions/pages/form-kit/form.ts";
import { formPage } from "../../../../functions/pages/form-kit/form-page.ts";
import { buttons, textField } from "../../../../functions/pages/parts/fields.ts";
import { issuedWorld } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser, fieldsOf, formOf } from "../browser.ts";
import type { Page } from "../browser.ts";
import { faultsOf, noticesOf } from "../register/read-page.ts";

const CLERK = "vanthu@stc.daklak.example";
const ADDRESS = "/duties/5500-ubnd-kgvx-2017/bao-cao/stc/reason";

let engine: Engine;
let browser: Browser;
/** What the form did and was asked, in order. */
let steps: string[];
/** What it is about: whoever changes it is somebody else. */
let thing: { version: string; isThere: boolean };
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(() => {
  steps = [];
  thing = { version: "1", isThere: true };
});

/** A form with one field, a preview, and everything that can happen to it. */
const whole: Form<{ version: string }, string> = {
  find: async () => (thing.isThere ? { version: thing.version } : notFound("Gone.", "Không còn.")),
  label: () => "The word",
  page: ({ visit, found }, again, field) => {
    const content = html`${textField(field("word"))}${buttons({ label: "Look", do: "look" }, { label: "Do", do: "act" })}`;
    const form = csrfForm(visit, { action: ADDRESS, basis: found.version, content });
    return formPage(visit, { ...again, title: "The form", content: form });
  },
  begin: ({ version }) => new URLSearchParams({ word: `word ${version}` }),
  expired,
  version: { of: ({ found }) => found.version, changed: () => stale("Somebody else changed it.") },
  judge({ visit }) {
    const word = visit.form.get("word") ?? "";
    steps.push(`judged ${word}`);
    return word === "" ? { again: faulty([{ field: "word", text: "Must not be empty." }]) } : word;
  },
  faultsOf: (_visit, { detail }) => [{ field: "word", text: detail }],
  preview: ({ visit, found }, word) => {
    const content = html`<input type="hidden" name="word" value="${word}" />${buttons(
      { label: "Do", do: "act" },
      { label: "Change", do: "change" },
    )}`;
    const form = csrfForm(visit, { action: ADDRESS, basis: found.version, content });
    return formPage(visit, { title: `Would do ${word}`, content: form });
  },
  acts: ["act"],
  async act(word) {
    steps.push(`did ${word}`);
    if (word === "too late") {
      thing.version = "2";
      return conflict("Somebody was quicker.", "Người khác nhanh hơn.");
    }
    if (word === "wrong") return invalid("Not this word.", "Không phải từ này.", []);
    return `${ADDRESS}?done=${word}`;
  },
};

async function open(form: Partial<typeof whole> = {}): Promise<Page> {
  const { ask, give } = formPages({ ...whole, ...form });
  browser = await new Browser(await issuedWorld(engine), { askReason: ask, giveReason: give }).signIn(CLERK);
  return browser.get(ADDRESS);
}
const titleOf = (page: Page) => page.document.querySelector("h1")?.textContent;
const wordIn = (page: Page) => fieldsOf(formOf(page, "act"))["word"];

describe("a form", () => {
  it("begins with what it is about", async () => {
    expect(wordIn(await open())).toEqual(["word 1"]);
  });

  it("is judged first, done last, and led on from", async () => {
    const done = await browserAfter(open(), "act", "yes");
    expect([done.status, done.location, steps]).toEqual([303, `${ADDRESS}?done=yes`, ["judged yes", "did yes"]]);
  });

  it("is done once, however often it is sent", async () => {
    const form = await open();
    await browser.press(form, "act", { word: "yes" });
    const again = await browser.press(form, "act", { word: "yes" });
    expect([again.status, steps]).toEqual([409, ["judged yes", "did yes"]]);
  });

  it("that is repeatable is not remembered, and may be sent again", async () => {
    const form = await open({ repeatable: true });
    await browser.press(form, "act", { word: "yes" });
    const again = await browser.press(form, "act", { word: "yes" });
    expect([again.status, steps.filter((step) => step === "did yes")]).toEqual([303, ["did yes", "did yes"]]);
  });

  it("with a fault does nothing, and says so at its field", async () => {
    const faultyPage = await browserAfter(open(), "act", "");
    expect([faultyPage.status, faultsOf(faultyPage), steps]).toEqual([400, ["word: Must not be empty."], ["judged "]]);
    expect(faultyPage.document.title).toMatch(/^Lỗi: /);
  });

  it("of an earlier sign-in is neither judged nor done, and shown again as it was typed", async () => {
    const form = await open();
    await browser.signIn(CLERK);
    const old = await browser.press(form, "act", { word: "kept" });
    expect([old.status, wordIn(old), steps]).toEqual([409, ["kept"], []]);
  });

  it("that somebody overtook is neither judged nor done, and shown again under the new version", async () => {
    const form = await open();
    thing.version = "2";
    const overtaken = await browser.press(form, "act", { word: "kept" });
    expect([overtaken.status, noticesOf(overtaken), wordIn(overtaken), steps]).toEqual([
      409,
      ["Somebody else changed it."],
      ["kept"],
      [],
    ]);
    expect((await browser.press(overtaken, "act")).status).toBe(303);
  });

  it("whose thing is gone says that", async () => {
    const form = await open();
    thing.isThere = false;
    expect([(await browser.press(form, "act", { word: "yes" })).status, steps]).toEqual([404, []]);
  });

  it("that is refused after all is shown as things stand now, and may be sent again", async () => {
    const refused = await browserAfter(open(), "act", "too late");
    expect([refused.status, noticesOf(refused)]).toEqual([409, ["Người khác nhanh hơn."]]);
    expect((await browser.press(refused, "act", { word: "yes" })).status).toBe(303);
    const wrong = await browserAfter(open(), "act", "wrong");
    expect([wrong.status, faultsOf(wrong)]).toEqual([400, ["word: Not this word."]]);
  });
});

describe("the preview of a form", () => {
  it("judges and changes nothing, and is done from there", async () => {
    const preview = await browserAfter(open(), "look", "yes");
    expect([titleOf(preview), steps]).toEqual(["Would do yes", ["judged yes"]]);
    const done = await browser.press(preview, "act");
    expect([done.status, steps.at(-1)]).toEqual([303, "did yes"]);
  });

  it("leads back to what was typed, by its button", async () => {
    const back = await browser.press(await browserAfter(open(), "look", "typed"), "change");
    expect([titleOf(back), wordIn(back)]).toEqual(["The form", ["typed"]]);
  });

  it("of what has faults is the form again", async () => {
    const faultyPage = await browserAfter(open(), "look", "");
    expect([titleOf(faultyPage), faultyPage.status]).toEqual(["The form", 400]);
  });

  it("is where a form begins that asks for nothing", async () => {
    const first = await open({ asksNothing: true, judge: () => "all" });
    expect(titleOf(first)).toBe("Would do all");
  });
});

async function browserAfter(form: Promise<Page>, press: string, word: string): Promise<Page> {
  const page = await form;
  return browser.press(page, press, { word });
}
