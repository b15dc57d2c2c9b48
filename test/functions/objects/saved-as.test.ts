import * as fc from "fast-check";
import { expect, it } from "vitest";

import { savedAs } from "../../../functions/objects/saved-as.ts";

it.each([
  [
    "Báo cáo Đợt 1.pdf",
    `attachment; filename="Bao cao Dot 1.pdf"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%C4%90%E1%BB%A3t%201.pdf`,
  ],
  [
    'a"; filename="evil.exe',
    `attachment; filename="a _ filename_ evil.exe"; filename*=UTF-8''a%20%3B%20filename%3D%20evil.exe`,
  ],
  [
    "a.pdf\r\nSet-Cookie: x=1",
    `attachment; filename="a.pdf Set-Cookie x_1"; filename*=UTF-8''a.pdf%20Set-Cookie%20x%3D1`,
  ],
  ["../../etc/passwd", `attachment; filename="etc passwd"; filename*=UTF-8''etc%20passwd`],
  [
    "C:\\Users\\vanthu\\a.pdf",
    `attachment; filename="C Users vanthu a.pdf"; filename*=UTF-8''C%20Users%20vanthu%20a.pdf`,
  ],
  ["\u202Efdp.exe", `attachment; filename="fdp.exe"; filename*=UTF-8''fdp.exe`],
  ["''()*.pdf", `attachment; filename="__() .pdf"; filename*=UTF-8''%27%27%28%29%20.pdf`],
  [".htaccess", `attachment; filename="htaccess"; filename*=UTF-8''htaccess`],
  ["", `attachment; filename="tep"; filename*=UTF-8''tep`],
])("a file called %j is saved as %s", (name, header) => {
  expect(savedAs(name)).toBe(header);
});

/** Letters, and all that means something to a header, a system or a screen. */
const signs = fc.oneof(
  fc.constantFrom(
    ...`aBđẬ."'%;=,:\\/*?<>|()\r\n\t\0\x7F`.split(""),
    "\u0300",
    "\u202E",
    "\u2028",
    "\uD800",
    "\uDC00",
    "😀",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
);

it("no name ends the header, begins another, leads to a folder, or is longer than a system takes", () => {
  fc.assert(
    fc.property(fc.string({ unit: signs, maxLength: 300 }), (name) => {
      const header = savedAs(name);
      expect(header).toMatch(/^attachment; filename="[\w .()-]+"; filename\*=UTF-8''[A-Za-z0-9%._~!-]+$/);
      const saved = decodeURIComponent(header.split("UTF-8''")[1] ?? "");
      expect(saved).not.toMatch(/[/\\\p{Cc}]|^\./u);
      expect(saved.length).toBeLessThanOrEqual(120);
    }),
  );
});

it("a long name keeps its ending", () => {
  expect(savedAs(`${"đ".repeat(500)}.pdf`)).toMatch(/%C4%91\.pdf$/);
});
