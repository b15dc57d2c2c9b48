import { isPast } from "../../domain/deadline.ts";
import { isFreed } from "../../domain/duty.ts";
import type { OpenState } from "../../domain/duty.ts";
import type { EpochMs } from "../../domain/instant.ts";
import type { LetterStatus } from "../../domain/letter.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Visit } from "../visit.ts";
import { letterStatusWords } from "../../wording/letters.ts";
import { standingWords } from "../../wording/milestones.ts";
import { icon } from "./icon.ts";
import type { Icon } from "./icon.ts";
import { toneOf } from "../../domain/tone.ts";
import type { Stated, Tone } from "../../domain/tone.ts";

/** A duty's state as a coloured sign and its words. */
export function stateChip(visit: Visit, duty: Stated, now: EpochMs): Html {
  const tone = toneOf(duty, now);
  return chip(tone, stateWords(visit, duty, now), isFreed(duty) ? "dash" : undefined);
}

/** What became of a letter. */
export function letterStatusChip(visit: Visit, status: LetterStatus): Html {
  return chip(LETTERS[status], letterStatusWords(visit, status), status === "skipped" ? "dash" : undefined);
}

/** Words in one of the five colours, behind its sign. */
export function chip(tone: Tone, words: string, sign: Icon = SIGNS[tone]): Html {
  return html`<span class="chip ${tone}">${icon(sign)}${words}</span>`;
}

/** What a colour means, for a legend. */
export function toneWords({ say }: Pick<Visit, "say">, tone: Tone): string {
  return say(...MEANINGS[tone]);
}

type Words = readonly [vi: string, en: string];

const SIGNS: Record<Tone, Icon> = { grey: "ring", blue: "half", green: "done", orange: "clock", red: "alert" };

const MEANINGS: Record<Tone, Words> = {
  grey: ["Chưa bắt đầu", "Not started"],
  blue: ["Đang thực hiện", "In progress"],
  green: ["Đã gửi đúng hạn", "Filed on time"],
  orange: ["Đã gửi muộn", "Filed late"],
  red: ["Quá hạn", "Overdue"],
};

const LETTERS: Record<LetterStatus, Tone> = {
  claimed: "grey",
  waiting: "orange",
  sent: "blue",
  delivered: "green",
  delayed: "orange",
  bounced: "red",
  complained: "red",
  rejected: "red",
  skipped: "grey",
};

const IN_TIME: Record<OpenState, Words> = {
  awaiting: ["Chưa bắt đầu", "Not started"],
  draft: ["Đang soạn dự thảo", "Draft under way"],
  returned: ["Đã trả lại, chờ bổ sung", "Returned, to be supplemented"],
};

const PAST: Record<OpenState, Words> = {
  awaiting: ["Quá hạn, chưa gửi", "Overdue, not filed"],
  draft: ["Quá hạn, mới có dự thảo", "Overdue, only a draft"],
  returned: ["Quá hạn bổ sung", "Supplement overdue"],
};

function stateWords(visit: Visit, { state, deadline, standing }: Stated, now: EpochMs): string {
  const { say } = visit;
  if (state === "exempt") return say("Được miễn", "Exempt");
  if (state === "withdrawn") return say("Đã thu hồi", "Withdrawn");
  if (state !== "submitted" && state !== "accepted") return say(...(isPast(deadline, now) ? PAST : IN_TIME)[state]);
  const how = standing === undefined ? "" : ` ${standingWords(visit, standing)}`;
  return state === "submitted"
    ? `${say("Đã gửi", "Filed")}${how}`
    : `${say("Đã chấp nhận, gửi", "Accepted, filed")}${how}`;
}
