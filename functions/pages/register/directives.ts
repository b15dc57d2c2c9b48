import { keepsRegister, readsLists } from "../../domain/access.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { allDirectives } from "../all-directives.ts";
import { formatDay, formatDue } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { empty } from "../parts/card.ts";
import { pageAskedFor, pagination } from "../parts/pagination.ts";
import { chip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { draftsBegun } from "./directive-draft.ts";
import { registerPage } from "./register-page.ts";
import { deadlineIn } from "../../domain/deadline.ts";

const PER_PAGE = 25;

/** Every directive that was issued, the latest first; those being prepared only to whoever keeps the register. */
export const showDirectives: PageHandler = async (visit, effects) => {
  const { say } = visit;
  const keeper = keepsRegister(visit.caller, effects.homeUnit);
  const [every, drafts] = await Promise.all([
    allDirectives(effects),
    keeper ? effects.register.entering.drafts(visit.caller.principal) : [],
  ]);
  const all = every.filter(({ status }) => keeper || status === "issued");
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE));
  const at = pageAskedFor(visit, pages);
  const title = say("Văn bản chỉ đạo", "Directives");
  return registerPage(visit, {
    title,
    content: html`
    ${draftsBegun(visit, drafts)}
    ${
      keeper
        ? html`<p class="buttons">
            <a class="button main" href="/directives/new">${say("Nhập văn bản mới", "Enter a directive")}</a>
          </p>`
        : nothing
    }
    ${
      all.some(({ directive }) => directive.obligations.some((one) => readsLists(visit.caller, one, effects.homeUnit)))
        ? html`<p><a href="/years">${say("Tỷ lệ đúng hạn theo năm", "On-time rates by year")}</a></p>`
        : nothing
    }
    ${all.length === 0 ? noneYet(visit, keeper) : list(visit, all.slice((at - 1) * PER_PAGE, at * PER_PAGE))}
    ${pagination(visit, {
      first: at > 1 ? "/directives" : undefined,
      next: at < pages ? `/directives?page=${at + 1}` : undefined,
      shown: say(`Trang ${at} trên ${pages}`, `Page ${at} of ${pages}`),
    })}
  `,
  });
};

/** A directive's state, as keepers see it. */
export function directiveChip(
  { say }: Visit,
  { status, withdrawal }: Pick<DirectiveRecord, "status" | "withdrawal">,
): Html {
  if (withdrawal) return chip("grey", say("Đã thu hồi", "Withdrawn"), "dash");
  return status === "issued"
    ? chip("blue", say("Đã giao nhiệm vụ", "Issued"), "done")
    : chip("grey", say("Đang chuẩn bị", "Being prepared"));
}

function list(visit: Visit, records: readonly DirectiveRecord[]): Html {
  const { say } = visit;
  return table({
    caption: say("Danh sách văn bản chỉ đạo", "Directives"),
    captionHidden: true,
    columns: [
      { label: say("Số, ký hiệu", "Number") },
      { label: say("Ngày", "Day"), kind: "date" },
      { label: say("Cơ quan ban hành, trích yếu", "Issuer and subject") },
      { label: say("Yêu cầu báo cáo", "Reports demanded") },
      { label: say("Tình trạng", "State") },
    ],
    rows: records.map((record) => {
      const { id, number, issuedOn, issuer, subject, obligations } = record.directive;
      return [
        html`<a href="/directives/${id}">${number}</a>`,
        formatDay(issuedOn),
        html`${vi(issuer)}<br />${vi(subject)}`,
        html`${obligations.map(
          (obligation) => html`<div>${vi(obligation.title)}: <b>${formatDue(visit, deadlineIn(obligation))}</b></div>`,
        )}`,
        directiveChip(visit, record),
      ];
    }),
    empty: "",
  });
}

function noneYet({ say }: Visit, keeper: boolean): Html {
  if (!keeper) return empty(say("Chưa giao nhiệm vụ theo văn bản chỉ đạo nào.", "No directive has been issued yet."));
  return empty(
    say(
      "Chưa có văn bản nào. Nhập văn bản, xem trước các thư sẽ gửi, rồi giao nhiệm vụ.",
      "There is no directive yet. Enter one, look at the letters that it would send, and issue it.",
    ),
  );
}
