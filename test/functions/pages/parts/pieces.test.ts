import { describe, expect, it } from "vitest";

import { html } from "../../../../functions/runtime/html.ts";
import { card, empty } from "../../../../functions/pages/parts/card.ts";
import { facts } from "../../../../functions/pages/parts/facts.ts";
import { filterBar } from "../../../../functions/pages/parts/filter-bar.ts";
import { heading } from "../../../../functions/pages/parts/heading.ts";
import { letterhead, printButton } from "../../../../functions/pages/parts/letterhead.ts";
import { errorSummary, notice } from "../../../../functions/pages/parts/notice.ts";
import { pagination } from "../../../../functions/pages/parts/pagination.ts";
import { steps } from "../../../../functions/pages/parts/steps.ts";
import { table } from "../../../../functions/pages/parts/table.ts";
import { timeline } from "../../../../functions/pages/parts/timeline.ts";
import { vi } from "../../../../functions/pages/parts/vi.ts";
import { visitOf } from "./visit-of.ts";

const visit = visitOf();
const HOSTILE = `"><script>alert(1)</script>`;

describe("a notice", () => {
  it.each([
    ["info", "status"],
    ["good", "status"],
    ["warning", "status"],
    ["bad", "alert"],
  ] as const)("of kind %s is announced as %s", (kind, role) => {
    expect(notice(kind, "Đã gia hạn.").markup).toContain(`<div class="notice notice-${kind}" role="${role}">`);
    expect(notice(kind, "Đã gia hạn.").markup).toContain("<p>Đã gia hạn.</p>");
  });

  it("that sums up what is wrong takes the focus, and leads to each field", () => {
    const summary = errorSummary(visit, [
      { field: "documentNumber", text: "Ghi số, ký hiệu của văn bản" },
      { field: "signedOn", text: "Ghi ngày ký" },
    ]);
    expect(summary.markup).toBe(`<div class="notice notice-bad errors" role="alert" tabindex="-1" autofocus data-errors>
<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-alert" /></svg>
<div>
<h2>Nội dung cần sửa</h2>
<ul>
<li><a href="#documentNumber">Ghi số, ký hiệu của văn bản</a></li><li><a href="#signedOn">Ghi ngày ký</a></li>
</ul>
</div>
</div>`);
  });
});

describe("a table", () => {
  it("names every value by its row and its column, however it is laid out", () => {
    const units = table({
      caption: "Đơn vị chậm báo cáo",
      columns: [
        { label: html`<a href="?sort=name">Đơn vị</a>`, sort: "ascending" },
        { label: "Quá hạn", kind: "number" },
      ],
      rows: [
        [vi("Sở Tư pháp"), "2"],
        [vi("Ban Dân tộc"), ""],
      ],
      empty: "Không có đơn vị nào chậm.",
    });
    expect(units.markup).toBe(`<div class="table">
<table role="table">
<caption>Đơn vị chậm báo cáo</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" aria-sort="ascending"><a href="?sort=name">Đơn vị</a></th><th scope="col" role="columnheader" class="number">Quá hạn</th></tr></thead>
<tbody role="rowgroup"><tr role="row"><th scope="row" role="rowheader" data-label="Đơn vị"><span lang="vi">Sở Tư pháp</span></th><td role="cell" class="number" data-label="Quá hạn"><div>2</div></td></tr> <tr role="row"><th scope="row" role="rowheader" data-label="Đơn vị"><span lang="vi">Ban Dân tộc</span></th><td role="cell" class="number" data-label="Quá hạn"></td></tr> </tbody>
</table>
</div> `);
  });

  it("without rows says so instead", () => {
    const none = table({ caption: "Đơn vị", columns: [], rows: [], empty: "Không có đơn vị nào chậm." });
    expect(none.markup).toBe(`<div class="empty"><p>Không có đơn vị nào chậm.</p></div> `);
  });
});

describe("a card", () => {
  it("is a region by its title, and can be led to by it", () => {
    expect(card("Lịch sử & thư đã gửi", html`<p>…</p>`).markup).toContain(
      `<section class="card" id="lich-su-thu-da-gui" aria-labelledby="lich-su-thu-da-gui-title">`,
    );
    expect(card(html`1. ${vi("Đẩy mạnh")}`, html``, { level: 3 }).markup).toContain(
      `<h3 id="1-day-manh-title">1. <span lang="vi">Đẩy mạnh</span></h3>`,
    );
  });
});

describe("the way through a long list", () => {
  it("is not there when all of it is shown", () => {
    expect(pagination(visit, { shown: "34 đơn vị" }).markup).toBe("");
  });

  it("leads on, and back to the beginning", () => {
    const { markup } = pagination(visit, { first: "/units", next: "/units?cursor=x&limit=50" });
    expect(markup).toContain(`<a rel="first" href="/units">Về trang đầu</a>`);
    expect(markup).toContain(`<a rel="next" href="/units?cursor=x&#38;limit=50">Trang tiếp</a>`);
  });
});

describe("the steps of an errand", () => {
  it("tell which are done and which is at hand", () => {
    expect(steps(visit, 1, ["Soạn", "Xem lại", "Gửi"]).markup).toBe(
      `<ol class="steps" aria-label="Các bước"><li class="past">Soạn<span class="unseen"> (đã xong)</span></li>` +
        `<li aria-current="step">Xem lại</li><li>Gửi</li></ol> `,
    );
  });
});

describe("the filters of a list", () => {
  it("go into the address, keep the order, and can be taken off when there are any", () => {
    const filters = { action: "/obligations/d/o/duties", fields: [], hidden: { sort: "name" } };
    const { markup } = filterBar(visit, { ...filters, filtered: true });
    expect(markup).toContain(`method="get" action="/obligations/d/o/duties"`);
    expect(markup).toContain(`<input type="hidden" name="sort" value="name" />`);
    expect(markup).toContain(`<a class="away" href="/obligations/d/o/duties">Bỏ lọc</a>`);
    expect(filterBar(visit, { ...filters, filtered: false }).markup).not.toContain("Bỏ lọc");
  });
});

describe("the head of a printed document", () => {
  it("is laid out as offices lay it out, in Vietnamese on any page", () => {
    const { markup } = letterhead({
      office: "SỞ NỘI VỤ",
      under: "UBND TỈNH ĐẮK LẮK",
      number: "Số: 12/2017",
      placeAndDay: "Đắk Lắk, ngày 27 tháng 10 năm 2017",
      title: "BIÊN NHẬN BÁO CÁO",
    });
    expect(markup.replace(/<[^>]*>/g, "").replace(/\s*\n\s*/g, "\n")).toBe(
      "\nUBND TỈNH ĐẮK LẮK\nSỞ NỘI VỤ\nSố: 12/2017\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nĐắk Lắk, ngày 27 tháng 10 năm 2017\nBIÊN NHẬN BÁO CÁO\n",
    );
    expect(markup).toMatch(/^<div class="letterhead" lang="vi">/);
  });

  it("offers to print only where a script can", () => {
    expect(printButton("In").markup).toContain("data-print hidden");
  });
});

describe("every piece", () => {
  it.each([
    ["notice", notice("bad", HOSTILE)],
    ["error summary", errorSummary(visit, [{ field: HOSTILE, text: HOSTILE }])],
    ["table", table({ caption: HOSTILE, columns: [{ label: HOSTILE }], rows: [[HOSTILE]], empty: HOSTILE })],
    ["empty state", empty(HOSTILE)],
    ["card", card(HOSTILE, html``)],
    ["facts", facts([[HOSTILE, HOSTILE]])],
    ["timeline", timeline([{ when: HOSTILE, what: HOSTILE, who: HOSTILE }])],
    ["steps", steps(visit, 0, [HOSTILE])],
    ["heading", heading({ title: HOSTILE, above: HOSTILE, below: HOSTILE })],
    ["letterhead", letterhead({ office: HOSTILE, under: HOSTILE, title: HOSTILE, about: HOSTILE })],
    ["pagination", pagination(visit, { next: HOSTILE, shown: HOSTILE })],
    ["Vietnamese data", vi(HOSTILE)],
  ])("shows what it is given as text, never as markup: %s", (_piece, { markup }) => {
    expect(markup).not.toContain("<script");
    expect(markup).not.toContain(`"">`);
  });
});
