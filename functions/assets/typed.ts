/** What was typed into a form: each field's values, in order. Hidden fields, files and what is only sought are not typed. */
export type Typed = [name: string, value: string][];

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function typedIn(form: HTMLFormElement): Typed {
  return fieldsOf(form)
    .filter((field) => !isChoice(field) || field.checked)
    .map((field) => [field.name, withUnixLines(field.value)]);
}

/** Puts back what was typed, and tells everybody who listens. */
export function typeAgain(form: HTMLFormElement, typed: Typed): void {
  const left = new Map<string, string[]>();
  typed.forEach(([name, value]) => left.set(name, [...(left.get(name) || []), value]));
  fieldsOf(form).forEach((field) => {
    const values = left.get(field.name) || [];
    if (isChoice(field)) field.checked = values.indexOf(field.value) >= 0;
    else field.value = values.shift() || "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export function isSame(a: Typed, b: Typed): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(isField);
}

function isField(element: Element): element is Field {
  if (element.closest("[data-passing]")) return false;
  if (element instanceof HTMLInputElement) {
    return element.name !== "" && !/^(hidden|file|submit|button)$/.test(element.type);
  }
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}

function isChoice(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type);
}

const withUnixLines = (text: string): string => text.replace(/\r\n?/g, "\n");
