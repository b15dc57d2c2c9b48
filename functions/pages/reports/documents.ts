import type { ReportsEffects } from "../../use-cases/effects.ts";
import { actsFor, supervises } from "../../domain/access.ts";
import { consolidatorOf } from "../../domain/directive.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { summarize } from "../../domain/counts.ts";
import { findObligation, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDeadline, formatNumber } from "../../wording/dates.ts";
import { LIST_TITLES } from "../../wording/exports.ts";
import { groundOf } from "../office/ground.ts";
import { crumbsBelowObligation } from "../office/crumbs.ts";
import { obligationPath } from "../paths.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { LETTER_WORDS } from "./letter-words.ts";
import { deadlineIn } from "../../domain/deadline.ts";
import { isMadeByCall } from "../../domain/export-rules.ts";

/** All that can be drafted of an obligation's reports, or had as a file. */
export const showPapers: PageHandler<ReportsEffects> = async (visit, effects) => {
  const found = await findObligation(visit, effects);
  if (isRefusal(found)) return found;
  const { say } = visit;
  const summary = summarize(await effects.register.counts.read(obligationRefOf(found)), visit.receivedAt, found.place);
  const title = say("Văn bản và tệp", "Papers and files");
  const main = html`
    ${heading({
      above: vi(groundOf(found)),
      title,
      below: html`<p>${vi(found.obligation.title)}, ${formatDeadline(visit, deadlineIn(found.obligation))}</p>`,
    })}
    ${reportCard(visit, found, summary)}
    ${supervises(visit.caller, found.obligation) ? lettersCard(visit, found) : nothing}
    ${listsCard(visit, found)} ${evidenceCard(visit, found, summary)}
  `;
  return page(visit, { title, main, crumbs: crumbsBelowObligation(visit, found) });
};

type Counted = { readonly units: number; readonly filed: number; readonly open: number };

function reportCard(visit: Visit, found: FoundObligation, { filed, open }: Counted): Html {
  const { say } = visit;
  const path = obligationPath(obligationRefOf(found));
  const number = (n: number) => formatNumber(visit, n);
  const consolidator = consolidatorOf(found.record.directive, found.obligation);
  const own = consolidator?.reporters.units?.some((unitId) => actsFor(visit.caller, unitId)) ?? false;
  return card(
    say("Báo cáo tổng hợp", "Consolidated report"),
    html`<p>
        ${say(
          `Dự thảo gồm nội dung của ${number(filed)} trong ${number(filed + open)} đơn vị, ghi rõ nguồn từng đoạn, số liệu cộng theo loại đơn vị, và các đơn vị chưa gửi hoặc gửi muộn, theo thể thức Nghị định 30/2020/NĐ-CP.`,
          `The draft holds what ${number(filed)} of ${number(filed + open)} units reported, each passage with its source, the figures added up by kind of unit, and who has not filed or filed late, laid out by Decree 30/2020.`,
        )}
      </p>
      <div class="buttons">
        <a class="button main" href="${path}/papers/report.docx">${say("Tải dự thảo báo cáo (DOCX)", "Draft report (DOCX)")}</a>
        <a class="button plain" href="${path}/papers/figures.xlsx">${say("Tải phụ lục số liệu (XLSX)", "Appendix of figures (XLSX)")}</a>
      </div>
      ${
        own
          ? html`<p>
              <a href="${path}/composed">${say(
                "Đưa bản tổng hợp vào báo cáo của đơn vị mình",
                "Put it into your own unit's report",
              )}</a>
            </p>`
          : nothing
      }`,
    { id: "report" },
  );
}

function lettersCard({ say }: Visit, found: FoundObligation): Html {
  const path = obligationPath(obligationRefOf(found));
  const way = (kind: "urging" | "criticism", more: Html | string): Html =>
    html`<li><a href="${path}/${kind}">${say(...LETTER_WORDS[kind].title)}</a>: ${more}</li> `;
  return card(
    say("Văn bản gửi các đơn vị chậm", "Letters to late units"),
    html`<ul>
      ${way(
        "urging",
        say(
          "từ sau ngày làm việc cuối cùng, đến khi đơn vị gửi.",
          "once the last working day is over, until they file.",
        ),
      )}
      ${way("criticism", say("chỉ khi cơ quan tổng hợp xác nhận.", "only when the supervisor confirms it."))}
    </ul>`,
    { id: "letters" },
  );
}

const LISTS = Object.entries<readonly [vi: string, en: string]>(LIST_TITLES);

function listsCard({ say }: Visit, found: FoundObligation): Html {
  const path = obligationPath(obligationRefOf(found));
  const file = (list: string, format: "csv" | "xlsx", words: string): Html =>
    html`<a href="${path}/papers/${list}.${format}">${format.toUpperCase()}<span class="unseen">: ${words}</span></a>`;
  return card(
    say("Danh sách", "Lists"),
    table({
      caption: say("Danh sách tải về được", "Lists that can be downloaded"),
      captionHidden: true,
      columns: [
        { label: say("Danh sách", "List") },
        { label: say("Cho Excel", "For Excel") },
        { label: say("Cho chương trình khác", "For other programs") },
      ],
      rows: LISTS.map(([list, words]) => [
        say(...words),
        file(list, "xlsx", say(...words)),
        file(list, "csv", say(...words)),
      ]),
      empty: "",
    }),
    { id: "lists" },
  );
}

function evidenceCard({ say }: Visit, found: FoundObligation, { units }: Pick<Counted, "units">): Html {
  const inBackground = !isMadeByCall("evidence.zip", units);
  return card(
    say("Hồ sơ của đợt báo cáo", "Evidence of the season"),
    html`<p>
        ${say(
          "Mọi thư và kết quả, mọi lần gửi với mã SHA-256 và số tiếp nhận, mọi quyết định gia hạn và xử lý, kèm bảng kê để kiểm tra; dùng khi chấm điểm thi đua.",
          "Every letter and its outcome, every filing with its SHA-256 and receipt, every extension and ruling, with a manifest to check them by; for the emulation scoring.",
        )}
      </p>
      <p>
        <a href="${obligationPath(obligationRefOf(found))}/papers/evidence.zip">${
          inBackground
            ? say("Lập hoặc tải hồ sơ (ZIP)", "Have the evidence made, or download it (ZIP)")
            : say("Tải hồ sơ (ZIP)", "Download the evidence (ZIP)")
        }</a>
      </p>`,
    { id: "evidence" },
  );
}
