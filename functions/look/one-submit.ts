import { saveUnderWay } from "./autosave.ts";
import { formsWith } from "./elements.ts";

/** An answer that has not come by then will not come: the form may be sent again, and is carried out once all the same. */
const LONGEST_MS = 20_000;

/** A form is sent once, however often its button is pressed; after the way back it may be sent again. */
export function guardSubmits(): void {
  const forms = formsWith("data-guard");
  forms.forEach((form) => {
    form.addEventListener("submit", (event) => {
      const { submitter } = event;
      const saving = saveUnderWay(form);
      if (form.dataset["sending"]) return event.preventDefault();
      if (saving) {
        event.preventDefault();
        return void saving.then(() => sendAgain(form, submitter));
      }
      form.dataset["sending"] = "true";
      if (submitter) submitter.setAttribute("aria-disabled", "true");
      setTimeout(() => release(form), LONGEST_MS);
    });
  });
  window.addEventListener("pageshow", () => forms.forEach(release));
}

function sendAgain(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const button = submitter || form.querySelector<HTMLElement>("button:not([type=button])");
  if (button) button.click();
}

function release(form: HTMLFormElement): void {
  delete form.dataset["sending"];
  form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
}
