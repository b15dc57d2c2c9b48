import type { Obligation } from "../../domain/directive.ts";
import type { Visit } from "../visit.ts";

type Speaks = Pick<Visit, "say">;

/** What a part of a directive is called: on the form, on its page, and where a file is wrong. */
export function directiveWords({ say }: Speaks, name: string): string {
  const words = WORDS[name];
  return words ? say(...words) : name;
}

/** What a signed PDF is to a report, in words. */
export const SIGNED_PAPER_WORDS: Readonly<Record<Obligation["signedPaper"], readonly [vi: string, en: string]>> = {
  none: ["Không dùng: đơn vị ghi nội dung vào biểu mẫu", "Not used: units write in the form"],
  allowed: [
    "Được thay phần nội dung; số liệu vẫn ghi vào biểu mẫu",
    "May stand for the sections; figures are still typed",
  ],
  required: ["Phải gửi kèm phần nội dung", "Must come with the sections"],
};

/** A place within a directive in words: `obligations[0].outline[1].title` → `Yêu cầu báo cáo 1 › Đề cương, phần 2 › Tên`. */
export function pathWords(visit: Speaks, path: string): string {
  if (path === "") return visit.say("Cả tệp", "The file");
  return [...path.matchAll(/([^.[\]]+)(?:\[(\d+)\])?/g)]
    .map(
      ([, name = "", index]) => `${directiveWords(visit, name)}${index === undefined ? "" : ` ${Number(index) + 1}`}`,
    )
    .join(" › ");
}

const WORDS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  id: ["Mã trong hệ thống", "Id"],
  number: ["Số, ký hiệu", "Number"],
  issuedOn: ["Ngày ban hành", "Day of issue"],
  issuer: ["Cơ quan ban hành", "Issuer"],
  signer: ["Người ký", "Signed by"],
  name: ["Họ tên", "Name"],
  post: ["Chức vụ", "Post"],
  contact: ["Đầu mối theo dõi", "Officer in charge"],
  phone: ["Điện thoại", "Telephone"],
  email: ["Thư điện tử", "E-mail"],
  subject: ["Trích yếu", "Subject"],
  basis: ["Căn cứ", "Basis"],
  addressees: ["Kính gửi", "To"],
  copies: ["Nơi nhận", "Copies"],
  obligations: ["Yêu cầu báo cáo", "Report demanded"],
  item: ["Mục của văn bản", "Item of the directive"],
  title: ["Tên", "Title"],
  reporters: ["Đơn vị báo cáo", "Who reports"],
  kinds: ["Loại đơn vị báo cáo", "Kinds of unit that report"],
  units: ["Thêm các đơn vị", "And these units"],
  except: ["Trừ các đơn vị", "But not these units"],
  receiver: ["Đơn vị nhận báo cáo", "Unit that receives"],
  onBehalfOf: ["Nhận thay mặt", "On behalf of"],
  forwardTo: ["Báo cáo tiếp đến", "Forwarded to"],
  before: ["Thời hạn: trước ngày", "Due before"],
  acceptWithin: ["Xem xét báo cáo trong (số ngày làm việc)", "Reviewed within (working days)"],
  consolidates: ["Tổng hợp từ", "Consolidates"],
  outline: ["Đề cương", "Outline"],
  signedPaper: ["Bản PDF đã ký", "Signed PDF"],
  task: ["Nhiệm vụ", "Task"],
  figures: ["Số liệu", "Figure"],
  unit: ["Đơn vị tính", "Counted in"],
  atMost: ["Không quá", "At most"],
  ladder: ["Lịch nhắc", "Ladder"],
  remindWorkingDaysBefore: ["Nhắc trước (số ngày làm việc)", "Reminders (working days before)"],
  followUpWorkingDaysAfter: ["Đôn đốc sau (số ngày làm việc)", "Follow-ups (working days after)"],
  at: ["Giờ gửi", "Time of day"],
};
