import { createHash } from "node:crypto";

import { csvParse } from "d3-dsv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import * as examples from "../../../functions/http/examples.ts";
import { goTo, tell } from "../use-cases/world.ts";
import { elementsIn, paragraphsOf, partsOf, textOf, xmlOf } from "../documents/formats/open-file.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { DUTY, OBLIGATION, PEOPLE, openTestSite } from "./register-site.ts";
import type { TestSite } from "./register-site.ts";

const as = PEOPLE.supervisor;
let engine: Engine;
let site: TestSite;

/** 31/10/2017, 09:00: Sở Tài chính has filed twice, Sở Tư pháp once and late, the Office on paper; UBND huyện Lắk has said why not. */
beforeAll(async () => {
  engine = await embeddedEngine();
  site = await openTestSite(engine);
  const { world, send } = site;
  const post = async (path: string, body: unknown, by: string = as) => {
    const { status, text } = await send(`POST ${path}`, { as: by, body });
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  };
  await goTo(world, "2017-10-20T10:00");
  await post(`${DUTY}/submissions`, examples.report, PEOPLE.unit);
  await goTo(world, "2017-10-20T12:00");
  await post(`${DUTY}/return`, examples.returned);
  await goTo(world, "2017-10-20T15:00");
  const supplemented = { ...examples.report, figures: { "don-thu-tiep-nhan": 20, "don-thu-giai-quyet": 7 } };
  await post(`${DUTY}/submissions`, supplemented, PEOPLE.unit);
  await post(`${DUTY.replace("/stc", "/ubnd-lak")}/reason`, examples.reason);
  for (const mail of world.mailer.mails) await tell(world, mail, "Delivery");
  await goTo(world, "2017-10-30T08:00");
  await post(`${DUTY.replace("/stc", "/stp")}/submissions`, examples.report, PEOPLE["another unit"]);
  await post(`${DUTY.replace("/stc", "/vpub")}/paper`, examples.paper);
  await goTo(world, "2017-10-31T09:00");
});
afterAll(() => engine.close());

const get = (path: string, by: string = as) => site.send(`GET ${OBLIGATION}/${path}`, { as: by });

describe("the summary", () => {
  it("adds every figure up, by kind and overall, and says who is missing and why", async () => {
    const { json } = await get("summary");
    expect(json).toMatchObject({ units: 4, filed: 3, open: 1, late: 1, byKind: { huyen: { open: 1 } } });
    const figures = json["figures"] as {
      id: string;
      total: number;
      units: number;
      missing: { unitId: string; why: string }[];
    }[];
    const received = figures.find(({ id }) => id === "don-thu-tiep-nhan")!;
    const other = examples.report.figures["don-thu-tiep-nhan"];
    expect(received).toMatchObject({ total: 20 + other, units: 2 });
    expect(received.missing.map(({ unitId, why }) => [unitId, why])).toEqual([
      ["vpub", "on-paper"],
      ["ubnd-lak", "not-filed"],
    ]);
    expect(json["coverage"]).toMatchObject({ owing: 4, filed: 3 });
    expect(json["closingNow"]).toMatchObject({
      at: "2017-10-31T09:00:00+07:00",
      owing: 4,
      filed: 3,
      cutShort: 0,
      missing: [{ unitId: "ubnd-lak", state: "awaiting", before: "2017-10-30", inTime: false }],
    });
  });

  it("names who is missing page by page, with the sums of all on each", async () => {
    const { json: whole } = await get("summary");
    const pages: Record<string, unknown>[] = [];
    for (let cursor = ""; pages.length === 0 || cursor !== "";) {
      const { json } = await get(`summary?limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`);
      pages.push(json);
      cursor = (json["cursor"] as string | null) ?? "";
    }
    expect(pages.length).toBeGreaterThanOrEqual(4);
    type Shown = { figures: { missing: object[]; byKind: Record<string, { missing: object[] }> }[] };
    const unnamed = ({ figures }: Shown) =>
      figures.map(({ missing: _named, byKind, ...sum }) => ({
        ...sum,
        byKind: Object.fromEntries(Object.entries(byKind).map(([kind, { missing: _ofKind, ...one }]) => [kind, one])),
      }));
    for (const page of pages) {
      expect(unnamed(page as Shown)).toEqual(unnamed(whole as Shown));
      expect(page["coverage"]).toEqual(whole["coverage"]);
    }
    const missing = (of: Record<string, unknown>[]) =>
      (whole as Shown).figures.map(
        (_sum, at) => of.flatMap((page) => (page as Shown).figures[at]?.missing ?? []).length,
      );
    expect(missing(pages)).toEqual(missing([whole]));
    const closing = pages.map((page) => page["closingNow"] as { missing: object[] });
    const { missing: lacking, ...all } = whole["closingNow"] as { missing: object[] };
    expect(closing.flatMap((one) => one.missing)).toEqual(lacking);
    for (const { missing: _of, ...one } of closing) expect(one).toEqual(all);
  });
});

describe("the consolidated report", () => {
  it("is a document that holds what counts now, and not what was replaced", async () => {
    const { headers, bytes } = await get("report.docx");
    expect(headers).toMatchObject({
      "content-type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "content-disposition": 'attachment; filename="du-thao-bao-cao-tong-hop-5500-ubnd-kgvx-2017-bao-cao.docx"',
      "cache-control": "no-store",
    });
    const paragraphs = paragraphsOf(bytes);
    expect(paragraphs.filter((text) => text.includes("lần gửi"))).toEqual(
      expect.arrayContaining([expect.stringContaining("lần gửi 2; số tiếp nhận 2")]),
    );
    expect(paragraphs.join("\n")).not.toContain("số tiếp nhận 1)");
  });
});

describe("the urging letter", () => {
  it("names exactly who has not filed, with the reason and the new date", async () => {
    const { status, bytes } = await get("urging.docx?before=2017-11-06");
    expect(status).toBe(200);
    const paragraphs = paragraphsOf(bytes);
    expect(paragraphs).toContain("Kính gửi: UBND huyện Lắk");
    expect(paragraphs.join("\n")).toContain(examples.reason.text);
    expect(paragraphs.join("\n")).toContain("trước ngày 06 tháng 11 năm 2017");
  });

  it.each([
    ["", "before"],
    ["?before=2017-10-31", "before"],
    ["?before=6/11/2017", "before"],
  ])("asks for a date that can still be kept: %s", async (query, path) => {
    const { status, json } = await get(`urging.docx${query}`);
    expect([status, (json["errors"] as { path: string }[])[0]?.path]).toEqual([400, path]);
  });

  it("is refused before the last working day is over", async () => {
    const early = await site.send(`GET ${OBLIGATION}/urging.docx?before=2017-11-06`, {
      as,
      receivedAt: Date.parse("2017-10-27T16:00:00+07:00"),
    });
    expect([early.status, early.json["detail"]]).toEqual([
      409,
      "Units can still file on their last working day, 2017-10-27: an urging letter can be drafted from the day after it.",
    ]);
  });

  it("is the supervisor's: a leader, who reads everything, drafts none", async () => {
    expect((await get("urging.docx?before=2017-11-06", PEOPLE.leader)).status).toBe(403);
    expect((await get("urging.docx?before=2017-11-06", PEOPLE.unit)).status).toBe(404);
  });
});

describe("a written criticism", () => {
  it("is never drafted but on the explicit wish", async () => {
    for (const wish of ["", "&confirm=", "&confirm=no", "&confirm=YES"]) {
      const { status, json } = await get(`criticism.docx?before=2017-11-06${wish}`);
      expect([wish, status, (json["errors"] as { path: string }[])[0]?.path]).toEqual([wish, 400, "confirm"]);
    }
    const { status, bytes } = await get("criticism.docx?before=2017-11-06&confirm=yes");
    expect(status).toBe(200);
    expect(paragraphsOf(bytes).join("\n")).toContain("Sở Nội vụ phê bình đơn vị có tên nêu trên");
  });
});

describe("the lists as files", () => {
  it.each([
    ["duties", "nhiem-vu", 4],
    ["escalations", "cham-bao-cao", 1],
    ["letters", "thu", 20],
    ["history", "lich-su", 6],
    ["figures", "phu-luc-so-lieu", 4],
    ["summary", "tong-hop-so-lieu", 21],
    ["numbers", "so-khong-cap", 0],
  ])("%s are the same in CSV and in XLSX, whole", async (list, file, least) => {
    const csv = await get(`${list}?format=csv`);
    expect(csv.headers["content-disposition"]).toBe(`attachment; filename="${file}-5500-ubnd-kgvx-2017-bao-cao.csv"`);
    const rows = csvParse(csv.text.slice(1));
    expect(rows.length).toBeGreaterThanOrEqual(least);
    const xlsx = await get(`${list}?format=xlsx`);
    expect(xlsx.headers["content-type"]).toBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    const sheet = elementsIn(xmlOf(partsOf(xlsx.bytes)["xl/worksheets/sheet1.xml"] ?? ""), "row");
    expect(sheet).toHaveLength(rows.length + 1);
    const firsts = sheet.slice(1).map((row) => textOf(elementsIn(row, "c")[0]!));
    expect(firsts).toEqual(rows.map((row) => row[rows.columns[0]!]));
  });

  it("letters say what became of each, the supervisor's too", async () => {
    const rows = csvParse((await get("letters?format=csv")).text.slice(1));
    expect(rows.find(({ unitId, milestone }) => unitId === "stc" && milestone === "remind-10")).toMatchObject({
      addressee: "unit",
      to: "vanthu@stc.daklak.example",
      status: "delivered",
    });
    expect(rows.at(-1)).toMatchObject({ unitId: "snv", milestone: "escalate", addressee: "supervisor" });
  });

  it("lists by JSON go on to the end, and say what the files say", async () => {
    for (const list of ["letters", "history", "figures"]) {
      const items: Record<string, unknown>[] = [];
      let cursor = "";
      do {
        const { json } = await get(`${list}?limit=3${cursor && `&cursor=${cursor}`}`);
        items.push(...(json["items"] as Record<string, unknown>[]));
        cursor = (json["cursor"] as string | null) ?? "";
      } while (cursor);
      const rows = csvParse((await get(`${list}?format=csv`)).text.slice(1));
      expect(
        items.map((item) => Object.values(item).map((value) => `${(value as string | number | null) ?? ""}`)),
      ).toEqual(rows.map((row) => rows.columns.map((name) => row[name])));
    }
  });
});

describe("the evidence", () => {
  it("holds every filing under the hash of its receipt, every letter and ruling, and a manifest that is true", async () => {
    const { headers, bytes } = await get("evidence.zip");
    expect(headers["content-type"]).toBe("application/zip");
    const parts = partsOf(bytes);
    const { "MANIFEST.sha256": manifest = "", ...files } = parts;
    const sha256 = (text: string | undefined) =>
      createHash("sha256")
        .update(text ?? "")
        .digest("hex");
    expect(manifest.trimEnd().split("\n").toSorted()).toEqual(
      Object.entries(files)
        .map(([name, text]) => `${sha256(text)}  ${name}`)
        .toSorted(),
    );
    const { items } = (await site.send(`GET ${DUTY}/history`, { as })).json as {
      items: { act: string; revision?: number; receipt?: { sha256: string } }[];
    };
    const filings = items.filter(({ act }) => act === "submit");
    expect(filings).toHaveLength(2);
    for (const { revision, receipt } of filings)
      expect(sha256(files[`don-vi/stc/bao-cao-lan-${revision}.json`])).toBe(receipt?.sha256);
    const paper = JSON.parse(files["don-vi/vpub/ho-so.json"] ?? "{}");
    expect(sha256(files["don-vi/vpub/bao-cao-lan-1.json"])).toBe(paper.filings[0].receipt.sha256);
    const record = JSON.parse(files["don-vi/stc/ho-so.json"] ?? "{}");
    expect(record.history.map(({ act }: { act: string }) => act)).toEqual(["return"]);
    expect(record.letters.map(({ name }: { name: string }) => name)).toContain("0.remind-10.unit");
    expect(JSON.stringify(record)).not.toContain("attempt");
  });
});

it("no paper changes anything: a function that may only read makes them all", async () => {
  const { table } = site.world.table;
  const refuse = () => {
    throw new Error("The writing room may not write.");
  };
  const writes = ["put", "update", "updateAndRead", "remove", "writeMany"] as const;
  const before = writes.map((write) => table[write]);
  for (const write of writes) Object.defineProperty(table, write, { value: refuse, configurable: true });
  try {
    for (const path of [
      "duties",
      "escalations",
      "letters",
      "history",
      "figures",
      "summary",
      "numbers",
      "evidence.zip",
      "report.docx",
      "letters?format=csv",
      "history?format=xlsx",
      "urging.docx?before=2017-11-06",
      "criticism.docx?before=2017-11-06&confirm=yes",
    ])
      expect([path, (await get(path)).status]).toEqual([path, 200]);
  } finally {
    for (const [i, write] of writes.entries())
      Object.defineProperty(table, write, { value: before[i], configurable: true, writable: true });
  }
});
