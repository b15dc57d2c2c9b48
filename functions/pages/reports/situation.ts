import { summarize } from "../../domain/counts.ts";
import type { Summary } from "../../domain/counts.ts";
import { punctualityOf } from "../../domain/punctuality.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { formatNumber } from "../../domain/vietnamese.ts";
import { heading, paragraph } from "../../documents/content/document.ts";
import type { Block } from "../../documents/content/document.ts";
import { inOrderOfOffices } from "../../documents/content/order.ts";
import { returnsOf } from "../../documents/content/returns.ts";
import { situationOf } from "../../documents/content/situation.ts";
import { groundOf, letterheadOf, paperDay, paperDue, paperMinute } from "../../documents/content/wording.ts";
import { deadlineIn } from "../../domain/deadline.ts";
import { localDateOf } from "../../domain/instant.ts";
import type { MilestoneRun } from "../../domain/milestone-run.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { ReportsEffects } from "../../use-cases/effects.ts";
import { findObligation, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { allDutiesOf } from "../../use-cases/read-reports.ts";
import { inOrderOfKind, kindWords } from "../../wording/kinds.ts";
import { speaking } from "../../wording/language.ts";
import { formatPlanned } from "../../wording/dates.ts";
import { milestoneWords } from "../../wording/milestones.ts";
import { crumbsBelowObligation } from "../office/crumbs.ts";
import { chartOf } from "../office/filings-card.ts";
import { filingsChart } from "../office/filings-chart.ts";
import { numberedMilestones } from "../office/milestones-card.ts";
import { runsOf } from "../office/read-dashboard.ts";
import { nothing } from "../parts/attributes.ts";
import { page } from "../parts/frame.ts";
import { letterhead, printButton } from "../parts/letterhead.ts";
import { obligationPath } from "../paths.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { blocksShown } from "./blocks.ts";

/** Up to here units are named; more names would be no overview, and stand in the lists. */
const MOST_NAMED = 300;

/**
 * An obligation's state as a paper of its receiver, to be printed and laid before somebody: how many of how many, by kind and
 * by name, over time, against the milestones. Nothing of it is folded, and nothing needs a colour. In Vietnamese, as papers are.
 */
export const showSituation: PageHandler<ReportsEffects> = async (visit, effects) => {
  const found = await findObligation(visit, effects);
  if (isRefusal(found)) return found;
  const { register } = effects;
  const [counts, runs, receiver] = await Promise.all([
    register.counts.read(obligationRefOf(found)),
    runsOf(found, visit.calendar, effects),
    register.units.unit(found.obligation.receiver),
  ]);
  const summary = summarize(counts, visit.receivedAt, found.place);
  const { say } = visit;
  const { directive } = found.record;
  const { office, above, placeAndDate } = letterheadOf({ name: receiver?.name ?? "" }, directive, {
    now: visit.receivedAt,
    kind: "report",
  });
  const blocks =
    summary.units > MOST_NAMED
      ? countedOnly(summary, found, visit.receivedAt)
      : situationOf({
          returns: returnsOf(inOrderOfOffices(await allDutiesOf(found, effects))),
          now: visit.receivedAt,
          obligation: found.obligation,
        });
  const title = say("Bản in tình hình gửi báo cáo", "How the units reported, for print");
  const main = html`
    <p class="tools">
      ${printButton(say("In hoặc lưu PDF", "Print, or save as PDF"))}
      <a href="${obligationPath(obligationRefOf(found))}">${say("Về trang tổng quan", "Back to the overview")}</a>
    </p>
    <article class="sheet" lang="vi">
      ${letterhead({
        office,
        under: above,
        placeAndDay: placeAndDate.replace(/ngày .*$/, paperDay(localDateOf(visit.receivedAt))),
        title: "TÌNH HÌNH GỬI BÁO CÁO",
        about: html`${found.obligation.title}<br />(theo ${groundOf(directive, found.obligation)})`,
      })}
      ${blocksShown(blocks)} ${overTime({ ...visit, language: "vi", say: speaking("vi") }, found, { summary, runs })}
    </article>
  `;
  return page(visit, { title, main, crumbs: crumbsBelowObligation(visit, found), print: "document" });
};

/** Of very many units: the counts by kind, and where the names are. */
function countedOnly(summary: Summary, { obligation }: FoundObligation, now: number): Block[] {
  const { onTime, withinExtension, late, freed } = punctualityOf(summary);
  const number = formatNumber;
  const owing = summary.filed + summary.open;
  return [
    heading(1, "I. TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC ĐƠN VỊ"),
    paragraph(
      `Thời hạn gửi báo cáo: ${paperDue(deadlineIn(obligation))}. Đến ${paperMinute(now)}, ${number(summary.filed)}/${number(owing)} đơn vị đã gửi báo cáo. Gửi lần đầu: ${number(onTime)} đúng hạn, ${number(withinExtension)} trong hạn gia hạn, ${number(late)} muộn; ${number(summary.open)} đơn vị chưa gửi hoặc chưa bổ sung, trong đó ${number(summary.late)} đã quá hạn; ${number(freed)} đơn vị được miễn hoặc được thu hồi yêu cầu.`,
    ),
    {
      block: "table",
      caption: "Số đơn vị gửi báo cáo theo loại đơn vị",
      columns: [
        { title: "Loại đơn vị", share: 4 },
        { title: "Phải báo cáo", share: 2, kind: "number" },
        { title: "Đã gửi", share: 2, kind: "number" },
        { title: "Chưa gửi hoặc chưa bổ sung", share: 2, kind: "number" },
      ],
      rows: [
        ...inOrderOfKind(Object.keys(summary.byKind)).map((kind) => {
          const { filed, open } = summary.byKind[kind] ?? { filed: 0, open: 0 };
          return [kindWords({ say: speaking("vi") }, kind), filed + open, filed, open];
        }),
        ["Tổng cộng", owing, summary.filed, summary.open],
      ],
      summed: true,
      note: `Tên từng đơn vị có trong danh sách các đơn vị và danh sách đơn vị chậm báo cáo.`,
    },
  ];
}

/** The drawing, which has patterns besides colours, and what its numbers mean. */
function overTime(
  paper: Visit,
  found: FoundObligation,
  { summary, runs }: { readonly summary: Summary; readonly runs: readonly MilestoneRun[] },
): Html {
  const marks = numberedMilestones({ runs }).map(({ number, run }) => [
    `${number}. ${milestoneWords(paper, run.milestone)}`,
    formatPlanned(paper, run.at, false),
    run.phase === "planned" ? "Chưa đến" : run.phase === "skipped" ? "Bỏ qua" : "Đã qua",
  ]);
  const table: Block = {
    block: "table",
    caption: "Các mốc nhắc và đôn đốc, đánh số như trong hình",
    columns: [
      { title: "Mốc", share: 4 },
      { title: "Thời điểm", share: 3 },
      { title: "Tình trạng", share: 2 },
    ],
    rows: marks,
  };
  return html`<h2>II. BÁO CÁO GỬI LẦN ĐẦU THEO THỜI GIAN</h2>
    <div class="whole">${filingsChart(paper, chartOf(paper, found, { summary, runs }))}</div>
    ${marks.length === 0 ? nothing : blocksShown([table])}`;
}
