import type { OpenDuty } from "../../../domain/escalation.ts";
import type { Column } from "../sheet.ts";
import { stateInWords } from "./words.ts";

type Line = Pick<OpenDuty, "unitId" | "unitName" | "state" | "deadline" | "head" | "phone" | "reason">;

/** Whose line it is. */
export const whose: readonly Column<Line>[] = [
  { name: "unitId", title: "Mã đơn vị", width: 16, kind: "text", of: ({ unitId }) => unitId },
  { name: "unitName", title: "Đơn vị", width: 34, kind: "text", of: ({ unitName }) => unitName },
];

/** How its duty stands, and by when it is due. */
export const stateAndDate: readonly Column<Line>[] = [
  {
    name: "state",
    title: "Trạng thái",
    width: 20,
    kind: "text",
    of: ({ state }) => state,
    shown: ({ state }) => stateInWords(state),
  },
  { name: "before", title: "Thời hạn: trước ngày", width: 14, kind: "deadline", of: ({ deadline }) => deadline },
];

/** Whom to telephone, and what was said. */
export const whomToAsk: readonly Column<Line>[] = [
  { name: "head", title: "Thủ trưởng", width: 28, kind: "text", of: ({ head }) => head },
  { name: "phone", title: "Điện thoại", width: 16, kind: "text", of: ({ phone }) => phone },
  { name: "reason", title: "Lý do đã nêu", width: 40, kind: "text", of: ({ reason }) => reason?.text },
  { name: "promisedOn", title: "Hẹn gửi ngày", width: 14, kind: "day", of: ({ reason }) => reason?.promisedOn },
];
