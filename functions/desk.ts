import { frontDesk } from "./http/front-desk.ts";
import { deskHandlers } from "./http/desk-handlers.ts";
import { deskPages } from "./pages/desk/desk-pages.ts";

/** The supervisor's and the leader's side: lists and rulings, by the API and in the browser. */
export const handler = frontDesk({ handlers: deskHandlers, pages: deskPages });
