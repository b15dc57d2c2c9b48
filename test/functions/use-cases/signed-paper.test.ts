import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { fileReport, readAttachment, readSubmission } from "../api/operations.ts";
import type { Obligation } from "../../../functions/domain/directive.ts";
import * as examples from "../../../functions/http/examples.ts";
import { jpeg, pdfOf } from "../objects/files.ts";
import { sendFile } from "../objects/send-file.ts";
import { directiveTaking } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, goTo, issuedTo, ok, refused } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const { sections, figures } = examples.report;

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());

const worldThatTakes = async (signedPaper: Obligation["signedPaper"]) => {
  world = await issuedTo(engine, ["snv", "vpub", "stc", "stp"], directiveTaking(signedPaper));
  await goTo(world, "2017-09-21T10:00");
};

/** What a filing says that names a file as its signed paper. */
async function signed(content: object, file: Parameters<typeof sendFile>[1] = {}) {
  const id = await sendFile(world, file);
  const attachment = await ok(world, readAttachment, { by: STC, params: { attachmentId: id } });
  return { by: STC, body: { ...examples.report, attachments: [attachment], signedPaper: id, ...content } };
}

const faultsOf = async (asked: object) => {
  const refusal = await refused(world, fileReport, { by: STC, ...asked });
  return refusal.refused === "invalid" ? refusal.faults.map(({ path, message }) => `${path}: ${message}`) : refusal;
};
const IDS = "tuyen-truyen, thi-dua, doi-thoai, chi-thi-16";

describe("a signed PDF that is allowed", () => {
  beforeEach(() => worldThatTakes("allowed"));

  it("stands for the sections, and is marked in what was filed", async () => {
    const filing = await signed({ sections: {} });
    expect(await ok(world, fileReport, filing)).toMatchObject({ revision: 1, standing: "on-time" });
    expect(await ok(world, readSubmission, { by: SNV, params: { revision: "1" } })).toMatchObject({
      sections: {},
      figures,
      signedPaper: filing.body.signedPaper,
      attachments: [{ id: filing.body.signedPaper, type: "application/pdf" }],
    });
  });

  it("stands for no figures: those are added up", async () => {
    expect(await faultsOf(await signed({ sections: {}, figures: {} }))).toEqual([
      expect.stringMatching(/^figures\.mo-hinh-dang-ky: the signed PDF stands for the sections, not for the figures; /),
    ]);
  });

  it("may be left out, where the sections are written", async () => {
    expect(await ok(world, fileReport, { by: STC, body: examples.report })).toMatchObject({ revision: 1 });
  });

  it("is named to whoever sends a report that says nothing", async () => {
    expect(await faultsOf({ body: { ...examples.report, sections: {}, figures: {} } })).toEqual([
      `sections: the report says nothing; write under at least one of ${IDS}, or attach the signed PDF and name it as signedPaper`,
    ]);
  });

  it("has to be one of the attachments that are filed", async () => {
    const filing = await signed({ attachments: [] });
    expect(await faultsOf(filing)).toEqual([
      `signedPaper: must be the id of one of the report's attachments, which are none; got "${filing.body.signedPaper}"`,
    ]);
  });

  it("has to be a PDF: a photograph of a paper is none", async () => {
    const photograph = { bytes: jpeg, file: { fileName: "bao-cao.jpg", contentType: "image/jpeg" } };
    expect(await faultsOf(await signed({ sections: {} }, photograph))).toEqual([
      'signedPaper: must be a PDF (application/pdf); got "bao-cao.jpg", image/jpeg',
    ]);
  });

  it("has to have been examined, and to be of this duty", async () => {
    const filing = await signed({ sections: {} });
    const other = await sendFile(world, { unit: "stp" });
    const { sha256 } = await ok(world, readAttachment, {
      by: "vanthu@stp.daklak.example",
      unit: "stp",
      params: { attachmentId: other },
    });
    const named = { attachments: [{ id: other, sha256 }], signedPaper: other };
    expect(await faultsOf({ body: { ...filing.body, ...named } })).toEqual([
      expect.stringContaining("must be an attachment of this duty whose state is ready"),
    ]);
  });
});

describe("where a signed PDF is required", () => {
  beforeEach(() => worldThatTakes("required"));

  it("a report is filed with sections, figures and the PDF", async () => {
    expect(await ok(world, fileReport, await signed({}))).toMatchObject({ revision: 1 });
  });

  it("neither does without the other", async () => {
    expect(await faultsOf({ body: examples.report })).toEqual([
      "signedPaper: the signed PDF must come with this report: attach it, and name the id of its attachment; got none",
    ]);
    expect(await faultsOf(await signed({ sections: {} }))).toEqual([
      `sections: the signed PDF does not stand for the sections of this report; write under at least one of ${IDS}`,
    ]);
    expect(await faultsOf({ body: { ...examples.report, sections: {} } })).toHaveLength(2);
  });
});

describe("where none is taken", () => {
  beforeEach(() => worldThatTakes("none"));

  it("a file goes along as any other, and is not named as the signed paper", async () => {
    const filing = await signed({ sections });
    expect(await faultsOf(filing)).toEqual([
      expect.stringMatching(/^signedPaper: this report takes no signed PDF in place of its sections; leave it out/),
    ]);
    await ok(world, fileReport, { ...filing, body: { ...filing.body, signedPaper: undefined } });
  });
});

describe("a PDF that came in", () => {
  beforeEach(() => worldThatTakes("allowed"));
  const paperOf = async (bytes: Buffer) => {
    const id = await sendFile(world, { bytes });
    return (await ok(world, readAttachment, { by: STC, params: { attachmentId: id } }))["paper"];
  };

  it("is kept with what it says of itself", async () => {
    const lines = ["SỞ TÀI CHÍNH", "Số: 215/BC-STC", "Đắk Lắk, ngày 20 tháng 9 năm 2017", "GIÁM ĐỐC", "Trần Thị B"];
    expect(await paperOf(pdfOf([lines]))).toEqual({
      hasText: true,
      documentNumber: "215/BC-STC",
      signedOn: "2017-09-20",
      signer: { name: "Trần Thị B", post: "Giám đốc" },
    });
  });

  it("that is a scan is told to have no text", async () => {
    expect(await paperOf(pdfOf([[]]))).toEqual({ hasText: false, documentNumber: null, signedOn: null, signer: null });
  });
});
