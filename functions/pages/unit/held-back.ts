import type { Refusal } from "../../domain/refusal.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { stale } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { notice } from "../parts/notice.ts";
import type { Visit } from "../visit.ts";
import { linkToDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** A form that was sent from an old sign-in or an old page: nothing was done, and all that was typed is here. */
export function expired({ say }: Visit): Again {
  return stale(
    say(
      "Chưa lưu và chưa gửi gì: biểu mẫu thuộc một phiên đăng nhập trước. Nội dung đã nhập còn nguyên dưới đây; đề nghị kiểm tra rồi thực hiện lại.",
      "Nothing was saved or sent: the form belonged to an earlier sign-in. What was typed is all below; look it over and do it again.",
    ),
  );
}

/** A page that was drawn before somebody changed what it is about: nothing was done, and this is how it stands now. */
export function overtaken({ say }: Visit, what?: string): Again {
  const why = what ?? say("Nhiệm vụ báo cáo này vừa có thay đổi.", "This duty has just been changed.");
  const told = notice(
    "bad",
    `${why} ${say(
      "Lần bấm vừa rồi chưa thực hiện việc gì; dưới đây là tình trạng hiện tại, đề nghị xem lại.",
      "Nothing was done; this is how it stands now. Look at it again.",
    )}`,
  );
  return { status: 409, notice: told };
}

/** Why there is no form: the duty's state does not let it be done. */
export function closedNote(visit: Visit, found: VisitedDuty, refusal: Refusal): Html {
  return html`${notice("info", visit.say(refusal.vi, refusal.detail))}
    <p>${linkToDuty(visit, found, "button main")}</p>`;
}
