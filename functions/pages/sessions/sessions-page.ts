import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { formPage } from "../form-kit/form-page.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { buttons, textField } from "../parts/fields.ts";
import { notice } from "../parts/notice.ts";
import { table } from "../parts/table.ts";
import type { Visit } from "../visit.ts";
import { formatMinute } from "../../wording/dates.ts";
import type { FoundSessions } from "./found-sessions.ts";

const ACTION = "/sessions";

/** Where somebody is signed in, and the buttons that end it. */
export function sessionsPage(visit: Visit, found: FoundSessions, again: Again = {}): Answer {
  const { say } = visit;
  const { whose, isOwn, isKeeper, sessions } = found;
  const title = isOwn ? say("Phiên đăng nhập của bạn", "Your sessions") : say("Phiên đăng nhập", "Sessions");
  const below = isOwn
    ? say(
        `Những nơi đang đăng nhập bằng ${whose}. Nếu có phiên lạ, đề nghị kết thúc phiên đó rồi đổi mật khẩu tại nơi đăng nhập.`,
        `Where ${whose} is signed in. If one is not yours, end it, then change the password where one signs in.`,
      )
    : say(`Những nơi đang đăng nhập bằng ${whose}.`, `Where ${whose} is signed in.`);
  const content = html`
    ${endedNotice(visit)}
    ${table({
      caption: title,
      captionHidden: true,
      columns: [
        { label: say("Trình duyệt", "Browser") },
        { label: say("Đăng nhập lúc", "Signed in at") },
        { label: say("Dùng gần nhất (sai số 5 phút)", "Last used (within 5 minutes)") },
        ...(isOwn ? [{ label: say("Thao tác", "Do") }] : []),
      ],
      rows: sessions.map((session) => row(visit, session, isOwn)),
      empty: say("Không có phiên nào đang mở.", "No session is open."),
    })}
    ${endAll(visit, found)} ${isKeeper ? anothersCard(visit) : nothing}
  `;
  const crumbs = [
    { href: "/", label: say("Nhiệm vụ báo cáo", "Reporting duties") },
    ...(isOwn ? [] : [{ href: ACTION, label: say("Phiên đăng nhập của bạn", "Your sessions") }]),
  ];
  return formPage(visit, { ...again, title, below, content, crumbs });
}

type Listed = FoundSessions["sessions"][number];

function row(visit: Visit, { hash, browser, startedAt, usedAt, isThis }: Listed, isOwn: boolean): (Html | string)[] {
  const { say } = visit;
  const name = browser || say("Trình duyệt khác", "Another browser");
  const began = formatMinute(visit, startedAt);
  const label = html`${say("Kết thúc", "End")}<span class="unseen"> ${name}, ${began}</span>`;
  const end = csrfForm(visit, {
    action: ACTION,
    content: html`<input type="hidden" name="session" value="${hash}" /><button class="button plain" name="do" value="end">${label}</button>`,
  });
  return [
    name,
    began,
    formatMinute(visit, usedAt),
    ...(isOwn ? [isThis ? say("Phiên đang dùng", "This one") : end] : []),
  ];
}

function endAll(visit: Visit, { whose, isOwn, sessions }: FoundSessions): Html {
  const { say } = visit;
  if (!sessions.some(({ isThis }) => !isThis)) return nothing;
  const label = isOwn
    ? say("Kết thúc mọi phiên khác", "End all others")
    : say(`Kết thúc mọi phiên của ${whose}`, `End all sessions of ${whose}`);
  const warning = say(
    "Người này sẽ phải đăng nhập lại ở mọi nơi; nội dung đã nhập vẫn được giữ. Để người này không vào được nữa, đề nghị gỡ địa chỉ khỏi danh bạ hoặc danh sách cán bộ.",
    "This person has to sign in again everywhere; what was typed is kept. To shut the person out, take the address off the register or the staff list.",
  );
  return csrfForm(visit, {
    action: ACTION,
    content: html`${isOwn ? nothing : notice("warning", warning)}
      <input type="hidden" name="of" value="${isOwn ? "" : whose}" />
      ${buttons({ label, do: "end-all", kind: isOwn ? "plain" : "danger" })}`,
  });
}

/** For those who keep the register: a lost telephone, somebody who has left. */
function anothersCard({ say, query }: Visit): Html {
  return card(
    say("Phiên của người khác", "Sessions of somebody else"),
    html`<form method="get" action="${ACTION}">
      ${textField({
        name: "of",
        label: say("Địa chỉ thư công vụ", "Office e-mail address"),
        hint: say(
          "Khi mất máy, lộ mật khẩu hoặc có người nghỉ việc.",
          "When a device is lost, a password has leaked or somebody has left.",
        ),
        value: query["of"] ?? "",
        inputMode: "email",
      })}
      <div class="buttons"><button class="button plain">${say("Xem các phiên", "Look at the sessions")}</button></div>
    </form>`,
    { id: "another" },
  );
}

function endedNotice({ say, query }: Visit): Html {
  const { ended } = query;
  if (ended === undefined || !/^\d{1,4}$/.test(ended)) return nothing;
  return ended === "0"
    ? notice("info", say("Phiên này đã kết thúc từ trước.", "It had ended before."))
    : notice("good", say(`Đã kết thúc ${ended} phiên.`, `Ended: ${ended}.`));
}
