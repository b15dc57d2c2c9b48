import type { Staff } from "../../../functions/domain/access.ts";
import { html } from "../../../functions/runtime/html.ts";
import type { Html } from "../../../functions/runtime/html.ts";
import { addressOf, CONTACT_ROLES } from "../../../functions/domain/unit.ts";
import type { ContactRole, Unit } from "../../../functions/domain/unit.ts";
import type { Person } from "embedded-cloud";
import { heading } from "../control/page/frame.ts";
import type { People } from "./people.ts";
import { standInPage } from "./stand-in-frame.ts";

export type ChooseView = {
  readonly people: People;
  /** What the list was searched for. */
  readonly query: string;
  /** What was typed as another address, and is none. */
  readonly bad: Person | undefined;
};

type Choice = { readonly who: string; readonly address: string };

/** Known kinds in the order of the province's own lists; others follow, by the name they have in the register. */
const kinds: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  "so-ban-nganh": ["Sở, ban, ngành", "departments"],
  "thanh-pho": ["Thành phố", "cities"],
  "thi-xa": ["Thị xã", "towns"],
  huyen: ["Huyện", "districts"],
  phuong: ["Phường", "wards"],
  xa: ["Xã", "communes"],
};

/** The list of people to choose from: one button each, in one form. */
export function choosePage({ people, query, bad }: ChooseView): string {
  const main = html`<h1>Chọn người để đăng nhập <span class="en" lang="en">choose who to sign in as</span></h1>
    ${bad === undefined ? "" : faultNote(bad.email)} ${searchSection(query, people)}
    <form method="post">${groups(people)}</form>
    ${otherSection(bad)}
    <form method="post">
      <button name="do" value="cancel">Không đăng nhập, quay lại</button>
      <span class="en" lang="en">go back without signing in</span>
    </form>`;
  return standInPage(bad === undefined ? "Chọn người để đăng nhập" : "Lỗi: Chọn người để đăng nhập", main);
}

function searchSection(query: string, { units, more, home, staff, keeper }: People): Html {
  const nobody = units.length + staff.length === 0 && home === undefined && keeper === undefined;
  const told = units.length + (home === undefined ? 0 : 1);
  const count = `${told} đơn vị${more ? " đầu tiên" : ""}`;
  const summary = query === "" ? `Danh sách có ${count}.` : `“${query}”: ${nobody ? "không có ai khớp" : count}.`;
  return html`<section aria-label="Tìm">
    <form class="filter" method="get" role="search">
      <label
        >Tìm theo tên đơn vị, không cần dấu <span class="en" lang="en">search by unit name, accents may be left out</span>
        <input type="search" name="q" value="${query}" />
      </label>
      <button>Tìm</button>
    </form>
    <p role="status">
      ${summary} ${more ? html`Còn nữa: đề nghị tìm theo tên. <span class="en" lang="en">There are more: search.</span>` : ""}
    </p>
    <p class="quiet" lang="en">văn thư: clerk · văn phòng: office · giám đốc, chủ tịch, thủ trưởng: head</p>
  </section>`;
}

function groups({ home, staff, keeper, units }: People): Html[] {
  const byKind = Map.groupBy(units, ({ kind }) => kind);
  const known = Object.keys(kinds);
  const order = [...known, ...[...byKind.keys()].filter((kind) => !known.includes(kind))];
  const homeTitle = home === undefined ? "Cơ quan tổng hợp" : `${home.name} (cơ quan tổng hợp)`;
  return [
    group(homeTitle, "supervises and keeps the register", home === undefined ? [] : [choicesOf(home)]),
    group("Lãnh đạo", "leaders, who read", staffChoices(staff, "leader")),
    group("Cán bộ tổng hợp", "supervisors", staffChoices(staff, "supervisor")),
    group(
      "Người giữ danh bạ",
      "keeps the register from the first day",
      keeper === undefined ? [] : [[{ who: "Người giữ danh bạ", address: keeper }]],
    ),
    ...order.map((kind) => {
      const [vi, en] = kinds[kind] ?? [kind, "other units"];
      const ofKind = (byKind.get(kind) ?? []).toSorted((a, b) => a.name.localeCompare(b.name, "vi"));
      return group(vi, en, ofKind.map(choicesOf));
    }),
  ];
}

/** A row for each unit, or person. */
function group(vi: string, en: string, rows: readonly (readonly Choice[])[]): Html {
  if (rows.length === 0) return html``;
  return html`<section aria-label="${vi}">
    ${heading(vi, en)}
    <ul class="people">
      ${rows.map((row) => html`<li>${row.map(choiceButton)}</li>`)}
    </ul>
  </section>`;
}

function choiceButton({ who, address }: Choice): Html {
  return html`<button name="address" value="${address}"><strong>${who}</strong> <span>${address}</span></button>`;
}

function choicesOf(unit: Unit): Choice[] {
  return CONTACT_ROLES.flatMap((role) => {
    const address = addressOf(unit, role);
    return address === undefined ? [] : [{ who: nameOf(unit, role), address }];
  });
}

function nameOf({ name, headTitle }: Unit, role: ContactRole): string {
  const head = headTitle === "" ? `Thủ trưởng ${name}` : headTitle;
  return { clerk: `Văn thư ${name}`, office: `Văn phòng ${name}`, head }[role];
}

function staffChoices(staff: readonly Staff[], role: Staff["role"]): Choice[][] {
  return staff.flatMap((one) => (one.role === role ? [[{ who: one.name, address: one.email }]] : []));
}

function otherSection(bad: Person | undefined): Html {
  const faulty = bad === undefined ? "" : html` aria-invalid="true" aria-describedby="address-fault"`;
  return html`<section aria-label="Địa chỉ khác">
    ${heading("Địa chỉ khác", "an address that is on no list")}
    <form method="post">
      <label for="address">Địa chỉ thư điện tử <span class="en" lang="en">e-mail address</span></label>
      ${bad === undefined ? "" : html`<p class="fault" id="address-fault">${faultText}</p>`}
      <input id="address" name="address" type="text" inputmode="email" autocomplete="off" value="${bad?.email ?? ""}" ${faulty} />
      <label class="check">
        <input type="checkbox" name="unverified" value="yes" ${bad?.emailVerified === false ? " checked" : ""} />
        <span>Địa chỉ chưa được xác minh <span class="en" lang="en">the address is not verified</span></span>
      </label>
      <button>Đăng nhập bằng địa chỉ này</button>
    </form>
  </section>`;
}

const faultText = "Đề nghị nhập địa chỉ thư điện tử, ví dụ vanthu@so.tinh.example.";

function faultNote(email: string): Html {
  return html`<div class="told bad" role="alert">
    <p>Không đăng nhập được: “${email}” không phải là địa chỉ thư điện tử. <a href="#address">Sửa địa chỉ</a></p>
    <p lang="en">This is not an e-mail address.</p>
  </div>`;
}
