import type { Duty } from "../../domain/duty.ts";
import { isOpen } from "../../domain/duty.ts";
import { isProvisional, ladderFor } from "../../domain/ladder.ts";
import { parseLetterKey } from "../../domain/letter.ts";
import type { LetterName } from "../../domain/letter.ts";
import { lettersDue } from "../../domain/letters-due.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute, formatPlanned } from "../../wording/dates.ts";
import { card } from "../parts/card.ts";
import { mailbox } from "../parts/mailbox.ts";
import { notice } from "../parts/notice.ts";
import { nothing } from "../parts/attributes.ts";
import { chip, letterStatusChip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import type { Visit } from "../visit.ts";
import { dueWords, letterWords, outcomeWords } from "../../wording/letters.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** Every letter about a duty, the last first: to whom it went, when, and what became of it. */
export function dutyLetters(visit: Visit, found: VisitedDuty): Html {
  const { say } = visit;
  const { duty } = found;
  const due = lettersDue(duty, { ...found, calendar: visit.calendar, now: visit.receivedAt });
  const rows = [
    ...due.map((letter) => [
      whichLetter(visit, letter),
      letter.addressee === "head" ? headWords(visit) : say("đơn vị", "the unit"),
      formatMinute(visit, letter.at),
      html`${chip("grey", say("Chờ gửi", "To be sent"))} <p>${dueWords(visit)}</p>`,
    ]),
    ...lettersOf(duty).map(({ entry, ...letter }) => [
      whichLetter(visit, letter),
      html`${entry.to === undefined ? say("không gửi cho ai", "nobody") : mailbox(entry.to)}${toHead(visit, letter)}`,
      formatMinute(visit, entry.at),
      html`${letterStatusChip(visit, entry.status)} <p>${outcomeWords(visit, entry)}</p>`,
    ]),
  ];
  return card(
    say("Thư và kết quả gửi", "Letters"),
    html`${duty.unreachable ? notice("warning", unreachableWords(visit)) : nothing}
    ${table({
      caption: say("Các thư, mới nhất trước", "Letters, the last first"),
      columns: [
        { label: say("Mốc", "Milestone") },
        { label: say("Gửi tới", "To") },
        { label: say("Thời điểm", "When"), kind: "date" },
        { label: say("Kết quả", "Outcome") },
      ],
      rows,
      empty: say("Chưa có thư nào.", "No letter yet."),
    })}
    ${nextLetter(visit, found)}`,
    { id: "letters" },
  );
}

function whichLetter(visit: Visit, { milestone, ladder }: LetterName): string {
  const own = ladder > 0 ? visit.say(" (thời hạn riêng)", " (its own date)") : "";
  return `${letterWords(visit, milestone)}${own}`;
}

function toHead(visit: Visit, { addressee }: LetterName): Html {
  return addressee === "head" ? html`<br /><span class="quiet">${headWords(visit)}</span>` : nothing;
}

const headWords = ({ say }: Visit): string => say("thủ trưởng đơn vị", "the unit's head");

/** The last letter in one line: did it go out, and did it arrive. Nothing where none went to the unit yet. */
export function lastLetter(visit: Visit, { duty }: VisitedDuty): Html | undefined {
  const last = lettersOf(duty).find(({ entry }) => entry.status !== "skipped");
  if (!last) return undefined;
  const { milestone, entry } = last;
  const when = formatMinute(visit, entry.at);
  return html`${letterStatusChip(visit, entry.status)} ${letterWords(visit, milestone)}, ${entry.to ?? ""}, ${when}.
    <a href="#letters">${visit.say("Xem các thư", "See the letters")}</a>`;
}

/** A letter that came back is kept beside the one that went to the next address; both are shown. */
function lettersOf({ letters }: Duty) {
  return Object.entries(letters)
    .map(([key, entry]) => ({ ...parseLetterKey(key), entry }))
    .toSorted((a, b) => a.entry.at - b.entry.at)
    .toReversed();
}

function nextLetter(visit: Visit, { record, obligation, duty }: VisitedDuty): Html {
  if (!isOpen(duty)) return nothing;
  const ladder = ladderFor(visit.calendar, { directive: record.directive, obligation, deadline: duty.deadline });
  const next = ladder.find(({ at }) => at > visit.receivedAt);
  if (!next) return nothing;
  const [words, when] = [
    letterWords(visit, next.name),
    formatPlanned(visit, next.at, isProvisional(visit.calendar, next, duty.deadline)),
  ];
  return html`<p class="quiet">${visit.say(
    `Thư tiếp theo, nếu đơn vị chưa gửi báo cáo: ${words}, ${when}.`,
    `Next, unless the unit files: ${words}, ${when}.`,
  )}</p>`;
}

function unreachableWords({ say }: Visit): string {
  return say(
    "Không địa chỉ nào của đơn vị nhận được thư. Cần liên hệ bằng điện thoại và cập nhật danh bạ.",
    "No address of the unit takes mail. Telephone it, and put its contacts right.",
  );
}
