import { fetchableUntil, isStalled, madeNow } from "../../domain/export-job.ts";
import type { ExportJob, MadeExport } from "../../domain/export-job.ts";
import type { ExportedFile } from "../../domain/exported-file.ts";
import type { Answer } from "../../http/exchange.ts";
import { seeOther } from "../../http/exchange.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { ReportsEffects } from "../../use-cases/effects.ts";
import { linkToExport } from "../../use-cases/download.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { formatMinute, formatNumber } from "../../wording/dates.ts";
import { fileTitle } from "../../wording/exports.ts";
import { crumbsBelowObligation } from "../office/crumbs.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { formatSize } from "../files/file-words.ts";
import { obligationPath } from "../paths.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";

type Wanted = { readonly found: FoundObligation; readonly file: ExportedFile; readonly units: number };

/** While it is being made the page comes again by itself. */
const REFRESH = { refresh: "5" };

/**
 * A file that is made in the background: it is asked for here, its progress shown, and fetched by a link that soon lapses. Who
 * asks for it with `?fetch` is led to that link, while the file is there.
 */
export async function showExport(visit: Visit, wanted: Wanted, effects: ReportsEffects): Promise<Answer> {
  const { say, receivedAt, query } = visit;
  const { found, file } = wanted;
  const ref = obligationRefOf(found);
  const job = await effects.register.exportJobs.read({ ...ref, file });
  const made = job && madeNow(job, receivedAt);
  if (made && query["fetch"] !== undefined) return seeOther(await linkToExport(made, effects.shelf));
  const underWay = job?.state === "asked";
  const title = say(...fileTitle(file));
  const papers = { href: `${obligationPath(ref)}/papers`, label: say("Văn bản và tệp", "Papers and files") };
  const main = html`
    ${heading({ above: vi(found.obligation.title), title, below: html`<p>${explained(visit, wanted)}</p>` })}
    ${underWay ? underWayCard(visit, job) : nothing} ${made ? madeCard(visit, made) : nothing}
    ${underWay ? nothing : askForm(visit, made !== undefined)}
    <p class="tools"><a href="${papers.href}">${say("Về trang văn bản và tệp", "Back to the papers and files")}</a></p>
  `;
  return page(visit, {
    title,
    main,
    ...(underWay && { headers: REFRESH }),
    crumbs: [...crumbsBelowObligation(visit, found), papers],
  });
}

function explained(visit: Visit, { units, file }: Wanted): string {
  const count = formatNumber(visit, units);
  return visit.say(
    `Tệp ${file} của ${count} đơn vị cần vài phút để lập. Việc lập chạy trong nền: có thể rời trang này; khi tệp có, hệ thống gửi thư cho người yêu cầu.`,
    `The file ${file} of ${count} units takes some minutes to make. That goes on in the background: you may leave this page, and are told by a letter when the file is there.`,
  );
}

function underWayCard(visit: Visit, job: ExportJob): Html {
  const { say, receivedAt, path } = visit;
  const { askedAt, done, of, tell } = job;
  const stalled = isStalled(job, receivedAt);
  const percent = of === 0 ? 0 : Math.floor((100 * done) / of);
  const so = done === 0 ? say("chưa bắt đầu, hoặc vừa bắt đầu", "not begun, or just begun") : `${percent} %`;
  return card(
    say("Đang lập tệp", "The file is being made"),
    html`<p><label for="export-progress">${say("Tiến độ", "Progress")}: <b>${so}</b></label></p>
      <progress id="export-progress" max="100" value="${percent}">${so}</progress>
      ${facts([
        [say("Yêu cầu lúc", "Asked for at"), formatMinute(visit, askedAt)],
        [say("Người được báo", "Who will be told"), tell.length === 0 ? say("không có", "nobody") : tell.join(", ")],
      ])}
      ${
        stalled
          ? html`${notice("warning", say("Việc lập tệp có vẻ đã dừng. Hệ thống tự làm tiếp; có thể yêu cầu lại ngay.", "It seems to have stopped. It goes on by itself; you can ask again at once."))}`
          : html`<p>${say("Trang này tự cập nhật.", "This page comes again by itself.")} <a href="${path}">${say("Xem ngay", "Look now")}</a></p>`
      }
      ${
        stalled
          ? button(visit, say("Yêu cầu lại", "Ask again"))
          : button(visit, say("Báo cho tôi khi có tệp", "Tell me when it is there"), "plain")
      }`,
    { id: "under-way" },
  );
}

function madeCard(visit: Visit, made: MadeExport): Html {
  const { say, path } = visit;
  return card(
    say("Tệp đã có", "The file is there"),
    html`${facts([
      [say("Lập xong lúc", "Made at"), formatMinute(visit, made.at)],
      [say("Dung lượng", "Size"), formatSize(visit, made.bytes)],
      [say("Tải được đến", "Can be fetched until"), formatMinute(visit, fetchableUntil(made))],
    ])}
      <div class="buttons">
        <a class="button main" href="${path}?fetch">${say("Tải tệp", "Download the file")}</a>
      </div>`,
    { id: "made" },
  );
}

function askForm(visit: Visit, isThere: boolean): Html {
  const { say } = visit;
  return isThere
    ? button(visit, say("Lập lại với số liệu hiện tại", "Make it anew, as things stand now"), "plain")
    : button(visit, say("Lập tệp", "Have the file made"));
}

function button(visit: Visit, label: string, kind: "main" | "plain" = "main"): Html {
  return csrfForm(visit, {
    action: visit.path,
    content: html`<button class="button ${kind}" name="do" value="ask">${label}</button>`,
  });
}
