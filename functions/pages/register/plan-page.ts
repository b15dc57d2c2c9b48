import { obligationOf } from "../../domain/directive.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { parseInstant } from "../../domain/instant.ts";
import type { EpochMs } from "../../domain/instant.ts";
import { isEscalation } from "../../domain/ladder.ts";
import type { Plan, PlannedObligation } from "../../domain/plan.ts";
import type { Fault } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { formatDeadline, formatPlanned, formatNumber } from "../../wording/dates.ts";
import { milestoneWords } from "../../wording/milestones.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { chip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { directiveFaults } from "./directive-faults.ts";
import { lettersOf, mailsOf } from "./planned-letters.ts";
import type { PlannedLetter } from "./planned-letters.ts";
import { lettersForeseenCard } from "./letters-foreseen.ts";
import { registerPage } from "./register-page.ts";
import { unitName } from "./unit-names.ts";
import { unreachableAmong, unreachableUnits } from "./unreachable-units.ts";

/** Of one list of recipients so many are shown; the file has them all. */
const MOST_SHOWN = 100;

type Shown = {
  readonly record: DirectiveRecord;
  readonly units: readonly Unit[];
  readonly faults: readonly Fault[];
  readonly plan: Plan | undefined;
  /** When it was issued, or now. */
  readonly issueAt: EpochMs;
  readonly effects: Pick<WebEffects, "letters" | "siteUrl">;
};

/** The dry run, by milestone; who is written to stands once for all reminders, and once for all escalations. */
export function planPage(visit: Visit, shown: Shown): Answer {
  const { say } = visit;
  const { record, units, faults, plan } = shown;
  const { directive, status } = record;
  const path = `/directives/${directive.id}`;
  const title = say(`Thư theo kế hoạch: ${directive.number}`, `Planned letters: ${directive.number}`);
  const ofOne = visit.query["unit"] !== undefined;
  const obligations = plan?.obligations ?? [];
  const mails = obligations.flatMap(({ milestones }) => milestones.map(mailsOf)).reduce((sum, n) => sum + n, 0);
  const count = formatNumber(visit, mails);
  return registerPage(visit, {
    title,
    above:
      status === "draft"
        ? say("Chạy thử, chưa gửi gì", "Dry run: nothing is sent")
        : say("Tính tại thời điểm giao nhiệm vụ", "As at the issue"),
    below: plan
      ? say(
          `Nếu không đơn vị nào gửi báo cáo, sẽ có ${count} thư. Đơn vị đã gửi thì không bị nhắc nữa.`,
          `If no unit filed, ${count} mails would go out. Units that have filed are reminded no more.`,
        )
      : "",
    of: "/directives",
    crumbs: [{ href: path, label: directive.number }],
    content: html`
    ${faults.length === 0 ? nothing : directiveFaults(visit, faults)}
    ${unreachableUnits(visit, unreachableAmong([...new Set(obligations.flatMap(({ unreachable }) => unreachable))], units))}
    ${
      plan
        ? html`<p class="buttons">
            <a href="${path}/plan?format=csv">${say("Tải toàn bộ danh sách thư (CSV)", "Download every letter (CSV)")}</a>
          </p>`
        : nothing
    }
    ${plan ? lettersForeseenCard(visit, shown, { whole: ofOne }) : nothing}
    ${
      ofOne
        ? html`<p><a href="${path}/plan">${say("Thư gửi tất cả đơn vị", "Letters to all units")}</a></p>`
        : obligations.map((planned) =>
            card(
              vi(obligationOf(directive, planned.obligationId)?.title ?? planned.obligationId),
              plannedObligation(visit, planned, units),
              { id: planned.obligationId },
            ),
          )
    }
  `,
  });
}

function plannedObligation(visit: Visit, planned: PlannedObligation, units: readonly Unit[]): Html {
  const { say } = visit;
  const { obligationId, milestones } = planned;
  const lists = [false, true].map((late) => ({
    id: `${obligationId}-${late ? "escalations" : "reminders"}`,
    title: late ? say("Đơn vị và thủ trưởng", "Units and their heads") : say("Đơn vị", "Units"),
    // All milestones of a sort write to the same.
    letters:
      milestones
        .map((one) => (isEscalation(one.milestone) === late ? lettersOf(one) : []))
        .find(({ length }) => length > 0) ?? [],
  }));
  const rows = milestones.map((milestone) => {
    const list = lists[isEscalation(milestone.milestone) ? 1 : 0];
    const past = milestone.skipped !== undefined;
    return [
      milestoneWords(visit, milestone.milestone),
      formatPlanned(visit, parseInstant(milestone.at), milestone.provisional === true),
      past ? chip("grey", say("Đã qua, không gửi", "Past, not sent"), "dash") : formatNumber(visit, mailsOf(milestone)),
      past || !list
        ? ""
        : html`<a href="#${list.id}">${list.title}</a>${
            milestone.supervisor
              ? html`; ${say("cơ quan tổng hợp", "the supervisor")}: ${milestone.supervisor.join(", ")}`
              : nothing
          }`,
    ];
  });
  return html`<p>${formatDeadline(visit, planned.deadline)}</p>
    ${table({
      caption: say("Thư của từng mốc", "Letters by milestone"),
      columns: [
        { label: say("Mốc", "Milestone") },
        { label: say("Thời điểm", "When"), kind: "date" },
        { label: say("Số thư", "Mails"), kind: "number" },
        { label: say("Gửi đến", "To") },
      ],
      rows,
      empty: "",
    })}
    ${lists.map((list) => (list.letters.length === 0 ? nothing : recipientList(visit, { ...list, units })))}`;
}

function recipientList(
  visit: Visit,
  p: { id: string; title: string; letters: readonly PlannedLetter[]; units: readonly Unit[] },
): Html {
  const { say } = visit;
  const { letters, units } = p;
  const rest = letters.length - MOST_SHOWN;
  return html`<details id="${p.id}">
    <summary>${say("Nơi nhận thư", "Recipients")}: ${p.title} (${formatNumber(visit, letters.length)})</summary>
    <ul>
      ${letters.slice(0, MOST_SHOWN).map(({ unit, to }) => html`<li>${vi(unitName(units, unit))}: ${to.join(", ")}</li>`)}
      ${
        rest > 0
          ? html`<li>
              ${say(
                `… và ${formatNumber(visit, rest)} đơn vị khác; tệp CSV có đủ.`,
                `… and ${formatNumber(visit, rest)} more units; the CSV file has them all.`,
              )}
            </li>`
          : nothing
      }
    </ul>
  </details>`;
}
