import { expect, test } from "vitest";

import { authorizationUrl, Browser, issuerSite, keeper, unitOf } from "./issuer-site.ts";

type Choice = { readonly who: string; readonly address: string };

/** The list by its headings, perhaps searched. */
async function listOf(site: string, query?: string) {
  const browser = new Browser();
  const { url } = await browser.open(authorizationUrl(site));
  if (query !== undefined) url.searchParams.set("q", query);
  const page = await browser.open(url);
  const groups = [...page.text.matchAll(/<section aria-label="([^"]*)">(.*?)<\/section>/gs)].map(
    ([, label = "", content = ""]) => [label, choicesIn(content)] as const,
  );
  const told = /<p role="status">\s*([^<]*)/.exec(page.text)?.[1]?.trim() ?? "";
  return { page, told, groups: Object.fromEntries(groups.filter(([, choices]) => choices.length > 0)) };
}

function choicesIn(markup: string): Choice[] {
  const buttons = markup.matchAll(/<button name="address" value="([^"]*)"><strong>([^<]*)<\/strong>/g);
  return [...buttons].map(([, address = "", who = ""]) => ({ who, address }));
}

test("the list names who supervises, leads and keeps, then every unit by its kind, each with its mailboxes", async () => {
  const { site } = await issuerSite();
  const { groups, told } = await listOf(site);
  expect(groups).toEqual({
    "Sở Nội vụ (cơ quan tổng hợp)": [
      { who: "Văn thư Sở Nội vụ", address: keeper },
      { who: "Văn phòng Sở Nội vụ", address: "vp@snv.example" },
      { who: "Giám đốc Sở Nội vụ", address: "ld@snv.example" },
    ],
    "Lãnh đạo": [{ who: "Chủ tịch UBND tỉnh", address: "chutich@ubnd.example" }],
    "Người giữ danh bạ": [{ who: "Người giữ danh bạ", address: keeper }],
    "Sở, ban, ngành": [
      { who: "Văn thư Sở Tư pháp", address: "vanthu@stp.example" },
      { who: "Văn phòng Sở Tư pháp", address: "vp@stp.example" },
      { who: "Giám đốc Sở Tư pháp", address: "ld@stp.example" },
    ],
    Huyện: [
      { who: "Văn thư UBND huyện Buôn Đôn", address: "vanthu@buon-don.example" },
      { who: "Văn phòng UBND huyện Buôn Đôn", address: "vp@buon-don.example" },
      { who: "Thủ trưởng UBND huyện Buôn Đôn", address: "ld@buon-don.example" },
    ],
  });
  expect(Object.keys(groups)[0]).toBe("Sở Nội vụ (cơ quan tổng hợp)");
  expect(told).toBe("Danh sách có 3 đơn vị.");
});

test("it cannot be taken for a real sign-on, in both languages, and runs no script", async () => {
  const { site } = await issuerSite();
  const { page } = await listOf(site);
  expect(page.text).toContain("Bản chạy thử trên máy này: chọn người để đăng nhập, không có mật khẩu.");
  expect(page.text).toContain("A stand-in on this machine: choose who to be; there is no password.");
  expect(page.text).not.toContain("<script");
  expect(page.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' http:\/\/127\.0\.0\.1:\d+; base-uri 'none'; frame-ancestors 'none'$/,
  );
  // With `no-referrer` a browser posts forms with the origin `null`, which the deployment refuses.
  expect(page.headers.get("referrer-policy")).toBe("same-origin");
});

test.each([
  ["without accents", "so tu phap", ["Sở, ban, ngành"]],
  ["with accents", "TƯ PHÁP", ["Sở, ban, ngành"]],
  ["with accents that are written apart", "tư pháp".normalize("NFD"), ["Sở, ban, ngành"]],
  ["with d for đ", "buon don", ["Huyện"]],
  ["in any order", "vu noi", ["Sở Nội vụ (cơ quan tổng hợp)"]],
  ["by an address", "chutich@", ["Lãnh đạo"]],
])("a unit is found by its name %s", async (_, query, expected) => {
  const { site } = await issuerSite();
  const { groups } = await listOf(site, query);
  expect(Object.keys(groups)).toEqual(expected);
});

test("a search that finds nobody says so, and shows what was searched for", async () => {
  const { site } = await issuerSite();
  const { page, told, groups } = await listOf(site, 'sở "<b>');
  expect([told, groups]).toEqual(["“sở &#34;&#60;b&#62;”: không có ai khớp.", {}]);
  expect(page.text).toContain('name="q" value="sở &#34;&#60;b&#62;"');
});

test("a unit that is imported just now is there", async () => {
  const { site, units } = await issuerSite();
  expect((await listOf(site)).groups["Xã"]).toBeUndefined();
  const commune = { kind: "xa", clerkEmail: "vanthu@ea-wer.example", officeEmail: "", headEmail: "" };
  await units.putUnits([unitOf("ea-wer", "UBND xã Ea Wer", commune)], new Map());
  expect((await listOf(site)).groups["Xã"]).toEqual([
    { who: "Văn thư UBND xã Ea Wer", address: "vanthu@ea-wer.example" },
  ]);
});

test("a kind that nobody foresaw is named as the register has it", async () => {
  const { site } = await issuerSite({ units: [unitOf("cty", "Công ty Cấp nước", { kind: "doanh-nghiep" })] });
  expect(Object.keys((await listOf(site)).groups)).toContain("doanh-nghiep");
});

test("an empty register lets in its keeper", async () => {
  const { site } = await issuerSite({ units: [] });
  const { groups, told } = await listOf(site);
  expect(groups).toEqual({ "Người giữ danh bạ": [{ who: "Người giữ danh bạ", address: keeper }] });
  expect(told).toBe("Danh sách có 0 đơn vị.");
});

test("of a large register the first hundred are listed, and the search finds the others", async () => {
  // More than one answer of the engine holds.
  const large = { officeEmail: "", headEmail: "", headTitle: "Ủ".repeat(200), phone: "0".repeat(40) };
  const many = Array.from({ length: 900 }, (_, i) =>
    unitOf(`xa-${1000 + i}`, `UBND xã số ${i} ${"ủ".repeat(180)}`, large),
  );
  const { site } = await issuerSite({ units: many });
  const first = await listOf(site);
  expect(first.told).toBe("Danh sách có 100 đơn vị đầu tiên. Còn nữa: đề nghị tìm theo tên.");
  expect(first.groups["Sở, ban, ngành"]).toHaveLength(100);
  const found = await listOf(site, "xa so 899");
  expect(found.groups["Sở, ban, ngành"]?.[0]).toEqual({
    who: expect.stringContaining("Văn thư UBND xã số 899"),
    address: "vanthu@xa-1899.example",
  });
});
