import { readFileSync } from "node:fs";

import type { Page } from "../browser.ts";

/** The season's units, as the file that a province would have. */
export const unitsCsv = readFileSync(
  new URL("../../../../lib/local/season/units.csv", import.meta.url),
  "utf8",
).replace(/\r\n/g, "\n");

const textOf = (element: Element): string => (element.textContent ?? "").replace(/\s+/g, " ").trim();

/** What the rows of a page's tables say, cell by cell. */
export function rowsOf(page: Page): string[][] {
  return [...page.document.querySelectorAll("main tbody tr")].map((row) => [...row.children].map(textOf));
}

/** What a page's lists of facts say. */
export function factsOf(page: Page): Record<string, string> {
  return Object.fromEntries(
    [...page.document.querySelectorAll("main dl > div")].map((row) => [
      textOf(row.querySelector("dt")!),
      textOf(row.querySelector("dd")!),
    ]),
  );
}

/** What is wrong with a form: where each line of the summary leads, and what it says. Each place is on the page, and says so too. */
export function faultsOf(page: Page): string[] {
  return [...page.document.querySelectorAll("[data-errors] a")].map((link) => {
    const id = (link.getAttribute("href") ?? "").slice(1);
    const field = page.document.getElementById(id);
    if (!field) throw new Error(`The summary leads to ${id}, which is not on the page.`);
    return `${id}: ${textOf(link)}`;
  });
}

/** What is told about what was done, or why nothing was. */
export function noticesOf(page: Page): string[] {
  return [...page.document.querySelectorAll("main .notice")].map(textOf);
}
