import { expect, it } from "vitest";

import { browserName } from "../../../functions/sign-in/browser-name.ts";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

it.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`, "Chrome, Windows"],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`, "Edge, Windows"],
  [`Mozilla/5.0 (Windows NT 6.1) ${WEBKIT} coc_coc_browser/120.0 Chrome/114.0 Safari/537.36`, "Cốc Cốc, Windows"],
  [
    `Mozilla/5.0 (Linux; Android 14) ${WEBKIT} SamsungBrowser/25.0 Chrome/121.0 Safari/537.36`,
    "Samsung Internet, Android",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
    "Safari, iPhone",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox, Linux"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
    "Safari, macOS",
  ],
])("%s is known as %s", (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});

it.each(["", "curl/8.0", "<script>alert(1)</script>", "vanthu@stc.daklak.example"])(
  "nothing is kept of what is on no list: %j",
  (userAgent) => {
    expect(browserName(userAgent)).toBe("");
  },
);
