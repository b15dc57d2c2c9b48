import { element } from "./elements.ts";
import { bodyOf, post, saidBy } from "./posting.ts";
import { say } from "./say.ts";

type DateSaid = { readonly says: readonly string[]; readonly beware: readonly string[] };
type Row = { readonly id: string; readonly name: string; readonly chosen: boolean };
type Units = {
  readonly chosen: string;
  readonly units: string;
  readonly except: string;
  readonly found: { readonly text: string; readonly rows: readonly Row[] };
};

const PAUSE_MS = 400;
const LONGEST_MS = 15_000;
const JSON_ONLY = { accept: "application/json" };

/** The form by which a directive is entered, on the page that has it. */
const entering = (): HTMLFormElement | null => document.querySelector<HTMLFormElement>("form#entering");

/** Says what each date means while it is typed: the calendar is the register's, so it is asked. */
export function sayDates(): void {
  const form = entering();
  if (!form) return;
  const places = [...form.querySelectorAll<HTMLElement>("[data-said]")];
  const ask = afterPause(async (isLast) => {
    const asked = new URLSearchParams({ say: "dates" });
    const typed = bodyOf(form);
    typed.forEach((value, name) => isDate(name) && asked.set(name, value));
    asked.set("more", typed.getAll("more").join(","));
    const answer = await fetch(`${form.action}?${asked}`, { headers: JSON_ONLY, redirect: "manual" }).catch(() => null);
    const { said } = answer?.ok ? await saidBy<{ said: Record<string, DateSaid> }>(answer) : {};
    if (!said || !isLast()) return;
    places.forEach((place) => {
      const { says = [], beware = [] } = said[place.dataset["said"] || ""] || {};
      const lines = [
        ...says.map((text) => element("p", {}, text)),
        ...beware.map((text) => element("p", { class: "beware" }, text)),
      ];
      if (place.textContent !== [...says, ...beware].join("")) place.replaceChildren(...lines);
    });
  });
  form.addEventListener("input", ({ target }) => nameOf(target).split(" ").some(isDate) && ask());
}

/** Finds units while a name is typed, and says how many are chosen as they are ticked. */
export function seekUnits(): void {
  const form = entering();
  if (!form) return;
  form.querySelectorAll<HTMLElement>("[data-choosing]").forEach((box) => {
    const prefix = box.dataset["choosing"] || "";
    const ask = afterPause(async (isLast) => {
      const body = bodyOf(form);
      body.set("do", `find ${prefix}`);
      const answer = await post(form.action, body.toString(), {
        longestMs: LONGEST_MS,
        headers: JSON_ONLY,
        keepalive: false,
      });
      const { chosen, units, except, found } = answer?.ok ? await saidBy<Units>(answer) : {};
      if (!found || !isLast()) return;
      const count = box.querySelector("[data-chosen]");
      if (count && chosen) count.textContent = chosen;
      const listed = [listUnits(form, `${prefix}units`, units), listUnits(form, `${prefix}except`, except)];
      // It is typed, too: the draft is to have it.
      if (listed.includes(true)) form.dispatchEvent(new Event("input"));
      showFound(box, prefix, found);
    });
    box.addEventListener("input", ask);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || nameOf(event.target) !== `${prefix}q`) return;
      event.preventDefault();
      ask();
    });
  });
}

const isDate = (name: string): boolean => /^(?:issuedOn|c\.of|(?:.+\.)?before)$/.test(name);

const nameOf = (target: EventTarget | null): string =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.name : "";

/** Asks once typing pauses; of answers that overtake each other the last counts. */
function afterPause(ask: (isLast: () => boolean) => Promise<void>): () => void {
  let timer = 0;
  let asked = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const own = ++asked;
      void ask(() => own === asked);
    }, PAUSE_MS);
  };
}

/** What was ticked stands in the list too, unless somebody is typing there. @returns whether the list changed */
function listUnits(form: HTMLFormElement, name: string, text: string | undefined): boolean {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLTextAreaElement) || text === undefined || document.activeElement === field) return false;
  const before = field.value;
  field.value = text.replace(/\r\n?/g, "\n");
  return field.value !== before;
}

function showFound(box: HTMLElement, prefix: string, { text, rows }: Units["found"]): void {
  const place = box.querySelector("[data-found]");
  if (!place) return;
  const shown = [...place.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const hidden = [...place.querySelectorAll<HTMLInputElement>("input[type=hidden]")];
  // The same units stay where they are, and the one that was ticked keeps the focus.
  if (shown.length > 0 && shown.map(({ value }) => value).join() === rows.map(({ id }) => id).join()) {
    rows.forEach(({ id, chosen }, at) => {
      const [tick, drawn] = [shown[at], hidden[at]];
      if (tick) tick.checked = chosen;
      if (drawn) drawn.value = drawnAs(id, chosen);
    });
    return;
  }
  const choices = rows.map(({ id, name, chosen }) => {
    const named = `${prefix}tick-${id}`;
    const tick = element("input", { type: "checkbox", id: named, name: `${prefix}tick`, value: id });
    tick.checked = chosen;
    const drawn = element("input", { type: "hidden", name: `${prefix}shown`, value: drawnAs(id, chosen) });
    return element("div", { class: "choice" }, tick, element("label", { for: named, lang: "vi" }, name), drawn);
  });
  const title = element("legend", {}, say("Đơn vị tìm thấy", "Units found"));
  const about = element("p", { class: "hint", role: "status" }, text);
  const list = element("div", { class: "choices" }, ...choices);
  place.replaceChildren(...(text === "" ? [] : [element("fieldset", { class: "field" }, title, about, list)]));
}

const drawnAs = (id: string, chosen: boolean): string => (chosen ? "+" : "") + id;
