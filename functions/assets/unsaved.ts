import { formsWith } from "./elements.ts";
import { isSame, typedIn } from "./typed.ts";
import type { Typed } from "./typed.ts";

/** What each form held when the server last had it all. */
const known = new Map<HTMLFormElement, Typed>();

/** Asks before a page is left with something typed that the server does not have; never when a form is being sent. */
export function warnOfUnsaved(): void {
  let sending = false;
  formsWith("data-guard").forEach((form) => known.set(form, typedIn(form)));
  document.addEventListener("submit", (event) => {
    sending = !event.defaultPrevented && event.target instanceof HTMLFormElement && known.has(event.target);
  });
  window.addEventListener("pageshow", () => {
    sending = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (sending || !([...known.keys()].some(isUnsaved) || document.querySelector("form[data-waiting]"))) return;
    event.preventDefault();
    event.returnValue = "";
  });
}

export function isUnsaved(form: HTMLFormElement): boolean {
  const held = known.get(form);
  return held !== undefined && !isSame(held, typedIn(form));
}

/** The server has this now. */
export function nowSaved(form: HTMLFormElement, typed: Typed): void {
  known.set(form, typed);
}
