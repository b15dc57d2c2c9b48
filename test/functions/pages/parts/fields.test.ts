import { describe, expect, it } from "vitest";

import { html } from "../../../../functions/runtime/html.ts";
import {
  buttons,
  checkboxField,
  dateField,
  fileField,
  numberField,
  radioField,
  selectField,
  textArea,
  textField,
} from "../../../../functions/pages/parts/fields.ts";
import { fieldset, postForm } from "../../../../functions/pages/parts/form.ts";
import { visitOf } from "./visit-of.ts";

const HOSTILE = `"><script>alert(1)</script>`;

describe("a field", () => {
  it("has its label, its hint and what is wrong with it, each bound to it by name", () => {
    const field = textField({
      name: "documentNumber",
      label: "Số, ký hiệu văn bản",
      hint: "Ví dụ: 125/BC-STP",
      fault: "Ghi số, ký hiệu của văn bản",
      value: "125 & 126",
      required: true,
      lang: "vi",
    });
    expect(field.markup).toBe(`<div class="field faulty">
<label for="documentNumber">Số, ký hiệu văn bản</label>
<p class="hint" id="documentNumber-hint">Ví dụ: 125/BC-STP</p><p class="fault" id="documentNumber-fault"><svg class="icon" aria-hidden="true" focusable="false"><use href="#i-alert" /></svg> Ghi số, ký hiệu của văn bản</p> <input type="text" id="documentNumber" name="documentNumber" lang="vi" aria-required="true" aria-describedby="documentNumber-hint documentNumber-fault" aria-invalid="true" value="125 &#38; 126" class="full-width" />
</div> `);
  });

  it("has no description where there is nothing to describe", () => {
    expect(textField({ name: "q", label: "Tìm" }).markup).not.toMatch(/aria-|hint|fault/);
  });

  it("may have an id of its own, where the error summary leads", () => {
    const { markup } = textField({ name: "signer.name", id: "signer-name", label: "Người ký", fault: "Ghi họ tên" });
    expect(markup).toContain(`<label for="signer-name">`);
    expect(markup).toContain(`id="signer-name" name="signer.name"`);
    expect(markup).toContain(`aria-describedby="signer-name-fault"`);
  });

  it("is never enforced by the browser, whose words would be in another language", () => {
    const { markup } = textArea({ name: "a", label: "A", required: true, maxLength: 100 });
    expect(markup).toContain(`aria-required="true"`);
    expect(markup).not.toMatch(/ required| maxlength/);
  });

  it("gives a long text back as it was typed, line breaks at its beginning too", () => {
    const { markup } = textArea({ name: "a", label: "A", value: "\n  một\n\n  hai", maxLength: 4000 });
    expect(markup).toContain(`data-limit="4000">\n\n  một\n\n  hai</textarea>`);
  });

  it("tells the unit of a number, and the number that it may not exceed", () => {
    const { markup } = numberField({
      name: "figures.thanh-cong",
      label: "Số mô hình thành công",
      unit: "mô hình",
      atMost: { field: "figures.dang-ky", text: "Lớn hơn số mô hình đăng ký" },
    });
    expect(markup).toContain(`aria-describedby="figures.thanh-cong-unit"`);
    expect(markup).toContain(`<span class="unit" id="figures.thanh-cong-unit">mô hình</span>`);
    expect(markup).toContain(`data-at-most="figures.dang-ky" data-at-most-text="Lớn hơn số mô hình đăng ký"`);
    expect(markup).toContain(`inputmode="numeric"`);
  });

  it("says how a day is written", () => {
    const vi = dateField(visitOf(), { name: "signedOn", label: "Ngày ký" });
    expect(vi.markup).toContain(`<p class="hint" id="signedOn-hint">Ngày/tháng/năm, ví dụ: 27/10/2017</p>`);
    const en = dateField(visitOf({ language: "en" }), { name: "signedOn", label: "Signed on" });
    expect(en.markup).toContain("Day/month/year, for example 27/10/2017");
    expect(en.markup).toContain(`aria-describedby="signedOn-hint"`);
  });

  it("shows what was chosen", () => {
    const options = [
      { value: "a", label: "Một" },
      { value: "b", label: "Hai" },
    ];
    const select = selectField({ name: "s", label: "S", value: "b", options });
    expect(select.markup).toContain(`<option value="a">Một</option><option value="b" selected>Hai</option>`);
    const radio = radioField({ name: "r", label: "R", value: "b", options });
    expect(radio.markup).toContain(`<input type="radio" id="r-2" name="r" value="b" checked />`);
    const box = checkboxField({ name: "c", label: "C", options: [{ value: "a", label: "Một", checked: true }] });
    expect(box.markup).toContain(`<input type="checkbox" id="c" name="c" value="a" checked />`);
  });

  it("asks with a group what is answered by one of several, and leads to the first of them", () => {
    const { markup } = radioField({
      name: "channel",
      label: "Hình thức",
      fault: "Chọn một hình thức",
      required: true,
      options: [{ value: "paper", label: "Bản giấy", hint: "Theo ngày đến" }],
    });
    expect(markup).toContain(
      `<fieldset class="field faulty" role="radiogroup" aria-required="true" aria-describedby="channel-fault" aria-invalid="true">`,
    );
    expect(markup).toContain(`<legend>Hình thức</legend>`);
    expect(markup).toContain(`id="channel" name="channel" value="paper" aria-describedby="channel-about" />`);
  });

  it.each([
    ["text", textField({ name: "a", label: HOSTILE, hint: HOSTILE, fault: HOSTILE, value: HOSTILE })],
    ["long text", textArea({ name: "a", label: HOSTILE, value: `</textarea>${HOSTILE}` })],
    [
      "number",
      numberField({ name: "a", label: "A", unit: HOSTILE, value: HOSTILE, atMost: { field: HOSTILE, text: HOSTILE } }),
    ],
    ["day", dateField(visitOf(), { name: "a", label: "A", value: HOSTILE })],
    ["select", selectField({ name: "a", label: "A", options: [{ value: HOSTILE, label: HOSTILE }] })],
    ["radio", radioField({ name: "a", label: "A", options: [{ value: HOSTILE, label: HOSTILE, hint: HOSTILE }] })],
    ["checkbox", checkboxField({ name: "a", label: "A", options: [{ value: HOSTILE, label: HOSTILE }] })],
    ["file", fileField({ name: HOSTILE, label: "A", accept: HOSTILE })],
    ["buttons", buttons({ label: HOSTILE, do: HOSTILE }, { label: HOSTILE, href: HOSTILE })],
    ["form", postForm({ action: HOSTILE, content: html``, keep: HOSTILE, autosave: { url: HOSTILE } })],
  ])("of %s shows what was typed as text, never as markup", (_kind, { markup }) => {
    expect(markup).not.toMatch(/<script|<\/textarea>.*<\/textarea>/s);
    expect(markup).not.toContain(`"">`);
  });
});

describe("the row of buttons", () => {
  it("says what each does, the first being the main one", () => {
    const row = buttons(
      { label: "Xem trước", do: "preview" },
      { label: "Lưu bản dự thảo", do: "save" },
      { label: "Trả lại", do: "return", kind: "danger" },
      { label: "Quay lại", href: "/duties/d/o/stp" },
    );
    expect(row.markup).toBe(
      `<div class="buttons"><button type="submit" class="button main" name="do" value="preview">Xem trước</button>` +
        `<button type="submit" class="button plain" name="do" value="save">Lưu bản dự thảo</button>` +
        `<button type="submit" class="button danger" name="do" value="return">Trả lại</button>` +
        `<a class="away" href="/duties/d/o/stp">Quay lại</a></div> `,
    );
  });
});

describe("a form", () => {
  it("is judged by the server, sent once, kept while it is typed and saved by itself", () => {
    const form = postForm({
      action: "/duties/d/o/stp/report",
      keep: "vanthu@stp.daklak.example /duties/d/o/stp/report",
      autosave: { url: "/duties/d/o/stp/report", savedAt: 1_509_000_000_000 },
      content: fieldset("Văn bản báo cáo", html`<p>…</p>`),
    });
    expect(form.markup)
      .toBe(`<form method="post" action="/duties/d/o/stp/report" novalidate data-guard data-keep="vanthu@stp.daklak.example /duties/d/o/stp/report" data-autosave="/duties/d/o/stp/report" data-saved-at="1509000000000">
<fieldset class="together"><legend>Văn bản báo cáo</legend><p>…</p></fieldset> 
<p class="saved" data-autosave-status aria-live="polite"></p>
</form> `);
  });

  it("that is sent again by itself in a rush says so; any other does not", () => {
    const form = { action: "/duties/d/o/stp/preview", content: html`` };
    expect(postForm({ ...form, patient: true }).markup).toContain("novalidate data-guard data-patient>");
    expect(postForm(form).markup).not.toContain("data-patient");
  });

  it("that sends a file says so", () => {
    expect(postForm({ action: "/units/import", files: true, content: html`` }).markup).toContain(
      `enctype="multipart/form-data"`,
    );
  });
});
