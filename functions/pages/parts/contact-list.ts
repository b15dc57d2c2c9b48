import { CONTACT_ROLES, addressOf, reachableAddress, reachableHead } from "../../domain/unit.ts";
import type { Bounced, ContactRole, Unit } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute } from "../../wording/dates.ts";
import { nothing } from "./attributes.ts";
import { mailbox } from "./mailbox.ts";
import { notice } from "./notice.ts";
import { chip } from "./state.ts";
import { table } from "./table.ts";
import { vi } from "./vi.ts";
import type { Visit } from "../visit.ts";

/** A unit's addresses by role: which is written to, and which came back, when and why. */
export function contactList(visit: Visit, unit: Unit): Html {
  const { say } = visit;
  const rows = CONTACT_ROLES.map((role) => {
    const address = addressOf(unit, role);
    return [
      roleWords(visit, unit, role),
      address === undefined ? say("chưa có", "none") : mailbox(address),
      address === undefined ? "" : addressState(visit, unit, role, address),
    ];
  });
  return html`${reachableAddress(unit) === undefined ? troubleNotice(visit, unit) : nothing}
  ${table({
    caption: say("Địa chỉ nhận thư", "Addresses"),
    captionHidden: true,
    columns: [
      { label: say("Vai trò", "Role") },
      { label: say("Hộp thư", "Mailbox") },
      { label: say("Tình trạng", "State") },
    ],
    rows,
    empty: "",
  })}`;
}

/** What has to be known before anything else: no letter reaches the unit, or one of its addresses came back. */
export function troubleNotice(visit: Visit, unit: Unit): Html {
  const { say } = visit;
  if (reachableAddress(unit) === undefined) {
    return notice(
      "bad",
      html`<p>${vi(unit.name)}: ${say(
        "không hộp thư nào nhận được thư nhắc. Đề nghị báo ngay địa chỉ đang dùng.",
        "no mailbox takes letters, so no reminder arrives. Give an address that works at once.",
      )}</p>`,
    );
  }
  const back = Object.keys(unit.bounced);
  return back.length === 0
    ? nothing
    : notice(
        "warning",
        html`<p>${vi(unit.name)}: ${say("thư bị trả về từ", "letters came back from")} ${back.join(", ")}.</p>`,
      );
}

function addressState(visit: Visit, unit: Unit, role: ContactRole, address: string): Html {
  const { say } = visit;
  const bounced = unit.bounced[address];
  if (bounced) {
    return html`${chip("red", say("Không dùng được", "Not in use"))} <p>${whyNotInUse(visit, bounced)}</p>`;
  }
  const first = reachableAddress(unit) === address;
  const head = role === "head" && reachableHead(unit) === address;
  const words = first
    ? say("Nhận thư nhắc trước tiên", "Reminders go here first")
    : say("Nhận thay khi hộp thư trên không nhận được", "Stands in when those above take no mail");
  const escalations = head
    ? html`<p>${say("Nhận thư khi đơn vị chậm báo cáo.", "Is told when the unit is late.")}</p>`
    : nothing;
  return html`${chip(first ? "green" : "grey", words)}${escalations}`;
}

function roleWords({ say }: Visit, unit: Unit, role: ContactRole): Html | string {
  if (role === "clerk") return say("Văn thư", "Clerk");
  if (role === "office") return say("Văn phòng", "Office");
  return unit.headTitle === "" ? say("Thủ trưởng", "Head") : html`${say("Thủ trưởng", "Head")}: ${vi(unit.headTitle)}`;
}

function whyNotInUse(visit: Visit, { at, why }: Bounced): string {
  const { say } = visit;
  const when = formatMinute(visit, at);
  switch (why) {
    case "bounce":
      return say(
        `Thư bị trả về lúc ${when}: hộp thư không tồn tại hoặc không nhận thư.`,
        `Came back at ${when}: there is no such mailbox, or it takes no mail.`,
      );
    case "complaint":
      return say(`Người nhận báo là thư rác lúc ${when}.`, `Reported as spam at ${when}.`);
    case "refused":
      return say(
        `Dịch vụ thư không nhận địa chỉ này lúc ${when}: có thể ghi sai.`,
        `The mail service would not take this address at ${when}: it may be mistyped.`,
      );
    default:
      return why satisfies never;
  }
}
