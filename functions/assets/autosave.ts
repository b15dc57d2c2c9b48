import { formsWith } from "./elements.ts";
import { forget } from "./kept.ts";
import { isBusy, pauseMs } from "./patience.ts";
import { bodyOf, post, saidBy, tell } from "./posting.ts";
import { say } from "./say.ts";
import { isSame, typedIn } from "./typed.ts";
import { isUnsaved, nowSaved } from "./unsaved.ts";

type SavedAnswer = { readonly saved: boolean; readonly version: number | string; readonly text: string };

/** What came of a save, and when it is tried again by itself, if that would help; `busy` when the site turned it away. */
type Outcome = { readonly saved: boolean; readonly againMs?: number; readonly busy?: boolean };

const PAUSE_MS = 4000;
const AGAIN_MS = 30_000;
const LONGEST_MS = 15_000;
/** A request that outlives its page may carry so much and no more. */
const OUTLIVING_BYTES = 60_000;

/** The save under way for each form: a form is not sent before it has ended, or it would find the draft moved on. */
const underWay = new Map<HTMLFormElement, Promise<void>>();

export const saveUnderWay = (form: HTMLFormElement): Promise<void> | undefined => underWay.get(form);

/** Saves a draft by itself: some seconds after typing stops, and when the page is put away. */
export function autosaveForms(): void {
  formsWith("data-autosave").forEach((form) => {
    let timer = 0;
    let tries = 0;
    /** Turned away, it waits so long however much is typed meanwhile. */
    let notBefore = 0;
    const later = (ms: number) => {
      clearTimeout(timer);
      timer = window.setTimeout(now, Math.max(ms, notBefore - Date.now()));
    };
    const now = () => {
      clearTimeout(timer);
      if (underWay.has(form)) return later(PAUSE_MS);
      if (!isUnsaved(form) || form.dataset["sending"]) return;
      underWay.set(form, saveOnce());
    };
    const saveOnce = async () => {
      const { saved, busy, againMs } = await save(form, tries);
      tries = busy ? tries + 1 : 0;
      notBefore = busy && againMs ? Date.now() + againMs : 0;
      underWay.delete(form);
      if (againMs) later(againMs);
      else if (saved && isUnsaved(form)) later(PAUSE_MS);
    };
    form.addEventListener("input", () => later(PAUSE_MS));
    beforeOtherForms(form, now);
    window.addEventListener("online", now);
    document.addEventListener("visibilitychange", () => document.hidden && now());
  });
}

/** Another form of the page, as the language's, leads to the next page once this one is saved, so that its words are there. */
function beforeOtherForms(form: HTMLFormElement, saveNow: () => void): void {
  let waited = false;
  const saveThen = async (goOn: () => void) => {
    saveNow();
    await Promise.race([underWay.get(form), new Promise((resolve) => setTimeout(resolve, PAUSE_MS))]);
    goOn();
    waited = false;
  };
  document.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (!(target instanceof HTMLFormElement) || target === form || waited || !isUnsaved(form)) return;
    event.preventDefault();
    waited = true;
    void saveThen(() => (submitter ? submitter.click() : target.submit()));
  });
}

async function save(form: HTMLFormElement, tries: number): Promise<Outcome> {
  const typed = typedIn(form);
  const fields = bodyOf(form);
  fields.set("do", "autosave");
  const body = fields.toString();
  const response = await post(form.dataset["autosave"] || form.action, body, {
    longestMs: LONGEST_MS,
    headers: { accept: "application/json" },
    keepalive: body.length < OUTLIVING_BYTES,
  });
  if (!response) {
    tellUnsaved(
      form,
      say("Chưa lưu được vì mất kết nối; hệ thống sẽ tự thử lại.", "Not saved: no connection; it will be tried again."),
    );
    return { saved: false, againMs: AGAIN_MS };
  }
  const answer = await saidBy<SavedAnswer>(response);
  if (response.ok && answer.saved) {
    setVersion(form, String(answer.version));
    nowSaved(form, typed);
    if (isSame(typed, typedIn(form))) forget(form);
    tell(form, answer.text || say("Đã tự động lưu bản dự thảo.", "The draft has been saved."));
    return { saved: true };
  }
  if (isBusy(response)) {
    const words = say(
      "Hệ thống đang bận; bản dự thảo sẽ tự lưu lại sau ít giây.",
      "The site is busy: the draft is saved by itself in some seconds.",
    );
    tellUnsaved(form, words, false);
    return { saved: false, busy: true, againMs: pauseMs(tries, response) };
  }
  tellUnsaved(form, wordsFor(response, answer));
  return response.status >= 500 ? { saved: false, againMs: AGAIN_MS } : { saved: false };
}

/** The server's own words, where it has some. */
function wordsFor({ status, type }: Response, { text }: Partial<SavedAnswer>): string {
  if (text) return text;
  return status === 401 || status === 403 || type === "opaqueredirect"
    ? say(
        "Chưa lưu được vì phiên đăng nhập đã hết hạn. Đề nghị đăng nhập lại ở một thẻ khác rồi bấm lưu tại đây.",
        "Not saved: the sign-in has expired. Sign in again in another tab, then save here.",
      )
    : say("Chưa lưu được bản dự thảo.", "The draft could not be saved.");
}

function tellUnsaved(form: HTMLFormElement, text: string, failed = true): void {
  const kept = say(" Nội dung đã nhập được giữ trên trình duyệt này.", " What was typed is kept in this browser.");
  tell(form, form.dataset["keep"] ? text + kept : text, failed);
}

function setVersion(form: HTMLFormElement, version: string): void {
  form.querySelectorAll<HTMLInputElement>("input[name=basedOn]").forEach((field) => {
    field.value = version;
  });
}
