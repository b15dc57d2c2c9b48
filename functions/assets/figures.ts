import { describe, element } from "./elements.ts";

/** Tells as soon as it is typed that a figure exceeds the one it may not exceed. The server judges all the same. */
export function checkFigures(): void {
  document.querySelectorAll<HTMLInputElement>("input[data-at-most]").forEach((field) => {
    const other = document.getElementById(field.dataset["atMost"] || "");
    if (!(other instanceof HTMLInputElement)) return;
    const fault = element("p", { class: "fault", id: `${field.id}-exceeds`, "aria-live": "polite" });
    const place = field.closest(".with-unit") || field;
    place.insertAdjacentElement("afterend", fault);
    describe(field, fault.id);
    const wasFaulty = field.getAttribute("aria-invalid") === "true";
    const check = () => {
      const exceeds = figureOf(field) > figureOf(other);
      fault.textContent = exceeds ? field.dataset["atMostText"] || "" : "";
      if (exceeds || wasFaulty) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    };
    field.addEventListener("change", check);
    other.addEventListener("change", check);
    if (!wasFaulty) check();
  });
}

/** `1.250` as it is typed; `NaN`, which exceeds nothing, for what is no number. */
function figureOf({ value }: HTMLInputElement): number {
  const digits = value.replace(/[\s.,]/g, "");
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
}
