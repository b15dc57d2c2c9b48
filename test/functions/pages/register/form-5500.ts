/** Công văn 5500 as a clerk would type it into the form. */
export const FORM_5500 = {
  number: "5500/UBND-KGVX",
  issuedOn: "14/7/2017",
  issuer: "Ủy ban nhân dân tỉnh Đắk Lắk",
  subject: "Đẩy mạnh thực hiện phong trào thi đua “Dân vận khéo”",
  grounds: "Kế hoạch số 28-KH/BDVTU\n\nCông văn số 5724/UBND-TH",
  title: "Báo cáo tình hình thực hiện phong trào thi đua “Dân vận khéo”",
  item: "5",
  kinds: ["so-ban-nganh", "thanh-pho", "thi-xa", "huyen"],
  except: "so noi vu",
  receiver: "snv",
  onBehalfOf: "Ủy ban nhân dân tỉnh",
  before: "30/10/2017",
  outline:
    "1. Công tác tuyên truyền | Tuyên truyền về công tác dân vận\n2. Phong trào thi đua\n- Mô hình đăng ký (mô hình)\n- Mô hình hiệu quả (mô hình) <= Mô hình đăng ký",
  "c.title": "Tổng hợp, tham mưu UBND tỉnh báo cáo Thường trực Tỉnh ủy",
  "c.item": "6",
  "c.receiver": "vpub",
  "c.forwardTo": "Thường trực Tỉnh ủy",
  "c.before": "10/11/2017",
  "c.outline": "Kết quả thực hiện\nTồn tại, hạn chế",
};
