import { isRefusal } from "../../domain/refusal.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { printButton } from "../parts/letterhead.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { dutyPage } from "./duty-page.ts";
import { filedContent } from "./filed-content.ts";
import type { VisitedDuty } from "./visited-duty.ts";
import { visitRevision } from "./visited-revision.ts";

/** One filed revision, whole and as it was filed. */
export const showRevision: PageHandler = async (visit, effects) => {
  const visited = await visitRevision(visit, effects);
  if (isRefusal(visited)) return visited;
  const { found, filed } = visited;
  const { say } = visit;
  const at = formatMinute(visit, filed.receivedAt);
  const content = html`
    <p class="tools">
      <a href="${found.path}/receipts/${filed.revision}">${say("Biên nhận", "Receipt")}</a>
      ${others(visit, found, filed.revision)} ${printButton(say("In báo cáo", "Print the report"))}
    </p>
    <div class="sheet">${filedContent(visit, found, filed, 2)}</div>
  `;
  return dutyPage(visit, found, {
    title: say(`Báo cáo đã gửi, lần ${filed.revision}`, `The report as filed, revision ${filed.revision}`),
    below: say(`${filed.by}, nhận lúc ${at}`, `${filed.by}, received at ${at}`),
    content,
    print: "document",
  });
};

/** The ways to the revisions before and after. */
function others({ say }: Visit, { path, duty }: VisitedDuty, revision: number): Html {
  const link = (to: number, label: string) =>
    to < 1 || to > duty.revision ? nothing : html`<a href="${path}/revisions/${to}">${label}</a> `;
  return html`${link(revision - 1, say("Lần gửi trước", "The one before"))}${link(
    revision + 1,
    say("Lần gửi sau", "The one after"),
  )}`;
}
