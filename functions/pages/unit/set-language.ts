import { seeOther } from "../../http/exchange.ts";
import { languageCookie } from "../language.ts";
import { ownPath } from "../own-path.ts";
import type { PageHandler } from "../visit.ts";

/** Remembers the language that was asked for, and goes back to where one was. */
export const setLanguage: PageHandler = async ({ form }) =>
  seeOther(ownPath(form.get("back")), [languageCookie(form.get("language") === "en" ? "en" : "vi")]);
