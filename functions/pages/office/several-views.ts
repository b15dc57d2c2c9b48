import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { Duty } from "../../domain/duty.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundDuty, FoundObligation } from "../../use-cases/find-duty.ts";
import { MOST_CHOSEN } from "../../use-cases/act-on-several.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { formatDueShort, formatNumber } from "../../wording/dates.ts";
import { lower, unitsCounted } from "../../wording/milestones.ts";
import { aboveForm, titleOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { confirmation, followsCard } from "../form-kit/preview-parts.ts";
import { asHtml, nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { buttons } from "../parts/fields.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { stateChip } from "../parts/state.ts";
import { rulingSteps } from "../parts/steps.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";
import { chooseBox } from "./choosing.ts";
import { crumbsBelowObligation } from "./crumbs.ts";
import { labelOf } from "./ruling-views.ts";
import { namesOf } from "./ruling.ts";
import type { Asked, Asking, Preview } from "./ruling.ts";
import { sharedBy } from "./shared-by.ts";

/** The duties that were chosen of one obligation, in the order of their list. */
export type Chosen = FoundObligation & {
  readonly duties: readonly Duty[];
  /** How many more were chosen than can be acted on at once. */
  readonly more: number;
  /** One to which the same was done already: its fields are filled in alike. */
  readonly like?: Duty | undefined;
};

/** What the act would make of one duty, or why it cannot be done. */
export type Verdict = { readonly of: FoundDuty; readonly after: Duty | Refusal };

/** What follows for one duty, or why nothing does. */
export type Look = { readonly of: FoundDuty; readonly seen: Preview | Refusal };

/** What is asked for, once for all that are chosen; each of them can still be left out. */
export function severalPage(asking: Asking, ruling: Asked, found: Chosen, again: Again): Answer {
  const { visit } = asking;
  const { say } = visit;
  const rows = found.duties.map((duty) => [
    html`${chooseBox(visit, duty, true)} ${vi(duty.unitName)}`,
    stateChip(visit, duty, visit.receivedAt),
    formatDueShort(duty.deadline),
  ]);
  const content = html`${card(say("Nội dung", "What is ruled"), ruling.fields(asking), { id: "ruling" })}
  ${card(
    say(`Các đơn vị đã chọn (${rows.length})`, `Units chosen (${rows.length})`),
    table({
      caption: say("Các đơn vị đã chọn", "Units chosen"),
      captionHidden: true,
      columns: [
        { label: say("Đơn vị", "Unit") },
        { label: say("Trạng thái", "State") },
        { label: say("Thời hạn (trước ngày)", "Due (before)"), kind: "date" },
      ],
      rows,
      empty: "",
    }),
    { id: "chosen" },
  )}
  ${buttons({ label: say("Xem lại trước khi thực hiện", "Look before it is done"), do: "look" }, away(visit, found))}`;
  return framed(
    visit,
    ruling,
    found,
    again,
    html`${aboveForm(visit, again, (name) => labelOf(visit, ruling, name))} ${rulingSteps(visit, 0)}
    ${csrfForm(visit, { action: visit.path, content })}`,
  );
}

/** What follows: once what is the same for all, then unit by unit; and who is left out, and why. */
export function severalLookPage(
  visit: Visit,
  ruling: Asked,
  found: Chosen,
  { looks, basis, ...again }: Again & { readonly looks: readonly Look[]; readonly basis: string },
): Answer {
  const { say } = visit;
  const possible = looks.flatMap(({ of, seen }) => (isRefusal(seen) ? [] : [{ of, seen }]));
  const not = looks.flatMap(({ of, seen }) => (isRefusal(seen) ? [{ of, why: seen }] : []));
  const asks = namesOf(ruling).length > 0;
  const shared = sharedBy(possible.map(({ seen }) => seen));
  const units = found.duties.map(({ unitId }) => html`<input type="hidden" name="unit" value="${unitId}" />`);
  const content =
    possible.length > 0
      ? confirmation(visit, {
          carried: namesOf(ruling),
          confirm: {
            label: `${say(...ruling.confirm)} (${unitsCounted(visit, possible.length)})`,
            kind: ruling.danger ? "danger" : "main",
          },
          away: away(visit, found),
        })
      : html`${namesOf(ruling).flatMap((name) => visit.form.getAll(name).map((value) => html`<input type="hidden" name="${name}" value="${value}" />`))}
        ${buttons(...(asks ? [{ label: say("Sửa lại", "Change it"), do: "change" }] : []), away(visit, found))}`;
  const none = say(
    "Không thực hiện được với đơn vị nào trong các đơn vị đã chọn; lý do ở dưới.",
    "It can be done for none of the units that were chosen; the reasons stand below.",
  );
  return framed(
    visit,
    ruling,
    found,
    {
      ...again,
      title: say(
        `Xem lại trước khi thực hiện: ${lower(ruling.title[0])}`,
        `A look before it is done: ${lower(ruling.title[1])}`,
      ),
    },
    html`${aboveForm(visit, again)} ${asks ? rulingSteps(visit, 1) : nothing}
    ${possible.length === 0 ? notice("warning", none) : nothing}
    ${shared.facts.length === 0 ? nothing : card(say("Nội dung", "What is ruled"), facts(shared.facts), { id: "ruling" })}
    ${possible.length === 0 ? nothing : followsCard(visit, shared.follows, shared.more)}
    ${possible.length === 0 ? nothing : possibleCard(visit, possible, shared)} ${leftOutCard(visit, not)}
    ${csrfForm(visit, { action: visit.path, basis, content: html`${units}${content}` })}`,
  );
}

/** Nobody was chosen: where to choose. */
export function noneChosenPage(visit: Visit, ruling: Asked, found: Chosen): Answer {
  const { say } = visit;
  const why = say(
    "Chưa chọn đơn vị nào. Đề nghị đánh dấu các đơn vị trong danh sách rồi thực hiện lại.",
    "No unit is chosen. Mark units in the list, and do it again.",
  );
  const { href, label } = away(visit, found);
  return framed(
    visit,
    ruling,
    found,
    { status: 400 },
    html`${notice("warning", why)} <p><a class="button main" href="${href}">${label}</a></p>`,
  );
}

function possibleCard(
  visit: Visit,
  possible: readonly { readonly of: FoundDuty; readonly seen: Preview }[],
  shared: Preview,
): Html {
  const { say } = visit;
  const common = new Set(shared.follows.map((one) => asHtml(one).markup));
  const told = new Set(shared.facts.map(([label]) => label));
  return card(
    say(
      `Thực hiện với ${unitsCounted(visit, possible.length)}`,
      `It is done for ${unitsCounted(visit, possible.length)}`,
    ),
    table({
      caption: say("Đối với từng đơn vị", "Unit by unit"),
      captionHidden: true,
      columns: [
        { label: say("Đơn vị", "Unit") },
        { label: say("Trạng thái", "State") },
        { label: say("Riêng đơn vị này", "For this unit") },
      ],
      rows: possible.map(({ of, seen }) => {
        const own = [
          ...seen.facts.filter(([label]) => !told.has(label)).map(([label, value]) => html`${label}: ${value}`),
          ...seen.follows.filter((one) => !common.has(asHtml(one).markup)),
        ];
        const more = shared.more || !seen.more ? nothing : seen.more;
        return [
          html`<a href="${dutyPath(of.ref)}">${vi(of.duty.unitName)}</a>`,
          stateChip(visit, of.duty, visit.receivedAt),
          own.length === 0 && more === nothing ? "" : html`${own.map((one) => html`<p>${one}</p>`)}${more}`,
        ];
      }),
      empty: "",
    }),
    { id: "possible" },
  );
}

function leftOutCard(visit: Visit, not: readonly { readonly of: FoundDuty; readonly why: Refusal }[]): Html {
  if (not.length === 0) return nothing;
  const { say } = visit;
  return card(
    say(
      `Không thực hiện với ${unitsCounted(visit, not.length)}`,
      `It is not done for ${unitsCounted(visit, not.length)}`,
    ),
    table({
      caption: say("Các đơn vị không thực hiện được", "Units for which it cannot be done"),
      captionHidden: true,
      columns: [
        { label: say("Đơn vị", "Unit") },
        { label: say("Trạng thái", "State") },
        { label: say("Vì sao", "Why") },
      ],
      rows: not.map(({ of, why }) => [
        html`<a href="${dutyPath(of.ref)}">${vi(of.duty.unitName)}</a>`,
        stateChip(visit, of.duty, visit.receivedAt),
        whyNot(visit, why),
      ]),
      empty: "",
    }),
    { id: "left-out" },
  );
}

/** In the words of the single act. */
function whyNot({ say }: Visit, why: Refusal): string {
  const [fault] = why.refused === "invalid" ? why.faults : [];
  return fault ? say(fault.vi, fault.message) : say(why.vi, why.detail);
}

type Framed = Again & { readonly title?: string };

function framed(visit: Visit, ruling: Asked, found: Chosen, p: Framed, main: Html): Answer {
  const { say } = visit;
  const title = p.title ?? `${say(...ruling.title)}: ${unitsCounted(visit, found.duties.length)}`;
  const [most, more] = [formatNumber(visit, MOST_CHOSEN), unitsCounted(visit, found.more)];
  const cut = say(
    `Mỗi lần thực hiện với tối đa ${most} đơn vị: lần này là ${most} đơn vị đầu; ${more} còn lại chưa được chọn, thực hiện ở lần sau.`,
    `At most ${most} units at a time: these are the first ${most}; the others, ${more}, are left for the next time.`,
  );
  return page(visit, {
    title: titleOf(visit, title, p),
    status: p.status ?? (p.faults?.length ? 400 : 200),
    main: html`${heading({ above: vi(found.obligation.title), title })} ${found.more > 0 ? notice("warning", cut) : nothing} ${main}`,
    crumbs: crumbsBelowObligation(visit, found),
  });
}

function away({ say }: Visit, found: FoundObligation) {
  return {
    label: say("Không thực hiện, về danh sách các đơn vị", "Leave it, back to the list"),
    href: `${obligationPath(obligationRefOf(found))}/duties`,
  };
}
