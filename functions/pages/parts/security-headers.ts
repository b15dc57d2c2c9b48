import type { Language } from "../../wording/language.ts";

/** What a page may load (its own sheet, script and icon), where its forms may go, and who may show or keep it. */
export function securityHeaders(language: Language): Record<string, string> {
  return {
    "content-type": "text/html; charset=utf-8",
    "content-language": language,
    "content-security-policy": contentPolicy(),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  };
}

/** @param filesTo another origin that files may be sent to: that of the archive, on the pages that send it some */
export function contentPolicy(filesTo?: string): string {
  const further = filesTo === undefined ? "" : ` ${filesTo}`;
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    `connect-src 'self'${further}`,
    `form-action 'self'${further}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
