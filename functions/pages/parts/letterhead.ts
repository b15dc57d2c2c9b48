import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { asHtml, nothing } from "./attributes.ts";

export type Letterhead = {
  /** Who gives the document, and what it stands under: `SỞ NỘI VỤ` below `UBND TỈNH ĐẮK LẮK`. */
  readonly office: string;
  readonly under?: string | undefined;
  /** `Số: 12/2017`. */
  readonly number?: string | undefined;
  /** `Đắk Lắk, ngày 27 tháng 10 năm 2017`. */
  readonly placeAndDay?: string | undefined;
  readonly title: string;
  readonly about?: string | Html | undefined;
};

/** The head of a printed document, laid out as offices lay it out (Nghị định 30/2020/NĐ-CP, Phụ lục I). Always in Vietnamese. */
export function letterhead({ office, under, number, placeAndDay, title, about }: Letterhead): Html {
  return html`<div class="letterhead" lang="vi">
    <div class="office">
      ${under === undefined ? nothing : html`<p>${under}</p>`}
      <p class="underlined"><b>${office}</b></p>
      ${number === undefined ? nothing : html`<p>${number}</p>`}
    </div>
    <div class="nation">
      <p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p>
      <p class="underlined"><b>Độc lập - Tự do - Hạnh phúc</b></p>
      ${placeAndDay === undefined ? nothing : html`<p><i>${placeAndDay}</i></p>`}
    </div>
    <h1>${title}</h1>
    ${about === undefined ? nothing : html`<p class="about">${asHtml(about)}</p>`}
  </div> `;
}

/** A button that prints the page; only a script can, so it is shown only with one. */
export function printButton(label: string): Html {
  return html`<button type="button" class="button plain" data-print hidden>${label}</button>`;
}
