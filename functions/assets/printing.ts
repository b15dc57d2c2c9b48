import { element } from "./elements.ts";

/** Only a script can print: its buttons are shown by it. */
export function offerPrinting(): void {
  document.querySelectorAll<HTMLButtonElement>("button[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  printAll();
}

/** Paper has nothing to unfold and nothing to scroll: what the style sheet alone opens in new browsers, this does in others. */
function printAll(): void {
  let after: (() => void)[] = [];
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll<HTMLDetailsElement>("details:not([open])").forEach((folded) => {
      folded.open = true;
      after.push(() => (folded.open = false));
    });
    if (CSS.supports("field-sizing", "content")) return;
    document.querySelectorAll("textarea").forEach((area) => {
      const printed = element("div", { class: "printed" }, area.value);
      area.insertAdjacentElement("afterend", printed);
      after.push(() => printed.remove());
    });
  });
  window.addEventListener("afterprint", () => {
    after.forEach((undo) => undo());
    after = [];
  });
}
