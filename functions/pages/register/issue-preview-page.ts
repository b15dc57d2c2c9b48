import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { obligationOf } from "../../domain/directive.ts";
import { parseInstant } from "../../domain/instant.ts";
import type { Plan, PlannedObligation } from "../../domain/plan.ts";
import type { Fault } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { formatDeadline, formatPlanned, formatNumber } from "../../wording/dates.ts";
import { lower, milestoneWords } from "../../wording/milestones.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { buttons } from "../parts/fields.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { directiveFaults } from "./directive-faults.ts";
import { lettersForeseenCard } from "./letters-foreseen.ts";
import { lettersOf } from "./planned-letters.ts";
import { registerPage } from "./register-page.ts";
import { unreachableAmong, unreachableUnits } from "./unreachable-units.ts";

type Previewed = Again & {
  readonly record: DirectiveRecord;
  readonly units: readonly Unit[];
  readonly planFaults: readonly Fault[];
  readonly plan: Plan | undefined;
  readonly basis: string;
  readonly effects: Pick<WebEffects, "letters" | "siteUrl">;
};

/** What follows at once when a directive is issued now, before it is done. */
export function issuePreviewPage(visit: Visit, looked: Previewed): Answer {
  const { say } = visit;
  const { record, units, planFaults, plan, basis } = looked;
  const { directive } = record;
  const action = `/directives/${directive.id}`;
  const title = say(
    `Xem lại trước khi giao nhiệm vụ theo ${directive.number}`,
    `A look before ${directive.number} is issued`,
  );
  const back = { label: say("Chưa giao, quay lại văn bản", "Not now, back to the directive"), href: action };
  return registerPage(visit, {
    ...looked,
    title,
    below: vi(directive.subject),
    of: "/directives",
    crumbs: [{ href: action, label: directive.number }],
    content: html`
    ${planFaults.length === 0 ? nothing : directiveFaults(visit, planFaults)}
    ${unreachableUnits(visit, unreachableAmong([...new Set(plan?.obligations.flatMap(({ unreachable }) => unreachable))], units))}
    ${(plan?.obligations ?? []).map((planned) =>
      card(vi(obligationOf(directive, planned.obligationId)?.title ?? ""), consequences(visit, planned), {
        id: `obligation-${planned.obligationId}`,
      }),
    )}
    ${plan ? lettersForeseenCard(visit, { ...looked, issueAt: visit.receivedAt }) : nothing}
    ${
      planFaults.length > 0
        ? buttons(back)
        : html`${notice(
            "warning",
            say(
              "Giao nhiệm vụ xong, văn bản và thời hạn không sửa được nữa; chỉ gia hạn được cho từng đơn vị.",
              "Once issued, the directive and its dates cannot be changed; only single units can be given more time.",
            ),
          )}${csrfForm(visit, {
            action,
            basis,
            content: buttons(
              { label: say("Giao nhiệm vụ và gửi thư ngay", "Issue it and send the letters now"), do: "issue" },
              back,
            ),
          })}`
    }
  `,
  });
}

function consequences(visit: Visit, planned: PlannedObligation): Html {
  const { say } = visit;
  const number = (n: number): string => formatNumber(visit, n);
  const now = planned.milestones.find(({ milestone }) => milestone === "issue");
  const next = planned.milestones.find(({ milestone, skipped }) => milestone !== "issue" && skipped === undefined);
  const past = planned.milestones.filter(({ skipped }) => skipped !== undefined);
  const names = past.map(({ milestone }) => lower(milestoneWords(visit, milestone))).join("; ");
  return facts([
    [say("Thời hạn", "Due"), formatDeadline(visit, planned.deadline)],
    [say("Đơn vị được giao nhiệm vụ", "Units that will owe a report"), number(planned.units)],
    [say("Thư gửi ngay", "Letters sent at once"), html`<b>${number(now ? lettersOf(now).length : 0)}</b>`],
    [
      say("Mốc tiếp theo", "Next milestone"),
      next
        ? `${milestoneWords(visit, next.milestone)}: ${formatPlanned(visit, parseInstant(next.at), next.provisional === true)}`
        : say("không còn mốc nào", "none is left"),
    ],
    [
      say("Mốc bỏ qua vì đã qua", "Skipped, being past"),
      past.length === 0 ? say("không có", "none") : `${number(past.length)}: ${names}`,
    ],
  ]);
}
