import { isReceipt } from "../../use-cases/check-receipt.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import { buttons, textField } from "../parts/fields.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import type { PageHandler, Visit } from "../visit.ts";

/** Says to anybody whether a receipt is one, and nothing else: not even what of it is wrong. */
export const checkReceipt: PageHandler = async (visit, effects) => {
  const { say, query } = visit;
  const { receipt = "", sha256 = "" } = query;
  const result = receipt || sha256 ? resultOf(visit, await isReceipt({ receipt, sha256 }, effects)) : nothing;
  const title = say("Kiểm tra biên nhận", "Check a receipt");
  const main = html`
    ${heading({ title })} ${result}
    <p>${say(
      "Nhập số biên nhận và mã SHA-256 in trên biên nhận, hoặc mã SHA-256 của một tài liệu gửi kèm. Hệ thống chỉ trả lời có khớp hay không.",
      "Type the receipt's number and the SHA-256 printed on it, or the SHA-256 of a file that was filed with it. The answer is only whether they match.",
    )}</p>
    <form method="get" action="/receipts">
      ${textField({
        name: "receipt",
        label: say("Số biên nhận", "Receipt number"),
        hint: say("Số/năm/mã nơi nhận, ví dụ: 31/2017/snv", "Number/year/receiver, for example 31/2017/snv"),
        value: receipt,
        width: "medium",
      })}
      ${textField({ name: "sha256", label: say("Mã SHA-256", "SHA-256"), value: sha256 })}
      ${buttons({ label: say("Kiểm tra", "Check") })}
    </form>
  `;
  return page(visit, { title, main });
};

function resultOf({ say }: Visit, valid: boolean): Html {
  const words = valid
    ? say(
        "Hợp lệ: nội dung này đã được tiếp nhận với số biên nhận trên.",
        "Valid: this content was received under that number.",
      )
    : say(
        "Không hợp lệ: số biên nhận và mã SHA-256 không khớp.",
        "Not valid: the number and the SHA-256 do not match.",
      );
  return notice(valid ? "good" : "warning", words);
}
