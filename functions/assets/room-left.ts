import { describe, element } from "./elements.ts";
import { formatNumber, say } from "./say.ts";

/** From when on the room that is left is told: a tenth of it, or two hundred characters. */
const NEAR = 200;
const PAUSE_MS = 600;

/** Tells how many characters are left in a long text, once few are, and how many are too many. */
export function countCharacters(): void {
  document.querySelectorAll<HTMLTextAreaElement>("textarea[data-limit]").forEach((field) => {
    const limit = Number(field.dataset["limit"]);
    const count = element("p", { class: "count", id: `${field.id}-count`, "aria-live": "polite", hidden: "" });
    field.insertAdjacentElement("afterend", count);
    let timer = 0;
    const tell = () => {
      const left = limit - field.value.length;
      count.hidden = left > Math.max(NEAR, limit / 10);
      count.classList.toggle("over", left < 0);
      count.textContent = roomWords(left);
      if (!count.hidden) describe(field, count.id);
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(tell, PAUSE_MS);
    });
    tell();
  });
}

function roomWords(left: number): string {
  const count = formatNumber(Math.abs(left));
  return left < 0
    ? say(`Vượt quá ${count} ký tự`, `${count} characters too many`)
    : say(`Còn được ${count} ký tự`, `${count} characters left`);
}
