import { acknowledgedAt, isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { seeOther } from "../../http/exchange.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { acknowledge, findByLink } from "../../use-cases/acknowledge.ts";
import { facts } from "../parts/facts.ts";
import { buttons } from "../parts/fields.ts";
import { postForm } from "../parts/form.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";

/** Where the letter of issue leads: one button, without signing in. Looking changes nothing, so whatever reads mail may look. */
export const showReceived: PageHandler = async (visit, effects) => {
  const found = await findByLink(visit, effects);
  if (isRefusal(found)) return found;
  const { say } = visit;
  const { duty, obligation, record } = found;
  const title = say("Xác nhận đã nhận văn bản", "Say that it was received");
  const main = html`${heading({ title })}
  ${facts([
    [say("Số, ký hiệu văn bản", "Directive"), vi(record.directive.number)],
    [say("Nội dung", "What is asked"), vi(obligation.title)],
    [say("Đơn vị", "Unit"), vi(duty.unitName)],
  ])}
  ${answer(visit, duty)}`;
  return page(visit, { title, main });
};

/** The button: pressed twice it is pressed once. */
export const giveReceived: PageHandler = async (visit, effects) => {
  const refused = await acknowledge(visit, effects);
  return refused ?? seeOther(visit.path);
};

function answer({ say, path }: Visit, duty: Duty): Html {
  if (acknowledgedAt(duty) !== undefined)
    return notice(
      "good",
      say("Đã ghi nhận: đơn vị đã nhận văn bản.", "It is on record: the unit has received the directive."),
    );
  if (!isOpen(duty)) return notice("info", say("Không còn cần xác nhận.", "Nothing needs to be said any more."));
  const content = html`<p>${say(
    "Bấm nút dưới đây để báo rằng đơn vị đã nhận được văn bản. Việc này không thay cho gửi báo cáo.",
    "Press the button to say that the unit has received the directive. It does not take the place of the report.",
  )}</p>
  ${buttons({ label: say("Đã nhận văn bản", "Received") })}`;
  return postForm({ action: path, content });
}
