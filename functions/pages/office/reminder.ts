import { isPast } from "../../domain/deadline.ts";
import { isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import type { OpenDuty } from "../../domain/escalation.ts";
import { byName } from "../../domain/name-order.ts";
import { read } from "../../domain/parsing.ts";
import { invalid, isRefusal } from "../../domain/refusal.ts";
import { STATE_WORDS, capitalize } from "../../domain/vietnamese.ts";
import { WHAT_WAS_SENT } from "../../http/read-request.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { findSupervised, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { RemindSchema, previewReminder, remindByHand } from "../../use-cases/remind-by-hand.ts";
import type { GivenReminder, Reminded } from "../../use-cases/remind-by-hand.ts";
import { MOST_CHOSEN } from "../../use-cases/act-on-several.ts";
import { remindersOf } from "../../use-cases/reminders.ts";
import { MOST_AT_ONCE } from "../../use-cases/sweep-at-once.ts";
import { formatDue } from "../../wording/dates.ts";
import { unitsCounted } from "../../wording/milestones.ts";
import { aboveForm, changedMeanwhile, expired, faultsOf, titleOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked, FieldOf } from "../form-kit/form.ts";
import { confirmation } from "../form-kit/preview-parts.ts";
import { whileItStands } from "../form-kit/while-it-stands.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { buttons, checkboxField, radioField, textArea } from "../parts/fields.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { rulingSteps } from "../parts/steps.ts";
import { vi } from "../parts/vi.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";
import { chosenIn, chosenInForm } from "./chosen.ts";
import { crumbsBelowObligation } from "./crumbs.ts";
import { reminderFollows } from "./reminder-follows.ts";
import { outcomeAddress } from "./several-outcome.ts";
import { textIn } from "./typed.ts";

type Reminding = Asked<FoundObligation>;

const LABELS: Readonly<Record<string, readonly [string, string]>> = {
  who: ["Nhắc những đơn vị nào", "Whom to remind"],
  unit: ["Đơn vị chưa gửi báo cáo", "Units that owe the report"],
  note: ["Nội dung lưu ý thêm", "What is added"],
  again: ["Đơn vị vừa nhận thư", "Units written to lately"],
};

/** Units are reminded by hand: who gets the letter, and who does not and why, is shown first. */
export const { ask: askReminder, give: giveReminder } = formPages<FoundObligation, GivenReminder>({
  find: whileItStands(findSupervised, ({ record }) => record),
  label: labelOf,
  page: formPage,
  expired,
  version: { of: versionOf, changed: ({ visit }) => changedMeanwhile(visit) },
  judge({ visit: { form } }) {
    const units = whoIn(form) === "named" ? form.getAll("unit") : whoIn(form);
    if (units.length === 0) return NOBODY_NAMED;
    const note = (form.get("note") ?? "").replaceAll("\r\n", "\n").trim();
    const given = { units, ...(note && { note }), ...(form.get("again") === "yes" && { again: true }) };
    return read(RemindSchema, given, WHAT_WAS_SENT);
  },
  faultsOf: (visit, refusal) => faultsOf(visit, refusal, (path) => (path === "note" ? path : "who")),
  preview: previewPage,
  acts: ["confirm"],
  async act(given, { visit, found, effects }) {
    const done = await remindByHand(found, given, visit, effects);
    if (isRefusal(done)) return done;
    const ref = obligationRefOf(found);
    const [only, ...others] = typeof given.units === "string" ? [] : given.units;
    if (only && others.length === 0) return `${dutyPath({ ...ref, unitId: only })}#letters`;
    return others.length > 0 && others.length < MOST_CHOSEN
      ? outcomeAddress(ref, "reminder", outcomesOf(done))
      : `${obligationPath(ref)}#milestones`;
  },
});

/** What became of each that was named. */
function outcomesOf({ to, leftOut }: Reminded) {
  return [
    ...to.map(({ duty: { unitId } }) => ({ unitId, was: "done" as const })),
    ...leftOut.map(({ duty: { unitId } }) => ({ unitId, was: "left" as const })),
  ];
}

const NOBODY_NAMED = invalid("Nobody is named.", "Chưa chọn đơn vị nào.", [
  { path: "units", message: "must name one unit at least; got none", vi: "Cần chọn ít nhất một đơn vị." },
]);

function labelOf({ say }: Visit, name: string): string {
  return say(...(LABELS[name] ?? [name, name]));
}

async function formPage(asked: Reminding, again: Again, field: FieldOf) {
  const { visit, found, effects } = asked;
  const { say, query } = visit;
  const where = { ...obligationRefOf(found), place: found.place };
  const typed = again.typed ?? visit.form;
  const named = typed.has("who") ? chosenInForm(typed) : chosenIn(query);
  const { duties } = effects.register;
  const [{ items, next }, ofNamed, basis] = await Promise.all([
    duties.openDuties(where, { limit: MOST_AT_ONCE }),
    duties.dutiesNamed(where, named.slice(0, MOST_AT_ONCE), { consistent: false }),
    versionOf(asked),
  ]);
  const others = ofNamed.filter((duty) => !items.some(({ unitId }) => unitId === duty.unitId));
  const late = items.filter(({ deadline }) => isPast(deadline, visit.receivedAt)).length;
  const count = (n: number) => `${next ? say("hơn ", "more than ") : ""}${unitsCounted(visit, n)}`;
  const begun = named.length > 0 ? "named" : (query["who"] ?? (late > 0 ? "late" : "open"));
  const content = html`${radioField({
    ...field("who"),
    value: field("who").value || begun,
    required: true,
    options: [
      { value: "late", label: say(`Mọi đơn vị quá hạn (${count(late)})`, `All that are late (${count(late)})`) },
      {
        value: "open",
        label: say(
          `Mọi đơn vị chưa gửi báo cáo (${count(items.length)})`,
          `All that owe the report (${count(items.length)})`,
        ),
      },
      { value: "named", label: say("Những đơn vị chọn dưới đây", "Those chosen below") },
    ],
  })}
  ${unitBoxes(asked, field, [...(next ? items.filter(({ unitId }) => named.includes(unitId)) : items), ...others], named)}
  ${next ? html`<p class="hint">${tooMany(visit)}</p>` : nothing}
  ${textArea({
    ...field("note"),
    hint: say(
      "Có thể để trống; tối đa 500 ký tự. Nội dung này được trích nguyên văn trong thư.",
      "May be left empty; at most 500 characters. It is quoted in the letter as it is written here.",
    ),
    rows: 3,
    maxLength: 500,
    lang: "vi",
  })}
  ${checkboxField({
    ...field("again"),
    options: [
      {
        value: "yes",
        label: say(
          "Nhắc cả đơn vị nhận thư chưa đầy một ngày làm việc",
          "Also those whose last letter is less than a working day old",
        ),
        checked: typed.get("again") === "yes",
      },
    ],
  })}
  ${buttons({ label: say("Xem lại trước khi gửi", "Look before it is sent"), do: "look" }, away(visit, found))}`;
  return framed(
    asked,
    again,
    html`<p>
        ${say(
          "Thư nhắc gửi ngay, ngoài các mốc đã lập; chỉ gửi đến đơn vị chưa gửi báo cáo.",
          "The reminder goes out at once, beside the milestones, and only to units that owe the report.",
        )}
      </p>
      ${aboveForm(visit, again, (name) => labelOf(visit, name))} ${rulingSteps(visit, 0)}
      ${card(say("Thư nhắc", "The reminder"), sealedForm(visit, basis, content), { id: "reminder" })}`,
  );
}

function unitBoxes(
  { visit, found }: Reminding,
  field: FieldOf,
  duties: readonly (OpenDuty | Duty)[],
  named: readonly string[],
): Html {
  if (duties.length === 0) return nothing;
  const beside = ({ state, deadline }: OpenDuty | Duty): string => {
    if (!isOpen({ state })) return ` (${visit.say(STATE_WORDS[state], state)})`;
    return deadline === found.place.deadline ? "" : ` (${formatDue(visit, deadline)})`;
  };
  const options = duties
    .toSorted((a, b) => byName(a.unitName, b.unitName))
    .map((duty) => ({
      value: duty.unitId,
      label: `${duty.unitName}${beside(duty)}`,
      checked: named.some((id) => id === duty.unitId),
    }));
  return checkboxField({ ...field("unit"), options });
}

function tooMany({ say }: Visit): string {
  return say(
    "Danh sách quá dài để chọn ở đây: để nhắc riêng một đơn vị, mở trang của đơn vị đó.",
    "There are too many to choose from here: to remind one unit alone, open its page.",
  );
}

async function previewPage(asked: Reminding, given: GivenReminder, again: Again) {
  const { visit, found, effects } = asked;
  const { say } = visit;
  const would = await previewReminder(found, given, visit, effects);
  if (isRefusal(would)) return would;
  const content = confirmation(visit, {
    carried: Object.keys(LABELS),
    confirm: { label: say("Xác nhận gửi thư nhắc", "Send the reminder") },
    away: away(visit, found),
  });
  return framed(
    asked,
    again,
    html`${aboveForm(visit, again)} ${rulingSteps(visit, 1)} ${reminderFollows(visit, found, given, would)}
    ${sealedForm(visit, await versionOf(asked), content)}`,
  );
}

function framed({ visit, found }: Reminding, again: Again, main: Html) {
  const title = visit.say("Gửi thư nhắc", "Remind by hand");
  return page(visit, {
    title: titleOf(visit, title, again),
    status: again.status ?? (again.faults?.length ? 400 : 200),
    main: html`${heading({ above: vi(found.obligation.title), title, below: html`<p>${capitalize(formatDue(visit, found.place.deadline))}</p>` })} ${main}`,
    crumbs: crumbsBelowObligation(visit, found),
  });
}

/** How many reminders there were when the page was drawn. */
async function versionOf({ found, effects }: Reminding): Promise<string> {
  return String((await remindersOf(obligationRefOf(found), effects.register)).length);
}

function sealedForm(visit: Visit, basis: string, content: Html): Html {
  return csrfForm(visit, { action: visit.path, basis, content });
}

function whoIn(typed: URLSearchParams): string {
  return textIn(typed, "who");
}

function away({ say }: Visit, found: FoundObligation) {
  return { label: say("Không thực hiện", "Leave it"), href: obligationPath(obligationRefOf(found)) };
}
