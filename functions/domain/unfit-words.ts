import { UNFIT } from "./attachment.ts";
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
  "old-format": {
    vi: "Tệp ở định dạng Word/Excel cũ (.doc, .xls). Đề nghị mở tệp, chọn “Lưu thành” (Save As) dạng .docx hoặc .xlsx rồi gửi lại.",
    en: "The file is in an old format (.doc, .xls). Open it, save as .docx or .xlsx, and send it again.",
  },
  polyglot: {
    vi: "Tệp vừa là loại tệp đã chọn vừa chứa một tệp loại khác (trang web, tệp nén…) ghép ở đầu hoặc cuối. Đề nghị in hoặc xuất lại ra tệp mới rồi gửi lại.",
    en: "The file is of two types at once: a web page, an archive or another file stands before or behind it. Print or export it to a new file and send that.",
  },
  broken: {
    vi: "Không đọc được tệp: tệp bị hỏng hoặc chưa đầy đủ. Đề nghị kiểm tra rồi gửi lại.",
    en: "The file cannot be read: it is damaged or not complete. Check it and send it again.",
  },
  unreadable: {
    vi: "Không đọc được tệp trong thời gian và bộ nhớ cho phép. Đề nghị mở tệp, lưu hoặc in ra một tệp mới rồi gửi lại.",
    en: "The file cannot be read within the time and memory that there is for one. Open it, save or print it to a new file, and send that.",
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
  "macro-sheets": {
    vi: "Tệp có trang macro Excel 4.0. Đề nghị xóa trang đó, lưu dưới dạng .xlsx rồi gửi lại.",
    en: "The file has an Excel 4.0 macro sheet. Delete that sheet, save as .xlsx and send it again.",
  },
  templates: {
    vi: "Tệp tải mẫu (template) từ nơi khác khi mở. Đề nghị vào Developer → Document Template, chọn lại mẫu Normal, lưu rồi gửi lại.",
    en: "The file fetches a template from elsewhere when it is opened. Attach the template Normal instead (Developer, Document Template), save it and send it again.",
  },
  "ole-objects": {
    vi: "Tệp có đối tượng nhúng (OLE, ActiveX hoặc tệp khác). Đề nghị thay bằng hình ảnh hoặc văn bản rồi gửi lại; tài liệu kèm theo gửi thành tệp riêng.",
    en: "The file holds an embedded object (OLE, ActiveX or another file). Replace it by a picture or by text, and send what it held as a file of its own.",
  },
  dde: {
    vi: "Tệp có liên kết DDE, có thể chạy chương trình trên máy người mở. Đề nghị xóa trường hoặc liên kết đó rồi gửi lại.",
    en: "The file has a DDE link, which can run a program where it is opened. Delete that field or link and send it again.",
  },
  "external-links": {
    vi: "Tệp lấy dữ liệu hoặc hình ảnh từ nơi khác khi mở. Đề nghị ngắt liên kết (Data → Edit Links → Break Link, hoặc dán hình vào tệp) rồi gửi lại.",
    en: "The file fetches figures or pictures from elsewhere when it is opened. Break the links (Data, Edit Links, Break Link; paste pictures in) and send it again.",
  },
  scripts: {
    vi: "Tệp PDF có chứa JavaScript. Đề nghị in ra tệp PDF mới (Print to PDF) rồi gửi lại.",
    en: "The PDF holds JavaScript. Print it to a new PDF and send that.",
  },
  actions: {
    vi: "Tệp PDF có lệnh tự mở chương trình, tệp hoặc âm thanh, phim. Đề nghị in ra tệp PDF mới (Print to PDF) rồi gửi lại.",
    en: "The PDF has an action that starts a program, opens another file or plays media. Print it to a new PDF and send that.",
  },
  "embedded-files": {
    vi: "Tệp PDF có tệp khác đính bên trong. Đề nghị gửi từng tệp riêng, và in PDF ra tệp mới không kèm tệp.",
    en: "The PDF has other files inside. Send each as a file of its own, and print the PDF to a new one without them.",
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

/** Why, as the API tells: an old format is a type that may not come, and has words of its own. */
export type UnfitReason = Exclude<Unfit, "old-format">;
export const reasonOf = (unfit: Unfit): UnfitReason => (unfit === "old-format" ? "not-its-type" : unfit);
export const UNFIT_REASONS: readonly UnfitReason[] = [...new Set(UNFIT.map(reasonOf))];
