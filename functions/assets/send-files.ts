import { element } from "./elements.ts";
import { bodyOf, post, saidBy, tell } from "./posting.ts";
import { say } from "./say.ts";
import { typedIn } from "./typed.ts";
import { nowSaved } from "./unsaved.ts";

type Told = { readonly name: string; readonly text?: string; readonly id?: string } & Partial<SendForm>;
type SendForm = { readonly url: string; readonly fields: Readonly<Record<string, string>> };
type Listed = { readonly files: readonly { readonly id: string; readonly state: string }[] };

const LONGEST_MS = 25_000;
const ASKED_EVERY_MS = 1_500;
const ASKED_AT_MOST = 80;

/**
 * Files are chosen, or dropped, several at once: announced together, sent straight to the archive one after another, and
 * waited for until they were looked at. Then the page comes again, with its list.
 */
export function sendFiles(): void {
  const form = document.querySelector<HTMLFormElement>("form#send-files");
  const place = form && form.querySelector<HTMLElement>("[data-by-script]");
  const input = place && place.querySelector("input");
  const declared = form && form.querySelector<HTMLInputElement>("[name=noStateSecret]");
  if (!form || !place || !input || !declared) return;
  form.querySelectorAll("[data-by-hand], button").forEach((one) => one.remove());
  place.hidden = false;
  const begin = () => {
    if (!input.files || input.files.length === 0) return;
    if (declared.checked) void sendAll(form, place, [...input.files]);
    else tell(form, say("Đánh dấu ô xác nhận để gửi tệp.", "Tick the declaration to send the files."), true);
  };
  input.addEventListener("change", begin);
  declared.addEventListener("change", begin);
  form.addEventListener("submit", (event) => event.preventDefault());
  place.addEventListener("dragover", (event) => event.preventDefault());
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    begin();
  });
}

async function sendAll(form: HTMLFormElement, place: HTMLElement, files: readonly File[]): Promise<void> {
  if (form.dataset["sending"]) return;
  const most = Number(place.dataset["most"]);
  const wrong = files.find(({ size }) => size === 0 || size > most);
  if (wrong || files.length > Number(place.dataset["files"])) return refuse(form, wrong);
  form.dataset["sending"] = "true";
  const body = bodyOf(form);
  files.forEach(({ name }) => body.append("fileName", name));
  nowSaved(form, typedIn(form));
  const response = await post(form.action, body.toString(), {
    longestMs: LONGEST_MS,
    headers: { accept: "application/json" },
    keepalive: false,
  });
  const told = (response && (await saidBy<{ files: readonly Told[] }>(response)).files) || [];
  const list = element("ul", { class: "sent" });
  place.replaceWith(list);
  let lost = told.length === 0;
  const sent: string[] = [];
  for (let at = 0; at < told.length; at++) {
    const [one, file] = [told[at], files[at]];
    if (!one || !file) continue;
    const bar = element("progress", { max: "1", value: "0", "aria-label": file.name });
    const state = element("span", {}, one.text || "");
    list.append(element("li", {}, element("b", {}, file.name), " ", ...(one.id ? [bar] : []), " ", state));
    tell(form, say(`Đang gửi tệp ${at + 1}/${told.length}…`, `Sending file ${at + 1} of ${told.length}…`));
    if (one.id && (await send(one, file, bar))) sent.push(one.id);
    else lost = true;
    if (one.id)
      state.textContent = sent.includes(one.id) ? say("đã nhận", "received") : say("không gửi được", "not sent");
  }
  tell(form, say("Đang kiểm tra tệp…", "The files are being looked at…"));
  if (sent.length > 0) await lookedAt(form.action, sent);
  if (!lost) return location.assign(form.action);
  tell(form, say("Có tệp chưa gửi được.", "Not every file was sent."), true);
  form.append(
    element(
      "a",
      { class: "button plain", href: form.action },
      say("Xem danh sách, gửi lại", "See the list, try again"),
    ),
  );
}

function refuse(form: HTMLFormElement, wrong: File | undefined): void {
  const text = !wrong
    ? say("Chọn quá nhiều tệp cho một lần gửi.", "These are too many files for one filing.")
    : say(`Tệp “${wrong.name}” rỗng hoặc lớn hơn giới hạn.`, `“${wrong.name}” is empty or above the limit.`);
  tell(form, text, true);
}

/** Whether the archive took the file; the bar follows what has gone. */
function send({ url = "", fields = {} }: Partial<SendForm>, file: File, bar: HTMLProgressElement): Promise<boolean> {
  const body = new FormData();
  Object.keys(fields).forEach((name) => body.append(name, fields[name] || ""));
  body.append("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = loaded / total;
    });
    request.addEventListener("loadend", () => resolve(request.status >= 200 && request.status < 300));
    request.open("POST", url);
    request.send(body);
  });
}

/** Until none of the files waits any more; whoever does not wait so long finds them in the list. */
async function lookedAt(url: string, ids: readonly string[]): Promise<void> {
  for (let times = 0; times < ASKED_AT_MOST; times++) {
    await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY_MS));
    const answer = await fetch(url, { headers: { accept: "application/json" } }).catch(() => undefined);
    const { files } = answer ? await saidBy<Listed>(answer) : {};
    if (files && !files.some(({ id, state }) => state === "awaited" && ids.includes(id))) return;
  }
}
