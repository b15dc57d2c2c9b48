import { isPast } from "../../domain/deadline.ts";
import type { Duty } from "../../domain/duty.ts";
import type { EpochMs } from "../../domain/instant.ts";
import { oneLineText } from "../formats/plain-text.ts";
import { paperDay, paperDue } from "./wording.ts";

type Dated = Pick<Duty, "extension" | "deadline">;

/** The later date that a unit was given and goes by, and whether it is over: `đã được gia hạn theo Văn bản số …, gửi báo cáo trước ngày …`. */
export function extensionOf({ extension, deadline }: Dated, now: EpochMs): string[] {
  if (extension?.deadline !== deadline) return [];
  const by = extension.documentNumber === "" ? "" : ` theo Văn bản số ${oneLineText(extension.documentNumber)}`;
  const over = isPast(deadline, now) ? ", thời hạn này đã qua" : "";
  return [`đã được gia hạn${by}, gửi báo cáo ${paperDue(deadline)}${over}`];
}

/** Whether nobody knows why there is no report: none was stated, and no later date that was given runs. */
export function owesReason({ reason, extension, deadline }: Dated & Pick<Duty, "reason">, now: EpochMs): boolean {
  return !reason && (extension?.deadline !== deadline || isPast(deadline, now));
}

/** The reason that a unit has stated, in its own words, and when it means to file. */
export function statedReasonOf({ reason }: Pick<Duty, "reason">): string[] {
  if (!reason) return [];
  const promise = reason.promisedOn === undefined ? "" : `, hẹn gửi ${paperDay(reason.promisedOn)}`;
  return [`nêu lý do “${oneLineText(reason.text)}”${promise}`];
}

/** That no reminder can have reached it: nobody is blamed for a letter that he never had. */
export function unreachableOf({ unreachable }: Pick<Duty, "unreachable">): string[] {
  return unreachable ? ["không nhận được thư nhắc, vì mọi địa chỉ thư đã đăng ký đều không nhận được thư"] : [];
}
