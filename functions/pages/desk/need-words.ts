import type { Need } from "../../domain/needs.ts";
import { chip } from "../parts/state.ts";
import type { Tone } from "../../domain/tone.ts";
import type { Html } from "../../runtime/html.ts";
import type { Speaks } from "../../wording/language.ts";

type Words = readonly [vi: string, en: string];

const WORDS: Readonly<Record<Need, Words>> = {
  overdue: ["Có đơn vị quá hạn", "Units are overdue"],
  "due-soon": ["Sắp đến hạn", "Due soon"],
  "to-review": ["Có báo cáo chờ xem xét", "Reports wait for review"],
  "to-send-on": ["Chưa báo cáo tiếp", "Not sent on yet"],
  unheard: ["Chưa xác nhận đã nhận văn bản", "Not known to have received it"],
  open: ["Còn đơn vị chưa gửi", "Still owed"],
};

const TONES: Readonly<Record<Need, Tone>> = {
  overdue: "red",
  "due-soon": "orange",
  "to-review": "blue",
  "to-send-on": "orange",
  unheard: "orange",
  open: "grey",
};

/** What an obligation needs, in words. */
export const needWords = ({ say }: Speaks, need: Need): string => say(...WORDS[need]);

/** The same in its colour, with more words behind it. */
export const needChip = (visit: Speaks, need: Need, more = ""): Html =>
  chip(TONES[need], `${needWords(visit, need)}${more}`);
