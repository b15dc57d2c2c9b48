/** Bodies as they stand in the OpenAPI document; the tests send each and have it taken. */
export const unit = {
  name: "Sở Tư pháp",
  kind: "so-ban-nganh",
  headTitle: "Giám đốc Sở Tư pháp",
  clerkEmail: "vanthu@stp.daklak.example",
  officeEmail: "vanphong@stp.daklak.example",
  headEmail: "lanhdao@stp.daklak.example",
  phone: "",
};

export const unitsFile = `id,name,kind,headTitle,clerkEmail,officeEmail,headEmail,phone
stp,Sở Tư pháp,so-ban-nganh,Giám đốc Sở Tư pháp,vanthu@stp.daklak.example,vanphong@stp.daklak.example,lanhdao@stp.daklak.example,
`;

export const finalYear = {
  status: "final",
  lines: [
    { date: "2027-01-01", status: "off", name: "Tết Dương lịch", source: "Bộ luật Lao động 2019, Điều 112(1)(a)" },
    { date: "2027-02-13", status: "worked", name: "Làm bù ngày 3/2", source: "Công văn 1/VPCP-KGVX" },
  ],
};

export const staff = { name: "Phòng Khoa giáo - Văn xã", role: "leader" };

export const directive = {
  id: "5500-ubnd-kgvx-2017",
  number: "5500/UBND-KGVX",
  issuedOn: "2017-07-14",
  issuer: "Ủy ban nhân dân tỉnh Đắk Lắk",
  contact: {
    name: "Cán bộ Mẫu",
    post: "Chuyên viên Phòng Mẫu, Sở Nội vụ",
    phone: "0262 000 0000",
    email: "dau-moi@snv.daklak.example",
  },
  subject: "Đẩy mạnh thực hiện phong trào thi đua “Dân vận khéo”",
  obligations: [
    {
      id: "bao-cao",
      item: 5,
      title: "Báo cáo tình hình thực hiện phong trào thi đua “Dân vận khéo”",
      reporters: { kinds: ["so-ban-nganh"], except: ["snv"] },
      receiver: "snv",
      forwardTo: ["Thường trực Tỉnh ủy"],
      before: "2017-10-30",
      outline: [
        {
          id: "doi-thoai",
          title: "Tiếp xúc, đối thoại trực tiếp với nhân dân",
          figures: [
            { id: "don-thu-tiep-nhan", title: "Đơn, thư tiếp nhận", unit: "đơn" },
            { id: "don-thu-giai-quyet", title: "Đơn, thư đã giải quyết", unit: "đơn", atMost: "don-thu-tiep-nhan" },
          ],
        },
      ],
    },
  ],
};

const content = {
  sections: { "doi-thoai": "Đã tổ chức các cuộc tiếp xúc, đối thoại theo kế hoạch." },
  figures: { "don-thu-tiep-nhan": 12, "don-thu-giai-quyet": 11 },
};

export const draft = { ...content, basedOn: 0 };
export const report = {
  documentNumber: "215/BC-STP",
  signedOn: "2017-09-21",
  signer: { name: "Giám đốc", post: "Giám đốc Sở Tư pháp" },
  ...content,
};
export const file = {
  fileName: "Báo cáo 215 BC-STP.pdf",
  contentType: "application/pdf",
  size: 482_113,
  noStateSecret: true,
};
export const newDate = {
  before: "2017-11-06",
  reason: "Tỉnh ủy họp giao ban ngày 31/10",
  documentNumber: "6100/UBND-KGVX",
};
export const reminder = {
  units: "late",
  note: "Đề nghị đơn vị gửi ngay để Sở Nội vụ kịp tổng hợp.",
  again: true,
};
export const reporters = {
  add: ["ubnd-lak"],
  release: ["stp"],
  reason: "Đơn vị mới thành lập; đơn vị sáp nhập",
  documentNumber: "6010/UBND-KGVX",
};
export const withdrawal = { reason: "Nội dung được thay bằng văn bản khác", documentNumber: "6200/UBND-KGVX" };
export const returned = { before: "2017-10-21", reason: "Thiếu số liệu tiếp xúc, đối thoại" };
export const forwarding = {
  to: "Thường trực Tỉnh ủy",
  documentNumber: "185/BC-UBND",
  sentOn: "2017-10-30",
};
export const extension = {
  before: "2017-11-03",
  reason: "Bổ sung số liệu của các xã vùng III",
  approvedBy: "Giám đốc Sở Nội vụ",
  documentNumber: "1520/SNV-XDCQ",
};
export const exemption = { reason: "Đơn vị mới thành lập, chưa phát sinh hoạt động" };
export const reinstatement = { reason: "Đơn vị có phát sinh hoạt động trong kỳ", before: "2017-11-06" };
export const reason = { text: "Đang chờ số liệu của các xã vùng III", promisedOn: "2017-11-02" };
export const paper = {
  receivedAt: "2017-07-14T08:00:00.100+07:00",
  documentNumber: "98/BC-STP",
  note: "Nhận qua trục liên thông văn bản",
};
