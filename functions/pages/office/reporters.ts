import { deadlineGiven, isPast } from "../../domain/deadline.ts";
import { UnitIdSchema } from "../../domain/ids.ts";
import type { UnitId } from "../../domain/ids.ts";
import { ladderFor } from "../../domain/ladder.ts";
import { byName } from "../../domain/name-order.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { capitalize } from "../../domain/vietnamese.ts";
import { WHAT_WAS_SENT } from "../../http/read-request.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import {
  ReportersSchema,
  changeReporters,
  findForReporters,
  findForReportersWith,
  judgeReporters,
} from "../../use-cases/change-reporters.ts";
import type { GivenReporters } from "../../use-cases/change-reporters.ts";
import { MOST_AT_ONCE } from "../../use-cases/sweep-at-once.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { formatDeadline, formatDueShort } from "../../wording/dates.ts";
import { aboveForm, expired, faultsOf, titleOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked, FieldOf } from "../form-kit/form.ts";
import { confirmation, followsCard } from "../form-kit/preview-parts.ts";
import { whileItStands } from "../form-kit/while-it-stands.ts";
import { nothing } from "../parts/attributes.ts";
import { card, empty } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { buttons, checkboxField, dateField, textArea, textField } from "../parts/fields.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { rulingSteps } from "../parts/steps.ts";
import { vi } from "../parts/vi.ts";
import { obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";
import { crumbsBelowObligation } from "./crumbs.ts";
import { letterNow } from "./letter-now.ts";
import { remindersToCome } from "./reminders-to-come.ts";
import { readBeforeOffer, unitsToAdd, unitsToOffer, unitsToRelease } from "./reporter-choices.ts";
import type { BeforeOffer, Choice, Choices } from "./reporter-choices.ts";
import { deadlineTyped, textIn } from "./typed.ts";

type Words = readonly [vi: string, en: string];
type Deed = "add" | "release";

const WORDS: Record<Deed, Record<"title" | "units" | "confirm" | "letter" | "none", Words>> = {
  add: {
    title: ["Thêm đơn vị", "Add units"],
    units: ["Đơn vị được thêm", "Units to be added"],
    confirm: ["Xác nhận thêm đơn vị", "Add the units"],
    letter: ["thư giao nhiệm vụ", "the letter of issue"],
    none: [
      "Không tìm thấy đơn vị nào chưa có trong danh sách báo cáo.",
      "No unit was found that does not report already.",
    ],
  },
  release: {
    title: ["Bớt đơn vị", "Release units"],
    units: ["Đơn vị được bớt", "Units to be released"],
    confirm: ["Xác nhận bớt đơn vị", "Release the units"],
    letter: ["thư thông báo miễn báo cáo", "the letter of the exemption"],
    none: ["Không tìm thấy đơn vị nào còn phải gửi báo cáo này.", "No unit was found that owes this report still."],
  },
};

const FIELDS: Readonly<Record<string, Words>> = {
  q: ["Tìm đơn vị", "Find units"],
  before: ["Thời hạn riêng (trước ngày)", "Date of their own (before)"],
  reason: ["Lý do", "Reason"],
  documentNumber: ["Số văn bản", "Document number"],
};

/** The obligation; and, when its form for adding is asked for, what is known before units are offered. */
type Found = FoundObligation & { readonly beside?: BeforeOffer | undefined };

/** Units are added to those who report, or released from it: chosen from a list, looked at, then done for all of them. */
function reportersPages(deed: Deed) {
  const words = WORDS[deed];
  const label = ({ say }: Visit, name: string): string =>
    say(...(name === "units" ? words.units : (FIELDS[name] ?? [name, name])));
  return formPages<Found, GivenReporters>({
    find: whileItStands<Found>(
      (visit, effects) =>
        deed === "add" && !visit.form.has("seal")
          ? findForReportersWith(visit, effects, (known) => readBeforeOffer(known, effects))
          : findForReporters(visit, effects),
      ({ record }) => record,
    ),
    label,
    page: async (asked, again, field) => {
      const { visit } = asked;
      const { say } = visit;
      const content = html`${await unitsField(deed, asked, field)} ${deed === "add" ? ownDateField(asked, field) : nothing}
      ${textArea({ ...field("reason"), rows: 3, maxLength: 500, required: true, lang: "vi" })}
      ${textField({ ...field("documentNumber"), width: "medium", required: true, lang: "vi" })}
      ${buttons({ label: say("Xem lại trước khi thực hiện", "Look before it is done"), do: "look" }, away(asked))}`;
      const main = html`${aboveForm(visit, again, (name) => label(visit, name))} ${rulingSteps(visit, 0)}
      ${card(say("Nội dung", "What is asked"), csrfForm(visit, { action: visit.path, content }), { id: "reporters" })}`;
      return framed(deed, asked, again, main);
    },
    expired,
    judge: ({ visit: { form } }) =>
      read(
        ReportersSchema,
        {
          add: deed === "add" ? form.getAll("units") : [],
          release: deed === "release" ? form.getAll("units") : [],
          ...(textIn(form, "before") === "" ? {} : deadlineTyped(form, "before")),
          reason: textIn(form, "reason"),
          documentNumber: textIn(form, "documentNumber"),
        },
        WHAT_WAS_SENT,
      ),
    faultsOf: (visit, refusal) => faultsOf(visit, refusal, fieldAt),
    preview: (asked, given, again) => preview(deed, asked, given, again),
    acts: ["confirm"],
    async act(given, { visit, found, effects }) {
      const done = await changeReporters(found, given, visit, effects);
      return isRefusal(done) ? done : obligationPath(obligationRefOf(found));
    },
  });
}

export const { ask: askAddition, give: giveAddition } = reportersPages("add");
export const { ask: askRelease, give: giveRelease } = reportersPages("release");

/** The field that a fault's path leads to: of a unit, the list that it was chosen from. */
function fieldAt(path: string): string {
  if (/^(add|release)\b/.test(path)) return "units";
  return path === "by" ? "before" : path;
}

/** Who is chosen: by the form; or, before there is one, by the link that led here. */
function chosenIn({ form, query }: Visit): UnitId[] {
  const named = form.has("seal") ? form.getAll("units") : (query["units"] ?? "").split(",");
  return [...new Set(named)].flatMap((id) => UnitIdSchema.safeParse(id).data ?? []).slice(0, MOST_AT_ONCE);
}

async function choicesOf(deed: Deed, { visit, found, effects }: Asked<Found>): Promise<Choices> {
  const q = textIn(visit.form, "q");
  const chosen = chosenIn(visit);
  if (deed === "release") return unitsToRelease(found, { q, chosen }, effects);
  if (q !== "") return unitsToAdd(found, { q, chosen }, effects);
  return unitsToOffer(found, chosen, found.beside ?? (await readBeforeOffer(found, effects)), effects);
}

async function unitsField(deed: Deed, asked: Asked<Found>, field: FieldOf): Promise<Html> {
  const { say, form } = asked.visit;
  const q = textIn(form, "q");
  const { chosen, sought, more } = await choicesOf(deed, asked);
  const option =
    (checked: boolean) =>
    ({ id, name }: Choice) => ({ value: id, label: name, checked });
  const options = [...chosen.map(option(true)), ...sought.map(option(false))];
  const further = say(
    "Danh sách chưa hết: đề nghị nhập một phần tên đơn vị rồi bấm “Tìm”.",
    "There are more: type a part of the name and press “Find”.",
  );
  return html`${textField({ ...field("q"), value: q, width: "medium", hint: say("Một phần tên, hoặc mã đơn vị", "A part of the name, or the id"), lang: "vi" })}
  ${buttons({ label: say("Tìm", "Find"), do: "edit", kind: "plain" })}
  ${
    options.length === 0
      ? html`<div id="units">${empty(say(...WORDS[deed].none))}</div>`
      : checkboxField({ ...field("units"), options, ...(more && { hint: further }) })
  }`;
}

function ownDateField({ visit, found }: Asked<FoundObligation>, field: FieldOf): Html {
  const { say, receivedAt } = visit;
  const { deadline } = found.place;
  const day = formatDueShort(deadline);
  const past = isPast(deadline, receivedAt);
  return dateField(visit, {
    ...field("before"),
    hint: past
      ? say(
          `Thời hạn chung, ${day}, đã qua nên cần thời hạn riêng. Ví dụ: 6/11/2017; chậm nhất 6/11/2017`,
          `The date of the others, ${day}, has passed, so one of their own is needed. For example 6/11/2017; by 6/11/2017`,
        )
      : say(
          `Để trống nếu theo thời hạn chung, ${day}. Ví dụ: 6/11/2017; chậm nhất 6/11/2017`,
          `Left empty, they go by the date of the others, ${day}. For example 6/11/2017; by 6/11/2017`,
        ),
    required: past,
  });
}

async function preview(deed: Deed, asked: Asked<FoundObligation>, given: GivenReporters, again: Again) {
  const { visit, found, effects } = asked;
  const { say } = visit;
  const judged = await judgeReporters(found, given, visit, effects);
  if (isRefusal(judged)) return judged;
  const { deadline, warnings } = judged;
  const units = await effects.register.units.unitsNamed(deed === "add" ? given.add : given.release);
  const content = confirmation(visit, {
    carried: [...Object.keys(FIELDS), "units"],
    confirm: { label: say(...WORDS[deed].confirm), ...(deed === "release" && { kind: "danger" }) },
    away: away(asked),
  });
  const letters = units
    .toSorted((a, b) => byName(a.name, b.name))
    .map((unit) => html`${vi(unit.name)}: ${letterNow(visit, unit, WORDS[deed].letter)}`);
  const follows = [
    ...letters,
    ...followsOf(deed, visit, deadlineGiven(given) !== undefined),
    ...warnings
      .filter(({ code }) => code !== "milestones-overtaken")
      .map((warning) => html`<b>${say(warning.vi, warning.message)}</b>`),
  ];
  const { directive } = found.record;
  const ladder = () => ladderFor(visit.calendar, { directive, obligation: found.obligation, deadline });
  const main = html`${aboveForm(visit, again)} ${rulingSteps(visit, 1)}
  ${card(
    say("Nội dung", "What is asked"),
    facts([
      [say(...WORDS[deed].units), html`<b>${vi(units.map(({ name }) => name).join("; "))}</b>`],
      ...(deed === "add"
        ? [
            [
              say("Thời hạn", "Due"),
              html`<b>${formatDeadline(visit, deadline, found.obligation.ladder.at)}</b>`,
            ] as const,
          ]
        : []),
      [say("Lý do", "Reason"), vi(given.reason)],
      [say("Số văn bản", "Document number"), vi(given.documentNumber)],
    ]),
    { id: "ruling" },
  )}
  ${followsCard(visit, follows, deed === "add" ? remindersToCome(visit, ladder(), deadline) : nothing)}
  ${csrfForm(visit, { action: visit.path, content })}`;
  return framed(deed, asked, again, main);
}

function followsOf(deed: Deed, { say }: Visit, ownDate: boolean): string[] {
  if (deed === "release")
    return [
      say(
        "Đơn vị được bớt không còn phải gửi báo cáo này, không nhận thư nhắc, và không tính vào số phải báo cáo; khi cần có thể hủy miễn.",
        "Those released owe this report no more, get no reminders, and are not counted among those who owe it; it can be undone by reinstating them.",
      ),
    ];
  return [
    ownDate
      ? say(
          "Đơn vị được thêm có thời hạn và lịch nhắc riêng; gửi trong thời hạn này được ghi nhận “đúng hạn”.",
          "Those added have a date and reminders of their own; a report by that date stands as “on time”.",
        )
      : say(
          "Đơn vị được thêm theo thời hạn chung và nhận các thư nhắc còn lại như các đơn vị khác.",
          "Those added go by the date of the others, and get the reminders that are left as they do.",
        ),
    say(
      "Danh sách, số liệu tổng hợp và văn bản tính cả đơn vị được thêm.",
      "Lists, sums and papers count those added from now on.",
    ),
  ];
}

function framed(deed: Deed, { visit, found }: Asked<FoundObligation>, again: Again, main: Html) {
  const title = visit.say(...WORDS[deed].title);
  return page(visit, {
    title: titleOf(visit, title, again),
    status: again.status ?? (again.faults?.length ? 400 : 200),
    main: html`${heading({ above: vi(found.obligation.title), title, below: html`<p>${capitalize(formatDeadline(visit, found.place.deadline, found.obligation.ladder.at))}</p>` })}
    ${main}`,
    crumbs: crumbsBelowObligation(visit, found),
  });
}

function away({ visit: { say }, found }: Asked<FoundObligation>) {
  return { label: say("Không thực hiện", "Leave it"), href: obligationPath(obligationRefOf(found)) };
}
