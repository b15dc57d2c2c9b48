import type { LocalDate } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { attributes } from "../parts/attributes.ts";
import { fieldGroup } from "../parts/field.ts";
import { selectField, textField } from "../parts/fields.ts";
import { filterBar } from "../parts/filter-bar.ts";
import { toneWords } from "../parts/state.ts";
import { TONES } from "../../domain/tone.ts";
import { inOrderOfKind, kindWords } from "../../wording/kinds.ts";
import { formatDay } from "../../wording/dates.ts";
import type { Visit } from "../visit.ts";
import { filterQuery, shownQuery } from "./duty-filter.ts";
import type { DutyFilter } from "./duty-filter.ts";

type Filters = {
  readonly action: string;
  readonly filter: DutyFilter;
  readonly kinds: readonly string[];
  /** Whether the list can be ordered: then the order is kept while it is filtered. */
  readonly orderable: boolean;
};

/** The form above the list: a GET, so that a filtered list has an address of its own. */
export function dutyFilters(visit: Visit, { action, filter, kinds, orderable }: Filters): Html {
  const { say } = visit;
  const { sort } = filterQuery(filter);
  const all = { value: "", label: say("Tất cả", "All") };
  return filterBar(visit, {
    action,
    filtered: Object.keys(shownQuery(filter)).length > 0,
    hidden: orderable && sort !== undefined ? { sort } : {},
    fields: [
      textField({
        name: "q",
        label: say("Tên đơn vị", "Name of the unit"),
        value: filter.name,
        width: "medium",
        maxLength: 200,
      }),
      selectField({
        name: "state",
        label: say("Trạng thái", "State"),
        value: filter.state ?? "",
        options: [
          all,
          ...TONES.map((tone) => ({ value: tone, label: toneWords(visit, tone) })),
          { value: "open", label: say("Chưa gửi (còn phải gửi)", "Owed still") },
          { value: "draft", label: say("Đang soạn dự thảo", "Draft under way") },
          { value: "submitted", label: say("Đã gửi, chờ xem xét", "Filed, to be looked at") },
          { value: "returned", label: say("Đã trả lại để bổ sung", "Returned for supplement") },
          { value: "accepted", label: say("Đã chấp nhận", "Accepted") },
          { value: "exempt", label: say("Được miễn", "Exempt") },
          { value: "withdrawn", label: say("Đã thu hồi", "Withdrawn") },
        ],
      }),
      selectField({
        name: "kind",
        label: say("Loại đơn vị", "Kind of unit"),
        value: filter.kind ?? "",
        options: [all, ...inOrderOfKind(kinds).map((kind) => ({ value: kind, label: kindWords(visit, kind) }))],
      }),
      fieldGroup(
        { name: "late", label: say("Chỉ hiện", "Only") },
        html`${[
          only("late", say("Quá hạn hoặc gửi muộn", "Overdue or filed late"), filter.late),
          only("unreachable", say("Không nhận được thư", "Not reached by mail"), filter.unreachable),
          only("unanswered", say("Chưa xác nhận đã nhận văn bản", "Not known to have received it"), filter.unanswered),
          only("reason", say("Đã nêu lý do chậm", "Has said why it is late"), filter.reason),
          ...(filter.filed === undefined ? [] : [filedSince(visit, filter.filed)]),
        ]}`,
      ),
    ],
  });
}

/** Only a link asks for it, such as the start's: then it can be taken off. */
function filedSince({ say }: Visit, day: LocalDate): Html {
  return only("filed", say(`Mới gửi từ ${formatDay(day)}`, `Filed since ${formatDay(day)}`), true, day);
}

/** Each by a name of its own: gateways differ in what they make of a name that stands twice in an address. */
function only(name: string, label: string, checked: boolean, value = "1"): Html {
  const box = attributes({ type: "checkbox", id: name, name, value, checked });
  return html`<div class="choice"><input${box} /><label for="${name}">${label}</label></div>`;
}
