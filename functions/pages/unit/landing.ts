import { html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import type { Visit } from "../visit.ts";

/** What somebody sees who is not signed in: what this is, for whom, and the one way in. */
export function landing(visit: Visit): Answer {
  const { say } = visit;
  const title = say("Gửi báo cáo đúng hạn", "Reports, on time");
  const main = html`
    ${heading({
      title,
      below: say(
        "Nơi các sở, ban, ngành và huyện, thị xã, thành phố gửi báo cáo theo văn bản chỉ đạo của tỉnh.",
        "Where departments and districts file the reports that the province's directives ask for.",
      ),
    })}
    <p><a class="button main" href="/sign-in?to=%2F">${say("Đăng nhập", "Sign in")}</a></p>
    <div class="columns">
      <section class="card" aria-labelledby="for-whom">
        <h2 id="for-whom">${say("Dùng để làm gì", "What it is for")}</h2>
        <ul>
          <li>${say(
            "Đơn vị báo cáo: xem nhiệm vụ và thời hạn, soạn và gửi báo cáo, nhận biên nhận.",
            "Reporting units: see what is due and when, write and file reports, get receipts.",
          )}</li>
          <li>${say(
            "Cơ quan tổng hợp: theo dõi tiến độ, gia hạn, trả lại để bổ sung, chấp nhận báo cáo.",
            "Receiving offices: follow the progress, extend, return, accept.",
          )}</li>
          <li>${say("Lãnh đạo: xem tiến độ và danh sách chậm báo cáo.", "Leaders: read the progress and who is late.")}</li>
        </ul>
      </section>
      <section class="card" aria-labelledby="needed">
        <h2 id="needed">${say("Cần có", "What is needed")}</h2>
        <p>${say(
          "Hộp thư công vụ của đơn vị (văn thư, văn phòng hoặc thủ trưởng) đã đăng ký trong danh bạ. Không cần tạo tài khoản riêng.",
          "An office mailbox of the unit (clerk, office or head) that is in the register. There is no account to make.",
        )}</p>
        <p>${say(
          "Không đưa vào hệ thống nội dung thuộc bí mật nhà nước.",
          "Nothing that is a state secret may be put into this system.",
        )}</p>
      </section>
    </div>
  `;
  return page(visit, { title, main });
}
