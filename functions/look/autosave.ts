import { formsWith } from "./elements.ts";
import { forget } from "./kept.ts";
import { say } from "./say.ts";
import { isSame, typedIn } from "./typed.ts";
import { isUnsaved, nowSaved } from "./unsaved.ts";

type SavedAnswer = { readonly saved?: boolean; readonly version?: number | string; readonly text?: string };

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
    const later = (ms: number) => {
      clearTimeout(timer);
      timer = window.setTimeout(() => now(), ms);
    };
    const now = () => {
      clearTimeout(timer);
      if (underWay.has(form)) return later(PAUSE_MS);
      if (!isUnsaved(form) || form.dataset["sending"]) return;
      const saving = saveThen(form, later);
      underWay.set(form, saving);
    };
    form.addEventListener("input", () => later(PAUSE_MS));
    window.addEventListener("online", now);
    document.addEventListener("visibilitychange", () => document.hidden && now());
  });
}

async function saveThen(form: HTMLFormElement, later: (ms: number) => void): Promise<void> {
  const outcome = await save(form);
  underWay.delete(form);
  if (outcome === "again") later(AGAIN_MS);
  else if (outcome === "saved" && isUnsaved(form)) later(PAUSE_MS);
}

/** `again`: the draft could not be reached; `stopped`: trying again by itself would not help. */
async function save(form: HTMLFormElement): Promise<"saved" | "again" | "stopped"> {
  const typed = typedIn(form);
  const body = new URLSearchParams();
  new FormData(form).forEach((value, name) => typeof value === "string" && body.append(name, value));
  body.set("do", "autosave");
  const response = await send(form.dataset["autosave"] || form.action, body.toString());
  if (!response) {
    tell(
      form,
      say("Chưa lưu được vì mất kết nối; hệ thống sẽ tự thử lại.", "Not saved: no connection; it will be tried again."),
      true,
    );
    return "again";
  }
  const answer = await answerOf(response);
  if (response.ok && answer.saved) {
    setVersion(form, String(answer.version));
    nowSaved(form, typed);
    if (isSame(typed, typedIn(form))) forget(form);
    tell(form, answer.text || say("Đã tự động lưu bản dự thảo.", "The draft has been saved."), false);
    return "saved";
  }
  tell(form, wordsFor(response, answer), true);
  return response.status >= 500 ? "again" : "stopped";
}

async function send(url: string, body: string): Promise<Response | undefined> {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), LONGEST_MS);
  try {
    return await fetch(url, {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
      body,
      // Being led to the sign-in is an answer too: the session has ended.
      redirect: "manual",
      keepalive: body.length < OUTLIVING_BYTES,
      signal: ended.signal,
    });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function answerOf(response: Response): Promise<SavedAnswer> {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

/** The server's own words, where it has some. */
function wordsFor({ status, type }: Response, { text }: SavedAnswer): string {
  if (text) return text;
  return status === 401 || status === 403 || type === "opaqueredirect"
    ? say(
        "Chưa lưu được vì phiên đăng nhập đã hết hạn. Đề nghị đăng nhập lại ở một thẻ khác rồi bấm lưu tại đây.",
        "Not saved: the sign-in has expired. Sign in again in another tab, then save here.",
      )
    : say("Chưa lưu được bản dự thảo.", "The draft could not be saved.");
}

function tell(form: HTMLFormElement, text: string, failed: boolean): void {
  const status = form.querySelector("[data-autosave-status]");
  if (!status) return;
  const kept = say(" Nội dung đã nhập được giữ trên trình duyệt này.", " What was typed is kept in this browser.");
  status.textContent = failed && form.dataset["keep"] ? text + kept : text;
  status.classList.toggle("failed", failed);
}

function setVersion(form: HTMLFormElement, version: string): void {
  form.querySelectorAll<HTMLInputElement>("input[name=basedOn]").forEach((field) => {
    field.value = version;
  });
}
