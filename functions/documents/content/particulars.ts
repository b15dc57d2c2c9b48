import type { Duty } from "../../domain/duty.ts";
import { oneLineText } from "../formats/plain-text.ts";
import { paperDay, paperDue } from "./wording.ts";

/** The later date that a unit was given and still goes by: `đã được gia hạn theo Văn bản số …, gửi báo cáo trước ngày …`. */
export function extensionOf({ extension, deadline }: Pick<Duty, "extension" | "deadline">): string[] {
  if (extension?.deadline !== deadline) return [];
  const by = extension.documentNumber === "" ? "" : ` theo Văn bản số ${oneLineText(extension.documentNumber)}`;
  return [`đã được gia hạn${by}, gửi báo cáo ${paperDue(deadline)}`];
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
