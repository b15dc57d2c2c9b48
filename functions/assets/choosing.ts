import { formsWith } from "./elements.ts";

/** Counts the rows that are chosen of a list, and chooses all of them or none at one press, as many as are taken at once. */
export function offerChoosing(): void {
  formsWith("data-choosing").forEach((form) => {
    const most = Number(form.dataset["choosing"]);
    const boxes = [...form.querySelectorAll<HTMLInputElement>("input.choose")];
    const told = form.querySelector<HTMLElement>("[data-chosen]");
    const all = form.querySelector<HTMLAnchorElement>("[data-all]");
    if (!told || !all) return;
    const isWhole = () => boxes.slice(0, most).every(({ checked }) => checked);
    const count = () => {
      const chosen = boxes.filter(({ checked }) => checked).length;
      told.textContent = chosen ? `${told.dataset["chosen"]}: ${chosen}` : "";
      told.classList.toggle("over", chosen > most);
      all.textContent = all.dataset[isWhole() ? "none" : "all"] || "";
    };
    all.setAttribute("role", "button");
    const press = (event: Event) => {
      event.preventDefault();
      const choose = !isWhole();
      boxes.forEach((box, at) => (box.checked = choose && at < most));
      count();
    };
    all.addEventListener("click", press);
    all.addEventListener("keydown", (event) => event.key === " " && press(event));
    form.addEventListener("change", count);
    // The way back brings the marks back after the page is shown.
    window.addEventListener("pageshow", count);
    count();
  });
}
