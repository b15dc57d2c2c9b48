import { html } from "../runtime/html.ts";
import type { Html } from "../runtime/html.ts";
import type { Answer } from "../http/exchange.ts";
import { nothing } from "../pages/parts/attributes.ts";
import { page } from "../pages/parts/frame.ts";
import { heading } from "../pages/parts/heading.ts";
import { notice } from "../pages/parts/notice.ts";
import type { Visit } from "../pages/visit.ts";
import { FAILURES } from "./failure.ts";
import type { Failure } from "./failure.ts";
import { signInAddress } from "./return-path.ts";

/** The failure that an address names. That the issuer does not answer is seen, not told: it counts as our fault. */
export const namedFailure = (name: string | undefined): Failure | undefined =>
  FAILURES.find((one) => one === name && one !== "unreachable");

/** Nobody was signed in: what happened, and the way to try again. Nothing of what the issuer wrote stands here. */
export function failurePage(visit: Visit, failure: Failure, to: string): Answer {
  const { say, session } = visit;
  const { status, title: titles, text, another } = WORDS[failure];
  const title = say(...titles);
  const again = signInAddress(another ? { to, as: "another" } : { to });
  const main = html`
    ${heading({ title })} ${notice(failure === "unreachable" ? "bad" : "warning", say(...text))}
    <div class="buttons">
      <a class="button main" href="${again}">${say("Thử đăng nhập lại", "Try to sign in again")}</a>
      <a class="away" href="/">${say("Về trang đầu", "To the start")}</a>
    </div>
    ${session ? stillSignedIn(visit, to) : nothing}
  `;
  const query = namedFailure(failure) ? { failed: failure, to } : { to };
  const here = { ...visit, path: "/sign-in", query };
  return page(here, { title, main, status });
}

function stillSignedIn({ say, caller }: Visit, to: string): Html {
  return html`<p>
    ${say("Trình duyệt này vẫn đang đăng nhập bằng", "This browser is still signed in as")} <b>${caller.principal}</b>:
    <a href="${to}">${say("tiếp tục", "go on")}</a>.
  </p>`;
}

type Words = readonly [vi: string, en: string];

const WORDS: Record<Failure, { status: number; title: Words; text: Words; another?: true }> = {
  lapsed: {
    status: 400,
    title: ["Lần đăng nhập này không còn hiệu lực", "This sign-in does not count any more"],
    text: [
      "Lần đăng nhập này bắt đầu ở trình duyệt khác, đã quá 10 phút, hoặc đã được dùng rồi. Nếu trình duyệt đang chặn cookie, đề nghị cho phép cookie của trang này, rồi thử lại.",
      "It began in another browser or more than 10 minutes ago, or was used before. If the browser blocks cookies, allow those of this site, then try again.",
    ],
  },
  denied: {
    status: 403,
    title: ["Việc đăng nhập đã dừng lại", "The sign-in was stopped"],
    text: [
      "Việc đăng nhập đã bị hủy, hoặc không được chấp thuận ở nơi đăng nhập.",
      "It was cancelled, or not allowed, at the place where one signs in.",
    ],
  },
  refused: {
    status: 403,
    title: ["Nơi đăng nhập báo lỗi", "The place where one signs in reports a fault"],
    text: [
      "Nơi đăng nhập không hoàn tất được việc đăng nhập. Đề nghị thử lại sau ít phút; nếu vẫn không được, đề nghị báo cho cơ quan quản trị hệ thống.",
      "It could not complete the sign-in. Try again in some minutes; if that does not help, tell the office that keeps this system.",
    ],
  },
  untrusted: {
    status: 403,
    title: ["Không xác minh được kết quả đăng nhập", "The sign-in could not be verified"],
    text: [
      "Kết quả nhận được không khớp với lần đăng nhập đã bắt đầu ở đây, nên không được chấp nhận. Đề nghị đăng nhập lại từ trang này.",
      "What came back does not match the sign-in that was started here, so it was not accepted. Sign in again from this page.",
    ],
  },
  "no-email": {
    status: 403,
    another: true,
    title: ["Tài khoản thiếu địa chỉ thư điện tử", "The account has no e-mail address"],
    text: [
      "Quyền sử dụng được xét theo địa chỉ thư công vụ, nhưng nơi đăng nhập không cho biết địa chỉ nào của tài khoản này. Đề nghị bổ sung địa chỉ tại nơi đăng nhập, hoặc đăng nhập bằng tài khoản khác.",
      "Authority hangs on the office's e-mail address, but the place where one signs in tells none for this account. Have it added there, or sign in with another account.",
    ],
  },
  unverified: {
    status: 403,
    another: true,
    title: ["Địa chỉ thư điện tử chưa được xác minh", "The e-mail address is not verified"],
    text: [
      "Nơi đăng nhập chưa xác minh rằng địa chỉ thư của tài khoản này thuộc về người đăng nhập. Đề nghị xác minh địa chỉ tại nơi đăng nhập rồi thử lại, hoặc đăng nhập bằng tài khoản khác.",
      "The place where one signs in has not verified that this account's address is its owner's. Have it verified there and try again, or sign in with another account.",
    ],
  },
  unreachable: {
    status: 503,
    title: ["Chưa kết nối được nơi đăng nhập", "The place where one signs in does not answer"],
    text: [
      "Hệ thống đang hoạt động, nhưng nơi đăng nhập chưa trả lời. Đề nghị thử lại sau ít phút.",
      "This system works, but the place where one signs in does not answer. Try again in some minutes.",
    ],
  },
};
