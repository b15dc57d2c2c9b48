import { papersHandlers } from "./http/papers-handlers.ts";
import { writingRoom } from "./http/writing-room.ts";
import { papersPages } from "./pages/papers/papers-pages.ts";

/** An obligation as a whole: its lists and sums, and the papers and files that are made of them. */
export const handler = writingRoom((shelf) => ({ handlers: papersHandlers(shelf), pages: papersPages(shelf) }));
