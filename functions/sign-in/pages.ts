import { html } from "../runtime/html.ts";
import type { Answer } from "../http/exchange.ts";
import { page } from "../pages/parts/frame.ts";
import { heading } from "../pages/parts/heading.ts";
import { notice } from "../pages/parts/notice.ts";
import type { Visit } from "../pages/visit.ts";
import { signInAddress } from "./return-path.ts";

/** Leads from a page of ours to the issuer. */
export function leadingOn(visit: Visit, address: string, cookies: readonly string[]): Answer {
  const { say } = visit;
  const title = say("Đang chuyển đến nơi đăng nhập", "On the way to the sign-in");
  const main = html`${heading({ title })} ${way(address, say("Tiếp tục", "Go on"))}`;
  return { ...page(atStart(visit), { title, main, headers: refresh(address) }), cookies };
}

/** Nobody is signed in here any more; the issuer may still know who it was. */
export function signedOut(visit: Visit, issuer: string | undefined, cookies: readonly string[]): Answer {
  const { say } = visit;
  const title = say("Đã đăng xuất", "Signed out");
  const left = say(
    "Nơi đăng nhập có thể vẫn còn ghi nhớ tài khoản. Trên máy dùng chung, đề nghị đóng trình duyệt.",
    "The place where one signs in may still remember the account. On a shared computer, close the browser.",
  );
  const on =
    issuer === undefined
      ? html`<p>${left}</p>
          ${way("/", say("Về trang đầu", "To the start"))}`
      : html`<p>${say("Đang đăng xuất ở nơi đăng nhập.", "Signing out where one signs in, too.")}</p>
          ${way(issuer, say("Tiếp tục", "Go on"))}`;
  const done = say("Phiên làm việc trên trang này đã kết thúc.", "The session on this site has ended.");
  const main = html`${heading({ title })} ${notice("good", done)} ${on}`;
  return { ...page(atStart(visit), { title, main, headers: issuer === undefined ? {} : refresh(issuer) }), cookies };
}

/** The session that this browser had counts no more: once told, the browser knows of none, and the link leads on. */
export function sessionEnded(
  visit: Visit,
  { to, idleMs, cookies }: { to: string; idleMs: number; cookies: readonly string[] },
): Answer {
  const { say } = visit;
  const title = say("Phiên đăng nhập đã kết thúc", "The session has ended");
  const [vi, en] = durationWords(idleMs);
  const why = say(
    `Phiên trước trên trình duyệt này đã kết thúc: không thao tác quá ${vi}, đã quá 12 giờ, hoặc đã được kết thúc từ nơi khác. Nội dung đã lưu không bị mất; đề nghị đăng nhập lại để tiếp tục.`,
    `The session in this browser has ended: it was not used for ${en}, was 12 hours old, or was ended from elsewhere. Nothing that was saved is lost; sign in again to go on.`,
  );
  const main = html`
    ${heading({ title })} ${notice("info", why)} ${way(signInAddress({ to }), say("Đăng nhập lại", "Sign in again"))}
  `;
  return { ...page(atStart(visit), { title, main }), cookies };
}

function durationWords(ms: number): [vi: string, en: string] {
  const minutes = ms / 60_000;
  if (minutes % 60 !== 0) return [`${minutes} phút`, `${minutes} minutes`];
  const hours = minutes / 60;
  return [`${hours} giờ`, hours === 1 ? "an hour" : `${hours} hours`];
}

/** Somebody is signed in: to go on so, or to be somebody else. */
export function alreadySignedIn(visit: Visit, to: string): Answer {
  const { say, caller } = visit;
  const title = say("Đã đăng nhập", "Signed in already");
  const main = html`
    ${heading({ title })}
    <p>${say("Đang đăng nhập bằng", "Signed in as")} <b>${caller.principal}</b>.</p>
    <div class="buttons">
      <a class="button main" href="${to}">${say("Tiếp tục", "Go on")}</a>
      <a class="button plain" href="${signInAddress({ to, as: "another" })}">${say(
        "Đăng nhập bằng địa chỉ khác",
        "Sign in with another address",
      )}</a>
    </div>
  `;
  return page(visit, { title, main });
}

/**
 * A redirect would not do: browsers hold a form's policy (`form-action 'self'`) against every redirect that
 * follows from it, and the issuer is elsewhere. A page that is left again is a step of its own.
 */
const refresh = (address: string) => ({ refresh: `0;url=${address}` });

const way = (href: string, label: string) =>
  html`<div class="buttons"><a class="button main" href="${href}">${label}</a></div>`;

/** A page that is no place to come back to: its switch of language leads to the start. */
const atStart = (visit: Visit): Visit => ({ ...visit, path: "/", query: {} });
