/** Moves the focus to what is wrong with a form, where the browser has not done so by itself. */
export function showErrors(): void {
  const errors = document.querySelector<HTMLElement>("[data-errors]");
  if (errors) errors.focus();
}
