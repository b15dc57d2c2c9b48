import { keepsRegister, mayWithdraw, readsLists } from "../../domain/access.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import type { Obligation } from "../../domain/directive.ts";
import type { MilestoneRun } from "../../domain/milestone-run.ts";
import type { Fault } from "../../domain/refusal.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { formatDay, formatMinute } from "../../wording/dates.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { nothing } from "../parts/attributes.ts";
import { notice } from "../parts/notice.ts";
import { withdrawalNotice } from "../parts/withdrawal-notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { directiveFaults } from "./directive-faults.ts";
import { directiveChip } from "./directives.ts";
import { laidOut } from "./laid-out.ts";
import { ladderAhead, milestonesRun } from "./milestones.ts";
import { registerPage } from "./register-page.ts";
import type { UnitsMeant } from "./units-meant.ts";

type Shown = Again & {
  readonly record: DirectiveRecord;
  readonly units: UnitsMeant;
  readonly runs: readonly MilestoneRun[];
  readonly planFaults: readonly Fault[];
};

/** A directive whole, with its milestones, and what its keepers may do with it. */
export function directivePage(visit: Visit, shown: Shown): Answer {
  const { say } = visit;
  const { record, units, planFaults } = shown;
  const { directive, issuedAt, withdrawal } = record;
  const keeper = keepsRegister(visit.caller, visit.homeUnit);
  const when = issuedAt === undefined ? "" : formatMinute(visit, issuedAt);
  return registerPage(visit, {
    ...shown,
    title: `${directive.number}: ${directive.subject}`,
    heading: vi(directive.subject),
    above: `${directive.number}, ${formatDay(directive.issuedOn)}`,
    below: html`${directiveChip(visit, record)}${when === "" ? nothing : html` ${withdrawal ? say("giao nhiệm vụ", "issued") : nothing} ${say("trên hệ thống lúc", "here at")} ${when}`}`,
    of: "/directives",
    content: html`
    ${doneNotice(visit, record)} ${withdrawalNotice(visit, record)}
    ${planFaults.length === 0 ? nothing : directiveFaults(visit, planFaults)} ${keeper ? deeds(visit, record) : nothing} ${withdrawing(visit, record)}
    ${laidOut(visit, directive, units, (obligation) => below(visit, shown, obligation))}
  `,
  });
}

/** The way to withdraw it, for those who may. */
function withdrawing({ say, caller, homeUnit }: Visit, { directive, status, withdrawal }: DirectiveRecord): Html {
  if (status === "draft" || withdrawal || !mayWithdraw(caller, directive.obligations, homeUnit)) return nothing;
  return html`<p class="buttons">
    <a href="/directives/${directive.id}/withdrawal">${say("Thu hồi văn bản", "Withdraw it")}</a>
  </p>`;
}

function doneNotice({ say, query }: Visit, { status, withdrawal }: DirectiveRecord): Html {
  if (withdrawal) {
    const told = say(
      "Đã thu hồi. Thư đang được gửi đến các đơn vị chưa gửi báo cáo.",
      "Withdrawn. Letters are going out to the units that had not filed.",
    );
    return query["done"] === "withdrawn" ? notice("good", told) : nothing;
  }
  const text =
    status === "draft"
      ? say(
          "Đã lưu, chưa giao nhiệm vụ. Đề nghị xem trước các thư sẽ gửi, rồi giao nhiệm vụ.",
          "Saved, and not issued yet. Look at the letters that it would send, then issue it.",
        )
      : say("Đã giao nhiệm vụ. Thư đang được gửi đến các đơn vị.", "Issued. Its letters are going out to the units.");
  return query["done"] === (status === "draft" ? "saved" : "issued") ? notice("good", text) : nothing;
}

/** What keepers may do: look at its letters, begin another like it; of a draft, change it and issue it. */
function deeds(visit: Visit, { directive, status }: DirectiveRecord): Html {
  const { say } = visit;
  const action = `/directives/${directive.id}`;
  const link = (to: string, text: string): Html => html`<a href="${to}">${text}</a>`;
  const others = [
    link(`${action}/plan`, say("Các thư theo kế hoạch", "Planned letters")),
    ...(status === "draft" ? [link(`/directives/new?edit=${directive.id}`, say("Sửa", "Change it"))] : []),
    link(`/directives/new?like=${directive.id}`, say("Nhập văn bản mới theo mẫu này", "Enter another like it")),
    link(`${action}/attachments`, say("Bản quét văn bản", "Scan of the directive")),
    link(`${action}?format=json`, say("Tải tệp văn bản (JSON)", "Download as a file (JSON)")),
  ];
  if (status === "issued") return html`<p class="buttons">${others}</p>`;
  return csrfForm(visit, {
    action,
    content: html`
      <div class="buttons">
        <button class="button main" name="do" value="look">${say("Xem lại trước khi giao nhiệm vụ", "Look before issuing")}</button>
        ${others}
      </div>`,
  });
}

function below(visit: Visit, { record, units, runs, planFaults }: Shown, obligation: Obligation): Html {
  const { say } = visit;
  const { directive, status } = record;
  if (status === "draft") return planFaults.length > 0 ? nothing : ladderAhead(visit, directive, obligation);
  const own = runs.filter(({ obligationId }) => obligationId === obligation.id);
  const path = `/obligations/${directive.id}/${obligation.id}`;
  return html`${
    readsLists(visit.caller, obligation, visit.homeUnit)
      ? html`<p><a href="${path}">${say("Xem tình hình báo cáo của các đơn vị", "See how the units stand")}</a></p>`
      : nothing
  }${milestonesRun(visit, obligation, own, units.named)}`;
}
