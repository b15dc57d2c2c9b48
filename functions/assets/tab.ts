const KEY = "tab";

/**
 * Tells, with each form that saves a draft, in which tab of the browser it was written and on which of its pages. The name
 * stays with the tab while pages are loaded anew; a tab that is copied from it finds none, and takes another.
 */
export function nameTab(): void {
  const fields = document.querySelectorAll<HTMLInputElement>("input[name=tab]");
  if (fields.length === 0) return;
  let [name, page]: [string, number] = ["", 0];
  /** A shown page holds the name, so that no copy has it; put away, it leaves it to the next one. */
  const take = () => {
    const [left, at] = (stored() || "").split(".");
    if (left) [name, page] = [left, Number(at)];
    else if (name === "") name = Math.random().toString(36).slice(2, 12).padEnd(10, "0");
    page++;
    store("");
    fields.forEach((field) => {
      field.value = `${name}.${page}`;
    });
  };
  take();
  window.addEventListener("pageshow", (event) => event.persisted && take());
  window.addEventListener("pagehide", () => store(`${name}.${page}`));
}

/** Storage may be forbidden: then every page is a tab of its own. */
function stored(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function store(value: string): void {
  try {
    sessionStorage.setItem(KEY, value);
  } catch {
    // As if there were none.
  }
}
