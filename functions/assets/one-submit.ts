import { saveUnderWay } from "./autosave.ts";
import { formsWith } from "./elements.ts";
import { tell } from "./posting.ts";
import { makePatient, sendPatiently } from "./send-patiently.ts";

/** An answer that has not come by then will not come: the form may be sent again, and is carried out once all the same. */
const LONGEST_MS = 20_000;

/** A form is sent once, however often its button is pressed; after the way back it may be sent again. */
export function guardSubmits(): void {
  const forms = formsWith("data-guard");
  forms.forEach((form) => {
    /** The button that was pressed last: old browsers do not say which one sends the form. */
    let pressed: HTMLElement | null = null;
    let plainly = false;
    const patient = form.hasAttribute("data-patient");
    if (patient) makePatient(form);
    form.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest<HTMLElement>("button:not([type=button])");
      if (button) pressed = button;
    });
    form.addEventListener("submit", (event) => {
      const submitter = event.submitter || pressed;
      const saving = saveUnderWay(form);
      if (form.dataset["sending"]) return event.preventDefault();
      if (saving) {
        event.preventDefault();
        return void saving.then(() => press(form, submitter));
      }
      form.dataset["sending"] = "true";
      if (submitter) submitter.setAttribute("aria-disabled", "true");
      if (!patient || plainly) return void setTimeout(() => release(form), LONGEST_MS);
      event.preventDefault();
      void patiently(submitter);
    });
    const patiently = async (submitter: HTMLElement | null) => {
      const came = await sendPatiently(form, submitter);
      if (came === "led on") return;
      release(form);
      if (came === "given up") return;
      plainly = true;
      press(form, submitter);
      plainly = false;
    };
  });
  window.addEventListener("pageshow", () =>
    forms.forEach((form) => {
      release(form);
      tell(form, "");
    }),
  );
}

function press(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const button = submitter || form.querySelector<HTMLElement>("button:not([type=button])");
  if (button) button.click();
}

function release(form: HTMLFormElement): void {
  delete form.dataset["sending"];
  form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
}
