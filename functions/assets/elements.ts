type Attributes = Readonly<Record<string, string>>;

/** A new element with its words: text only, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  Object.keys(attributes).forEach((key) => made.setAttribute(key, attributes[key] || ""));
  content.forEach((one) => made.appendChild(typeof one === "string" ? document.createTextNode(one) : one));
  return made;
}

/** Every form that has an attribute. */
export function formsWith(attribute: string): HTMLFormElement[] {
  return [...document.querySelectorAll<HTMLFormElement>(`form[${attribute}]`)];
}

/** Adds an element to those that describe a field. */
export function describe(field: Element, id: string): void {
  const ids = (field.getAttribute("aria-describedby") || "").split(" ").filter((one) => one && one !== id);
  field.setAttribute("aria-describedby", [...ids, id].join(" "));
}
