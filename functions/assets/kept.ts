import { element, formsWith } from "./elements.ts";
import { formatMinute, say } from "./say.ts";
import { isSame, typeAgain, typedIn } from "./typed.ts";
import type { Typed } from "./typed.ts";
import { isUnsaved } from "./unsaved.ts";

/** What was typed, when, and into which version of the draft. */
type Kept = { readonly at: number; readonly version: string; readonly typed: Typed };

const PREFIX = "kept ";
const SENT = "sent";
const PAUSE_MS = 700;

/**
 * Keeps what is typed in this browser until the server has it, and offers it again when it finds some: after a
 * crash, a closed tab or an expired session. Nothing is put back unasked.
 */
export function offerKept(): void {
  forgetWhatArrived();
  dropPutBack();
  formsWith("data-keep").forEach((form) => {
    const kept = form.dataset["holdsAll"] === undefined ? read(form) : undefined;
    if (kept && !isSame(kept.typed, typedIn(form))) offer(form, kept);
    else {
      forget(form);
      keepWhileTyping(form);
    }
  });
}

/**
 * What a browser puts back by itself, after Back or a reload, would be saved over a draft that it was not written into. It
 * does so after the page's script has run.
 */
function dropPutBack(): void {
  formsWith("data-autosave").forEach((form) => {
    let typing = false;
    form.addEventListener("keydown", () => (typing = true), { once: true });
    window.addEventListener("pageshow", ({ persisted }) => {
      if (!persisted && !typing && isUnsaved(form)) form.reset();
    });
  });
}

/** Forms whose writer has yet to say what becomes of what was kept. */
const undecided = new Set<HTMLFormElement>();

/** The server has all that was typed; what is still on offer it may not have. */
export function forget(form: HTMLFormElement): void {
  if (!undecided.has(form)) attempt(() => localStorage.removeItem(keyOf(form)));
}

function keepWhileTyping(form: HTMLFormElement): void {
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => keep(form), PAUSE_MS);
  });
  window.addEventListener("pagehide", () => isUnsaved(form) && keep(form));
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(form);
    attempt(() => sessionStorage.setItem(SENT, JSON.stringify([keyOf(form), location.href.split("#")[0]])));
  });
}

function keep(form: HTMLFormElement): void {
  const kept: Kept = { at: Date.now(), version: versionOf(form), typed: typedIn(form) };
  attempt(() => localStorage.setItem(keyOf(form), JSON.stringify(kept)));
}

/**
 * A form was sent from the page before, and this page is the answer: another page than the form's, and no
 * refusal. Then what was kept of it has arrived.
 */
function forgetWhatArrived(): void {
  attempt(() => {
    const [key, from]: string[] = JSON.parse(sessionStorage.getItem(SENT) || "[]");
    sessionStorage.removeItem(SENT);
    if (!key || document.referrer.split("#")[0] !== from) return;
    const shownAgain = formsWith("data-keep").some((form) => keyOf(form) === key);
    if (!shownAgain && Number(document.body.dataset["status"]) < 400) localStorage.removeItem(key);
  });
}

function offer(form: HTMLFormElement, kept: Kept): void {
  const restore = element("button", { type: "button", class: "button" }, say("Khôi phục", "Restore"));
  const discard = element("button", { type: "button", class: "button plain" }, say("Bỏ nội dung này", "Discard it"));
  const when = formatMinute(kept.at);
  const words = element(
    "p",
    {},
    say(
      `Có nội dung chưa lưu, nhập lúc ${when} trên trình duyệt này.`,
      `Unsaved text of ${when} is kept in this browser.`,
    ),
  );
  if (kept.version !== versionOf(form)) {
    words.append(
      say(
        " Sau đó bản dự thảo trên hệ thống đã thay đổi; khôi phục sẽ thay nội dung đang hiện.",
        " The draft has changed since; restoring replaces what is shown now.",
      ),
    );
  }
  const box = element(
    "div",
    { class: "notice notice-warning", role: "region", "aria-label": say("Nội dung chưa lưu", "Unsaved text") },
    element("div", {}, words, element("div", { class: "buttons" }, restore, discard)),
  );
  undecided.add(form);
  const decided = () => {
    undecided.delete(form);
    box.remove();
    keepWhileTyping(form);
    const first = form.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select");
    if (first) first.focus();
  };
  restore.addEventListener("click", () => {
    decided();
    typeAgain(form, kept.typed);
  });
  discard.addEventListener("click", () => {
    decided();
    forget(form);
  });
  form.prepend(box);
}

function read(form: HTMLFormElement): Kept | undefined {
  return attempt(() => JSON.parse(localStorage.getItem(keyOf(form)) || "null") || undefined);
}

const keyOf = (form: HTMLFormElement): string => PREFIX + form.dataset["keep"];

/** The version of the draft that the form was drawn from. */
function versionOf(form: HTMLFormElement): string {
  const field = form.querySelector<HTMLInputElement>("input[name=basedOn]");
  return field ? field.value : "";
}

/** Storage may be forbidden or full; typing goes on without. */
function attempt<T>(deed: () => T): T | undefined {
  try {
    return deed();
  } catch {
    return undefined;
  }
}
