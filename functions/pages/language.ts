import { cookieNamed } from "./session.ts";
import type { Language } from "../wording/language.ts";

const COOKIE = "__Host-language";

/** Vietnamese, unless English was asked for in this browser. */
export function languageOf(cookies: readonly string[]): Language {
  return cookieNamed(cookies, COOKIE) === "en" ? "en" : "vi";
}

/** The cookie that remembers a language for a year. */
export function languageCookie(language: Language): string {
  return `${COOKIE}=${language}; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax`;
}
