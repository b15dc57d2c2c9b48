import { UnitIdSchema } from "../domain/ids.ts";
import type { Refusal } from "../domain/refusal.ts";
import { addressesOf } from "../domain/unit.ts";
import { html } from "../runtime/html.ts";
import type { Html } from "../runtime/html.ts";
import { json, seeOther } from "../http/exchange.ts";
import type { Answer } from "../http/exchange.ts";
import type { ReadingEffects } from "../use-cases/effects.ts";
import { OVERLOADED_FOR_SECONDS, problemOf, titleOf } from "../http/problem.ts";
import { isThrottled } from "../runtime/throttled.ts";
import { page } from "./parts/frame.ts";
import { heading } from "./parts/heading.ts";
import type { Visit } from "./visit.ts";

/** A refusal as a page: what was wrong, and the way on. */
export function refusalPage(visit: Visit, refusal: Refusal): Answer {
  const { vi, en } = titleOf(refusal);
  return plain(visit, problemOf(refusal).status, START, [vi, en], [refusal.vi, refusal.detail]);
}

/** A form that was sent before: nothing is done twice, and here is what came of it. */
export function alreadyDone(visit: Visit, result: string | undefined): Answer {
  // The script sent it again, since the first answer never came: its reader pressed once.
  if (visit.ledByScript && result !== undefined) return seeOther(result);
  return plain(
    visit,
    409,
    result === undefined ? START : { href: result, label: ["Xem kết quả", "See the result"] },
    ["Việc này đã được thực hiện", "This has been done already"],
    [
      "Biểu mẫu này đã được gửi trước đó và đã được thực hiện; lần gửi này không thay đổi gì.",
      "This form was sent before and has been carried out; sending it again changed nothing.",
    ],
  );
}

export function underWay(visit: Visit): Answer {
  const answer = plain(
    visit,
    409,
    START,
    ["Yêu cầu đang được xử lý", "The request is under way"],
    [
      "Biểu mẫu này vừa được gửi và đang được xử lý. Đề nghị chờ vài giây rồi tải lại trang để xem kết quả.",
      "This form was just sent and is being carried out. Wait some seconds, then load the page again to see the result.",
    ],
  );
  return { ...answer, headers: { ...answer.headers, "retry-after": "5" } };
}

/** The session has ended: nothing was done, and all that was typed goes on from here after signing in. */
export function signInAgain(visit: Visit): Answer {
  const { say, path } = visit;
  const why = say(
    "Phiên đăng nhập đã kết thúc, nên nội dung vừa gửi chưa được ghi nhận.",
    "The session has ended, so what was just sent has not been taken in.",
  );
  if (visit.wantsJson) return json({ saved: false, text: why }, 401);
  const title = say("Cần đăng nhập lại", "Sign in again");
  const typed = [...visit.form].filter(([name]) => name !== "seal" && name !== "basis");
  const main = html`
    ${heading({ title })}
    <p>${why} ${say("Nội dung đã nhập vẫn còn trên trang này.", "What was typed is still on this page.")}</p>
    <ol>
      <li>
        <a href="/sign-in?to=${encodeURIComponent(path)}" target="_blank" rel="opener">${say(
          "Mở trang đăng nhập trong một thẻ mới",
          "Open the sign-in in a new tab",
        )}</a>${say(", đăng nhập xong thì trở lại trang này.", ", sign in, and come back to this page.")}
      </li>
      <li>${say("Mở lại biểu mẫu với nội dung đã nhập:", "Open the form again with what was typed:")}</li>
    </ol>
    <form method="post" action="${path}">
      ${typed.map(([name, value]) => html`<textarea name="${name}" hidden>${"\n"}${value}</textarea>`)}
      <button class="button main">${say("Mở lại biểu mẫu", "Open the form again")}</button>
    </form>
  `;
  return page(visit, { title, main, status: 401 });
}

export function nothingHere(visit: Visit): Answer {
  return plain(
    visit,
    404,
    START,
    ["Không tìm thấy trang", "There is no such page"],
    [
      "Địa chỉ này không có trang nào. Đề nghị kiểm tra lại đường dẫn, hoặc đi từ trang đầu.",
      "There is nothing at this address. Check the link, or go on from the start.",
    ],
  );
}

/** A post that no page of this site made. */
export function elsewhere(visit: Visit, siteUrl: string): Answer {
  return plain(
    visit,
    403,
    { href: siteUrl, label: START.label },
    ["Yêu cầu không đến từ trang này", "The request did not come from this site"],
    [
      `Yêu cầu đến từ một trang khác nên không được thực hiện; không có gì thay đổi. Đề nghị mở ${siteUrl} và làm lại từ đó.`,
      `The request came from another site, so it was not carried out; nothing has changed. Open ${siteUrl} and do it from there.`,
    ],
  );
}

export function tooLarge(visit: Visit, most: number): Answer {
  return plain(
    visit,
    413,
    START,
    ["Nội dung gửi quá lớn", "What was sent is too large"],
    [
      `Mỗi lần gửi tối đa ${most / 1_000_000} MB; chưa có gì được ghi nhận. Đề nghị quay lại trang trước, rút gọn nội dung hoặc chia thành nhiều lần rồi gửi lại.`,
      `At most ${most / 1_000_000} MB can be sent at once; nothing was taken in. Go back, shorten it or send it in parts.`,
    ],
  );
}

/** What failed: by which name it is on record, and whether the same will be carried out a little later. */
export function broken(visit: Visit, error: unknown, requestId: string): Answer {
  if (isThrottled(error)) {
    const answer = plain(
      visit,
      503,
      START,
      ["Hệ thống đang quá tải", "Too much is asked at this moment"],
      [
        `Nhiều người đang dùng cùng lúc nên yêu cầu chưa được thực hiện xong (mã ${requestId}). Đề nghị chờ ít giây rồi tải lại trang: hệ thống chỉ thực hiện một lần.`,
        `Many are at work at this moment, so this was not done to its end (request ${requestId}). Wait some seconds, then load the page again: it is done once.`,
      ],
    );
    return { ...answer, headers: { ...answer.headers, "retry-after": String(OVERLOADED_FOR_SECONDS) } };
  }
  return plain(
    visit,
    500,
    START,
    ["Hệ thống gặp lỗi", "Something broke on our side"],
    [
      `Lỗi đã được ghi lại với mã ${requestId}. Có thể thử lại: hệ thống sẽ làm tiếp phần còn dở.`,
      `The fault is on record as request ${requestId}. Trying again is safe: it completes what was begun.`,
    ],
  );
}

type Home = Pick<ReadingEffects, "homeUnit"> & { readonly register: Pick<ReadingEffects["register"], "units"> };

/** Signed in, but on no list: whom to ask. */
export async function strangerPage(visit: Visit, { register, homeUnit }: Home): Promise<Answer> {
  const home = await register.units.unit(UnitIdSchema.parse(homeUnit));
  const address = home && addressesOf(home)[0];
  const whom = home?.name ?? visit.say("cơ quan quản trị hệ thống", "the office that keeps this system");
  const mailbox = `${home?.name}: ${address}`;
  return plain(
    visit,
    403,
    address === undefined ? START : { href: `mailto:${address}`, label: [mailbox, mailbox] },
    ["Địa chỉ này chưa có trong danh bạ", "This address is on no list"],
    [
      `Đã đăng nhập bằng ${visit.caller.principal}, nhưng địa chỉ này chưa thuộc đơn vị nào trong danh bạ, nên chưa xem hoặc gửi được báo cáo.`,
      `You are signed in as ${visit.caller.principal}, but that address belongs to no unit of the register, so there is nothing to see or to file yet.`,
    ],
    [
      `Đề nghị liên hệ ${whom} để bổ sung địa chỉ, hoặc đăng xuất và đăng nhập bằng hộp thư công vụ của đơn vị.`,
      `Ask ${whom} to add it, or sign out and sign in with the office's own mailbox.`,
    ],
  );
}

type Words = readonly [vi: string, en: string];
type Way = { readonly href: string; readonly label: Words };

const START: Way = { href: "/", label: ["Về trang đầu", "To the start"] };

function plain(visit: Visit, status: number, way: Way, title: Words, ...paragraphs: readonly Words[]): Answer {
  const { say } = visit;
  const texts = paragraphs.map((words) => say(...words));
  if (visit.wantsJson) return json({ saved: false, text: texts.join(" ") }, status);
  const main: Html = html`
    ${heading({ title: say(...title) })}
    ${texts.map((text) => html`<p>${text}</p>`)}
    <p><a class="button main" href="${way.href}">${say(...way.label)}</a></p>
  `;
  return page(visit, { title: say(...title), main, status });
}
