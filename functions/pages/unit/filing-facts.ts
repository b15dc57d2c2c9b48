import { isPast } from "../../domain/deadline.ts";
import { localDateOf, yearOf } from "../../domain/instant.ts";
import { dateWithoutExtension, isExtended } from "../../domain/duty.ts";
import type { Duty, Standing } from "../../domain/duty.ts";
import type { Submission } from "../../store/filings.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDeadline } from "../../wording/dates.ts";
import type { Visit } from "../visit.ts";
import { standingWords } from "../../wording/milestones.ts";

/** `31/2017`: receipts are numbered in order within a year. */
export function receiptNumber({ receipts }: Duty, { revision, receivedAt }: Submission): string | undefined {
  const number = receipts[String(revision)];
  return number === undefined ? undefined : `${number}/${yearOf(localDateOf(receivedAt))}`;
}

/** How one filing stands: the first against its date, a supplement against its own, others not at all. */
export function standingOf(visit: Visit, duty: Duty, { revision }: Submission): Html {
  const { say } = visit;
  const { standing, supplement, extension } = duty;
  if (standing === undefined) return html``;
  const words = standingWords(visit, standing);
  if (revision === 1) {
    const date = extensionCounted(duty) ? extension?.deadline : undefined;
    return date === undefined ? html`<b>${words}</b>` : html`<b>${words}</b> (${formatDeadline(visit, date)})`;
  }
  if (revision === duty.revision && supplement?.standing) {
    const own = supplementWords(visit, supplement.standing);
    return html`<b>${own}</b> (${formatDeadline(visit, supplement.deadline)}); ${say("lần gửi đầu", "first filing")}: ${words}`;
  }
  return html`${say("theo lần gửi đầu", "as the first filing")}: ${words}`;
}

function supplementWords(visit: Visit, standing: Standing): string {
  return visit.say(`bổ sung ${standingWords(visit, standing)}`, `supplement ${standingWords(visit, standing)}`);
}

/** Whether an extension was in force when the first report came. */
function extensionCounted(duty: Duty): boolean {
  return isExtended(duty) && duty.submittedAt !== undefined && isPast(dateWithoutExtension(duty), duty.submittedAt);
}
