import { keepsRegister } from "../../domain/access.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { timeLeft } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import type { Dashboard } from "./read-dashboard.ts";
import { unitsCounted } from "../../wording/milestones.ts";

/** Named at once; the others stand in the list. */
const MOST_NAMED = 20;

/** That the supervisor's own mailboxes take no mail: the lists of late units reach nobody. */
export function deafReceiverCard(visit: Visit, { deafReceiver }: Dashboard): Html {
  if (!deafReceiver) return nothing;
  const { say } = visit;
  const { id, name } = deafReceiver;
  const mend = keepsRegister(visit.caller, visit.homeUnit)
    ? html` <a href="/units/${id}">${say("Sửa địa chỉ thư", "Mend its addresses")}</a>`
    : nothing;
  const title = say("Cơ quan tổng hợp không nhận được thư", "The receiver is not reached by mail");
  return notice(
    "warning",
    html`<h2>${title}</h2>
      <p>
        ${vi(name)}:
        ${say(
          "không hộp thư nào nhận được thư, nên danh sách đơn vị chậm không đến nơi. Có địa chỉ mới, danh sách gần nhất được gửi ngay.",
          "none of its mailboxes takes mail, so no list of late units arrives. Once an address is mended, the latest goes out at once.",
        )}${mend}
      </p>`,
  );
}

/** Units that no letter reaches, before all else: there is still time to telephone, and to mend the address. */
export function unreachableCard(visit: Visit, found: FoundObligation, { unreachable }: Dashboard): Html {
  const { units, mayBeMore } = unreachable;
  if (units.length === 0 && !mayBeMore) return nothing;
  const { say } = visit;
  const ref = obligationRefOf(found);
  const count = unitsCounted(visit, units.length);
  const items = units.slice(0, MOST_NAMED).map((duty) => {
    const contact = [duty.head, duty.phone].filter((part) => part !== "").join(", ");
    const mend = keepsRegister(visit.caller, visit.homeUnit)
      ? html` · <a href="/units/${duty.unitId}">${say("Sửa địa chỉ thư", "Mend its addresses")}</a>`
      : nothing;
    return html`<li>
      <a href="${dutyPath({ ...ref, unitId: duty.unitId })}">${vi(duty.unitName)}</a>
      (${timeLeft(visit, duty.deadline, visit.receivedAt)})${contact === "" ? nothing : html`: ${vi(contact)}`}${mend}
    </li> `;
  });
  const all = mayBeMore
    ? say("Xem tất cả trong danh sách các đơn vị", "See all in the list of units")
    : say(`Xem đủ ${count}`, `See all ${count}`);
  const rest =
    mayBeMore || units.length > MOST_NAMED
      ? html`<p><a href="${obligationPath(ref)}/duties?unreachable=1">${all}</a></p>`
      : nothing;
  const title = mayBeMore
    ? say("Có đơn vị không nhận được thư", "Units that are not reached by mail")
    : say(`${count} không nhận được thư`, `Not reached by mail: ${count}`);
  return notice(
    "warning",
    html`<h2>${title}</h2>
      <p>
        ${say(
          "Không địa chỉ thư nào đã đăng ký nhận được thư; thời hạn vẫn còn. Đề nghị liên hệ bằng điện thoại hoặc văn bản và cập nhật địa chỉ.",
          "None of their addresses takes mail, and there is still time: reach them by telephone or in writing, and mend the addresses.",
        )}
      </p>
      <ul>${items}</ul>
      ${rest}`,
  );
}
