import type { PageHandler } from "../pages/visit.ts";

/** The page with the letters, which it shows before they go out: they are loaded when it is asked for. */
export function showingLetters(page: PageHandler): PageHandler {
  return async (visit, effects) => {
    const { letters } = await import("../letters/letters.ts");
    return page(visit, { ...effects, letters });
  };
}
