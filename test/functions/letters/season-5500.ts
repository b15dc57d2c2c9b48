import { DirectiveSchema, obligationOf } from "../../../functions/domain/directive.ts";
import type { Obligation } from "../../../functions/domain/directive.ts";
import { newDuty } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { LocalDateSchema, parseInstant } from "../../../functions/domain/instant.ts";
import { EmailSchema } from "../../../functions/domain/ids.ts";
import type { LocalDate } from "../../../functions/domain/instant.ts";
import type { DateMove, Withdrawal } from "../../../functions/domain/directive-record.ts";
import type { Addressee } from "../../../functions/domain/letter.ts";
import { UnitSchema } from "../../../functions/domain/unit-input.ts";
import type { Unit } from "../../../functions/domain/unit.ts";
import { workingDaysOfVietNam } from "../../../functions/domain/working-days-vn.ts";
import type { LetterInput } from "../../../functions/domain/letter-text.ts";
import { deadlineIn } from "../../../functions/domain/deadline.ts";

/** The season of công văn 5500/UBND-KGVX, as letters see it. */
export const directive = DirectiveSchema.parse({
  id: "5500-ubnd-kgvx-2017",
  number: "5500/UBND-KGVX",
  issuedOn: "2017-07-14",
  issuer: "Ủy ban nhân dân tỉnh Đắk Lắk",
  signer: {
    name: "Võ Văn Cảnh",
    post: "KT. Chủ tịch, Phó Chủ tịch",
  },
  contact: {
    name: "Cán bộ Mẫu",
    post: "Chuyên viên Phòng Mẫu, Sở Nội vụ",
    phone: "0262 000 0000",
    email: "dau-moi@snv.daklak.example",
  },
  subject: "Đẩy mạnh thực hiện phong trào thi đua “Dân vận khéo”",
  basis: [
    "Kế hoạch số 28-KH/BDVTU, ngày 17/5/2017 của Ban Dân vận Tỉnh ủy",
    "Công văn số 5724/UBND-TH, ngày 22/7/2016 của UBND tỉnh",
    "Chỉ thị số 16-CT/TTg, ngày 16/5/2016 của Thủ tướng Chính phủ",
  ],
  addressees: ["Thủ trưởng các Sở, ban, ngành", "Chủ tịch UBND các huyện, thị xã, thành phố"],
  copies: ["CT, các PCT UBND tỉnh", "Lãnh đạo VP UBND tỉnh", "Sở Nội vụ", "Lưu VT, KGVX"],
  obligations: [
    {
      id: "bao-cao",
      item: 5,
      title: "Báo cáo tình hình thực hiện phong trào thi đua “Dân vận khéo”",
      reporters: {
        kinds: ["so-ban-nganh", "huyen", "thi-xa", "thanh-pho"],
        except: ["snv"],
      },
      receiver: "snv",
      onBehalfOf: "Ủy ban nhân dân tỉnh",
      before: "2017-10-30",
      outline: [
        {
          id: "tuyen-truyen",
          item: 1,
          title: "Công tác tuyên truyền",
          task: "Tuyên truyền về vai trò, vị trí, tầm quan trọng của công tác dân vận; thực hiện các văn bản về công tác dân vận, dân vận chính quyền và quy chế dân chủ ở cơ sở.",
        },
        {
          id: "thi-dua",
          item: 2,
          title: "Thực hiện phong trào thi đua “Dân vận khéo” năm 2017",
          task: "Phối hợp với Ban Dân vận cùng cấp thực hiện các phong trào thi đua theo Kế hoạch số 28-KH/BDVTU.",
          figures: [
            {
              id: "mo-hinh-dang-ky",
              title: "Mô hình (tập thể) đăng ký",
              unit: "mô hình",
            },
            {
              id: "mo-hinh-hieu-qua",
              title: "Mô hình (tập thể) hiệu quả",
              unit: "mô hình",
              atMost: "mo-hinh-dang-ky",
            },
            {
              id: "dien-hinh-dang-ky",
              title: "Điển hình (cá nhân) đăng ký",
              unit: "người",
            },
            {
              id: "dien-hinh-hieu-qua",
              title: "Điển hình (cá nhân) hiệu quả",
              unit: "người",
              atMost: "dien-hinh-dang-ky",
            },
          ],
        },
        {
          id: "doi-thoai",
          item: 3,
          title: "Tiếp xúc, đối thoại trực tiếp với nhân dân; giải quyết đơn, thư",
          task: "Tổ chức tiếp xúc, đối thoại; tiếp thu ý kiến phê bình, góp ý; giải quyết kịp thời đơn, thư khiếu nại, tố cáo ngay tại cơ sở.",
          figures: [
            {
              id: "cuoc-doi-thoai",
              title: "Số cuộc tiếp xúc, đối thoại",
              unit: "cuộc",
            },
            {
              id: "don-thu-tiep-nhan",
              title: "Đơn, thư tiếp nhận",
              unit: "đơn",
            },
            {
              id: "don-thu-giai-quyet",
              title: "Đơn, thư đã giải quyết",
              unit: "đơn",
              atMost: "don-thu-tiep-nhan",
            },
          ],
        },
        {
          id: "chi-thi-16",
          item: 4,
          title: "Thực hiện Công văn số 5724/UBND-TH và Chỉ thị số 16-CT/TTg",
          task: "Tăng cường và đổi mới công tác dân vận trong cơ quan hành chính nhà nước, chính quyền các cấp.",
        },
      ],
    },
    {
      id: "tong-hop",
      item: 6,
      title: "Tổng hợp, tham mưu UBND tỉnh báo cáo Thường trực Tỉnh ủy và Ban Dân vận Tỉnh ủy",
      reporters: {
        units: ["snv"],
      },
      receiver: "vpub",
      onBehalfOf: "Ủy ban nhân dân tỉnh",
      forwardTo: ["Thường trực Tỉnh ủy", "Ban Dân vận Tỉnh ủy"],
      before: "2017-11-10",
      consolidates: "bao-cao",
      outline: [
        {
          id: "ket-qua",
          title: "Kết quả thực hiện",
        },
        {
          id: "ton-tai",
          title: "Tồn tại, hạn chế",
        },
        {
          id: "kien-nghi",
          title: "Kiến nghị, đề xuất",
        },
      ],
      ladder: {
        remindWorkingDaysBefore: [5, 2, 0],
        followUpWorkingDaysAfter: [2],
        at: "08:00",
      },
    },
  ],
});

export const units = {
  snv: unit("snv", "Sở Nội vụ", "Giám đốc Sở Nội vụ"),
  vpub: unit("vpub", "Văn phòng UBND tỉnh", "Chánh Văn phòng UBND tỉnh"),
  stp: unit("stp", "Sở Tư pháp", "Giám đốc Sở Tư pháp"),
  stc: unit("stc", "Sở Tài chính", "Giám đốc Sở Tài chính"),
  mDrak: unit("ubnd-m-drak", "UBND huyện M'Đrắk", "Chủ tịch UBND huyện M'Đrắk"),
  krongAna: unit("ubnd-krong-ana", "UBND huyện Krông Ana", "Chủ tịch UBND huyện Krông Ana"),
  krongBong: unit("ubnd-krong-bong", "UBND huyện Krông Bông", "Chủ tịch UBND huyện Krông Bông"),
  krongPac: unit("ubnd-krong-pac", "UBND huyện Krông Pắc", "Chủ tịch UBND huyện Krông Pắc"),
  lak: unit("ubnd-lak", "UBND huyện Lắk", "Chủ tịch UBND huyện Lắk"),
};

/** The hash of what was filed, as a receipt gives it. */
const SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

export const day = (text: string): LocalDate => LocalDateSchema.parse(text);
export const at = (text: string): number => parseInstant(`${text}+07:00`);

export function obligation(id: "bao-cao" | "tong-hop"): Obligation {
  return obligationOf(directive, id) as Obligation;
}

export function unit(id: string, name: string, headTitle: string): Unit {
  const kind = id.startsWith("ubnd-") ? "huyen" : "so-ban-nganh";
  return { ...UnitSchema.parse({ id, name, kind, headTitle, clerkEmail: `vanthu@${id}.daklak.example` }), bounced: {} };
}

/** A letter of the season: of the duty to report, unless another is named. */
export function letterInput(options: {
  milestone: string;
  unit: Unit;
  now: string;
  addressee?: Addressee;
  obligation?: "bao-cao" | "tong-hop";
  duty?: Partial<Duty>;
  receivedAt?: string;
  move?: DateMove;
  withdrawal?: Withdrawal;
}): LetterInput {
  const owed = obligation(options.obligation ?? "bao-cao");
  const ref = { directiveId: directive.id, obligationId: owed.id, unitId: options.unit.id };
  const duty = { ...newDuty(ref, options.unit, deadlineIn(owed)), ...options.duty };
  return {
    letter: { ladder: duty.ladder, milestone: options.milestone, addressee: options.addressee ?? "unit" },
    duty,
    unit: options.unit,
    directive,
    obligation: owed,
    receiverName: (owed.receiver === "snv" ? units.snv : units.vpub).name,
    siteUrl: "https://dunghan.daklak.example",
    calendar: workingDaysOfVietNam,
    now: at(options.now),
    receiverAddress: EmailSchema.parse(`vanthu@${owed.receiver}.daklak.example`),
    ...(options.receivedAt === undefined ? {} : { filed: { receivedAt: at(options.receivedAt), sha256: SHA256 } }),
    move: options.move,
    withdrawal: options.withdrawal,
  };
}
