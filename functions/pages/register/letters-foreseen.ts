import type { DirectiveRecord } from "../../domain/directive-record.ts";
import type { EpochMs } from "../../domain/instant.ts";
import { byName } from "../../domain/name-order.ts";
import { isReporter } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { foreseeLetters } from "../../use-cases/foresee-letters.ts";
import type { ForeseenLetter } from "../../use-cases/foresee-letters.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute } from "../../wording/dates.ts";
import { milestoneWords } from "../../wording/milestones.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { buttons } from "../parts/fields.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { unitField } from "./unit-field.ts";
import { unitIdOf } from "./unit-names.ts";

type Shown = {
  readonly record: DirectiveRecord;
  readonly units: readonly Unit[];
  readonly issueAt: EpochMs;
  readonly effects: Pick<WebEffects, "letters" | "siteUrl">;
};

/**
 * The letters themselves, of each milestone, for one unit: the one that was picked, or the first that reports. Picking another
 * leads to the dry run. They are some 45 KB, so what shows much else leaves them to it.
 */
export function lettersForeseenCard(
  visit: Visit,
  { record, units, issueAt, effects: { letters: written, siteUrl } }: Shown,
  { whole = true }: { readonly whole?: boolean } = {},
): Html {
  const { say, query, calendar } = visit;
  const { directive } = record;
  const reporters = units.filter((unit) =>
    directive.obligations.some(({ reporters: named }) => isReporter(named, unit)),
  );
  const asked = query["unit"] ?? "";
  const pickedId = asked === "" ? undefined : unitIdOf(asked, reporters);
  const picked = reporters.find(({ id }) => id === pickedId);
  const unit = picked ?? firstByName(reporters);
  if (!unit || !written) return nothing;
  const letters = directive.obligations
    .filter(({ reporters: named }) => isReporter(named, unit))
    .flatMap((obligation) => {
      const receiver = units.find(({ id }) => id === obligation.receiver);
      return receiver
        ? foreseeLetters({ letters: written, directive, obligation, unit, receiver, siteUrl, calendar, issueAt })
        : [];
    });
  return card(
    say("Nội dung từng thư", "What each letter says"),
    html`<form method="get" action="/directives/${directive.id}/plan#letters">
        ${unitField(visit, {
          name: "unit",
          label: say("Xem thư gửi đơn vị", "Letters to the unit"),
          value: asked === "" ? unit.id : asked,
          units: reporters,
          fault:
            asked === "" || picked
              ? undefined
              : say(
                  `Không có đơn vị “${asked}” trong các đơn vị phải báo cáo.`,
                  `“${asked}” is none of those that report.`,
                ),
        })}
        ${buttons({ label: say("Xem", "Show") })}
      </form>
      ${
        whole
          ? html`<p>${say("Nếu đơn vị không gửi báo cáo:", "If it never files:")} <b>${vi(unit.name)}</b></p>
              ${letters.map((letter) => foreseen(visit, letter))}`
          : nothing
      }`,
    { id: "letters" },
  );
}

/** Found without putting many in order. */
function firstByName(units: readonly Unit[]): Unit | undefined {
  return units.reduce<Unit | undefined>(
    (first, one) => (first && byName(first.name, one.name) <= 0 ? first : one),
    undefined,
  );
}

function foreseen(visit: Visit, { milestone, at, whom, to, letter }: ForeseenLetter): Html {
  const { say } = visit;
  const whose = {
    unit: say("đơn vị", "the unit"),
    head: say("thủ trưởng", "its head"),
    supervisor: say("cơ quan tổng hợp", "the supervisor"),
  }[whom];
  return html`<details>
    <summary>
      ${milestoneWords(visit, milestone)}, ${formatMinute(visit, at)}: ${whose}
      (${to ?? say("không địa chỉ nào nhận được thư", "no address takes mail")})
    </summary>
    <p lang="vi"><b>${letter.subject}</b></p>
    <blockquote lang="vi">${letter.text}</blockquote>
  </details> `;
}
