import { element } from "./elements.ts";
import { isBusy, pauseMs } from "./patience.ts";
import { bodyOf, post, saidBy, tell } from "./posting.ts";
import { say } from "./say.ts";
import { typedIn } from "./typed.ts";
import { nowSaved } from "./unsaved.ts";

/** Longer than a function may take: whose answer is lost asks again, and is answered with what was done. */
const LONGEST_MS = 25_000;
/** For so long a form is sent again by itself. */
const GIVEN_UP_AFTER_MS = 600_000;

/** Makes room for what is said of a form that has none yet. */
export function makePatient(form: HTMLFormElement): void {
  if (form.querySelector("[data-autosave-status]")) return;
  form.append(element("p", { class: "saved", "data-autosave-status": "", "aria-live": "polite" }));
}

/**
 * Sends a form as the browser would, but for what the gateway answers when the site is too busy, or when no answer comes:
 * then it waits and sends the same form again, which is carried out once however often it arrives. Then it leads on to where
 * the site leads. `plainly`: the site has something to show, so that the browser itself is to send the form.
 */
export async function sendPatiently(
  form: HTMLFormElement,
  pressed: HTMLElement | null,
): Promise<"led on" | "plainly" | "given up"> {
  const typed = typedIn(form);
  const fields = bodyOf(form);
  const [name, value] = [pressed && pressed.getAttribute("name"), pressed && pressed.getAttribute("value")];
  if (name) fields.append(name, value || "");
  const until = Date.now() + GIVEN_UP_AFTER_MS;
  tell(form, say("Đang gửi…", "Being sent…"));
  for (let tries = 0; Date.now() < until; tries++) {
    const response = await post(form.action, fields.toString(), {
      longestMs: LONGEST_MS,
      headers: { accept: "text/html", "x-leads-on-by": "script" },
      keepalive: false,
    });
    if (!response || isBusy(response)) {
      form.dataset["waiting"] = "true";
      tell(form, response ? busyWords() : unheardWords());
      await new Promise((resolve) => setTimeout(resolve, pauseMs(tries, response)));
      continue;
    }
    delete form.dataset["waiting"];
    const { location: to } = await saidBy<{ location: string }>(response);
    if (!to || to.charAt(0) !== "/") return "plainly";
    nowSaved(form, typed);
    location.assign(to);
    return "led on";
  }
  delete form.dataset["waiting"];
  tell(form, say("Chưa gửi được. Đề nghị bấm lại.", "It could not be sent. Press the button again."), true);
  return "given up";
}

const busyWords = (): string =>
  say(
    "Nhiều người đang gửi cùng lúc nên hệ thống chưa nhận. Trang này tự gửi lại sau ít giây; đề nghị không đóng trang.",
    "Many are sending at this moment, and this was not taken in yet. It is sent again by itself in some seconds: leave the page open.",
  );

const unheardWords = (): string =>
  say(
    "Chưa có trả lời của hệ thống. Trang này tự gửi lại, và nội dung chỉ được ghi nhận một lần; đề nghị không đóng trang.",
    "The site has not answered. This is sent again by itself, and taken in once: leave the page open.",
  );
