import type { Unfit } from "./attachment.ts";

const SMALLER = {
  vi: "Đề nghị giảm dung lượng hoặc tách thành nhiều tệp rồi gửi lại.",
  en: "Make it smaller or split it, and send it again.",
};

/** Why a file was not taken, and what to do, as a sentence. */
export const UNFIT_WORDS: Readonly<Record<Unfit, { readonly vi: string; readonly en: string }>> = {
  "not-its-type": {
    vi: "Nội dung tệp không đúng với loại tệp đã chọn. Đề nghị thêm lại tệp và chọn đúng loại tệp.",
    en: "What the file holds is not of the type that it was said to be. Add it again under its right type.",
  },
  broken: {
    vi: "Tệp bị hỏng hoặc chưa đầy đủ, không mở được. Đề nghị kiểm tra rồi gửi lại.",
    en: "The file is damaged or not complete, and cannot be opened. Check it and send it again.",
  },
  locked: {
    vi: "Tệp có mật khẩu nên không kiểm tra được. Đề nghị bỏ mật khẩu rồi gửi lại.",
    en: "The file opens with a password only, so it cannot be looked at. Take the password off and send it again.",
  },
  swollen: {
    vi: `Tệp nén quá mức: khi mở ra sẽ lớn hơn giới hạn cho phép. ${SMALLER.vi}`,
    en: `The file would swell beyond all measure when it is opened. ${SMALLER.en}`,
  },
  macros: {
    vi: "Tệp chứa macro. Đề nghị lưu dưới dạng .docx hoặc .xlsx không có macro rồi gửi lại.",
    en: "The file holds macros. Save it as a .docx or .xlsx without them and send it again.",
  },
  secret: {
    vi: "Tài liệu có đóng dấu độ mật. Tài liệu thuộc bí mật nhà nước không được đưa vào hệ thống này (Nghị định 09/2019/NĐ-CP); đề nghị gửi theo đường văn bản mật.",
    en: "The paper bears a mark of secrecy. State secrets stay out of this system (NĐ 09/2019/NĐ-CP); send it as secret papers are sent.",
  },
  "too-large": {
    vi: `Tệp lớn hơn giới hạn cho phép. ${SMALLER.vi}`,
    en: `The file is larger than allowed. ${SMALLER.en}`,
  },
  altered: {
    vi: "Nội dung nhận được không khớp với mã SHA-256 đã khai báo. Đề nghị gửi lại.",
    en: "What came does not have the SHA-256 that was declared. Send it again.",
  },
  malware: {
    vi: "Tệp chứa mã độc. Đề nghị quét máy tính đã tạo ra tệp này.",
    en: "The file holds malware. Have the computer that made it scanned.",
  },
  unscannable: {
    vi: "Không quét được mã độc trong tệp. Đề nghị lưu lại tệp ở dạng khác rồi gửi lại.",
    en: "The file could not be scanned for malware. Save it another way and send it again.",
  },
};
