import { keepsRegister } from "../../domain/access.ts";
import { reachableAddress } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import { card, empty } from "../parts/card.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { contactList } from "../parts/contact-list.ts";

/** Whether letters reach the visitor's unit, and whom to ask when an address has to change. */
export const showContacts: PageHandler = async (visit, { register, homeUnit }) => {
  const { say, caller } = visit;
  const [home, ...units] = await Promise.all([homeUnit, ...caller.units].map((id) => register.units.unit(id)));
  const own = units.filter((unit) => unit !== undefined);
  const title = say("Liên hệ của đơn vị", "Own contacts");
  const lists = own.map((unit) => {
    const phone = unit.phone === "" ? say("chưa có", "none") : unit.phone;
    const change = keepsRegister(caller, homeUnit)
      ? html`<a href="/units/${unit.id}">${say("Sửa danh bạ", "Change")}</a>`
      : undefined;
    return card(vi(unit.name), html`${contactList(visit, unit)}<p>${say("Điện thoại", "Telephone")}: ${phone}</p>`, {
      id: `unit-${unit.id}`,
      ...(change ? { tools: change } : {}),
    });
  });
  const main = html`
    ${heading({
      title,
      below: say(
        "Thư nhắc và biên nhận được gửi tới các hộp thư dưới đây; các hộp thư này cũng dùng để đăng nhập.",
        "Reminders and receipts go to these mailboxes, which also sign in.",
      ),
    })}
    ${
      own.length === 0
        ? empty(
            say(
              `${caller.principal} không thuộc danh bạ của đơn vị nào, nên không có hộp thư nào để kiểm tra.`,
              `${caller.principal} is among no unit's contacts, so there is nothing to check.`,
            ),
          )
        : lists
    }
    ${home ? whomToAsk(visit, home) : nothing}
  `;
  return page(visit, { title, main, crumbs: [{ href: "/", label: say("Nhiệm vụ báo cáo", "Reporting duties") }] });
};

function whomToAsk({ say }: Visit, home: Unit): Html {
  const address = reachableAddress(home);
  const mail = address === undefined ? nothing : html` <a href="mailto:${address}">${address}</a>`;
  const phone = home.phone === "" ? nothing : html`, ${say("điện thoại", "telephone")} ${home.phone}`;
  return card(
    say("Khi địa chỉ thay đổi", "When an address changes"),
    html`<p>${say("Đề nghị báo", "Tell")} ${vi(home.name)}:${mail}${phone}. ${say(
      "Cơ quan này cập nhật danh bạ của mọi đơn vị.",
      "It keeps the contacts of all units.",
    )}</p>`,
    { id: "change" },
  );
}
