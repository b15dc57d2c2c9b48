import * as z from "zod/mini";

import { ClientIdSchema, EmailSchema, KindSchema, UnitIdSchema } from "./ids.ts";
import { said } from "./message.ts";
import { line, lineOrNothing } from "./text.ts";
import { lostLetters } from "./typed-text.ts";

const UNREADABLE = {
  "question-marks": said(
    "has question marks where letters were lost; take the name from where it is whole, as Unicode",
    "Có dấu hỏi thay cho chữ bị mất khi chuyển mã; đề nghị lấy lại tên đúng, mã Unicode",
  ),
  TCVN3: said(
    "seems to be in the old encoding TCVN3 (ABC); convert it to Unicode",
    "Có vẻ là mã cũ TCVN3 (ABC); đề nghị chuyển sang Unicode",
  ),
  VNI: said(
    "seems to be in the old encoding VNI; convert it to Unicode",
    "Có vẻ là mã cũ VNI; đề nghị chuyển sang Unicode",
  ),
} as const;

/** A name, or a title, whose letters are all there. */
const readable = (text: string): boolean => lostLetters(text) === undefined;
const wholeName = z.refine<string>(readable, {
  error: ({ input }) => UNREADABLE[lostLetters(String(input)) ?? "question-marks"],
});

/** A telephone number, as people write it: `0262 385 5001`, `(0262) 3855001, máy lẻ 12`. */
const phoneNumber = lineOrNothing(40).check(
  z.refine((text) => !/^\d+(?:[.,]\d+)?E[+-]?\d+$/i.test(text), {
    error: said(
      "was spoilt by a spreadsheet; set the column to text and enter the number anew",
      "Bảng tính đã đổi số điện thoại thành dạng số mũ; đề nghị đặt cột là văn bản rồi ghi lại số",
    ),
  }),
);

const mailbox = z.optional(
  z.union([EmailSchema, z.literal("")], {
    error: said(
      "an e-mail address is written like vanthu@so.tinh.example, or left empty",
      "Địa chỉ thư điện tử ghi theo dạng vanthu@so.tinh.example, hoặc để trống",
    ),
  }),
);

/** A body that reports, as the units file and the API bring it. An empty address is one that the unit does not have. */
export const UnitSchema = z
  .strictObject({
    id: UnitIdSchema,
    name: line(200).check(wholeName),
    kind: KindSchema,
    headTitle: z._default(lineOrNothing(200).check(wholeName), ""),
    clerkEmail: mailbox,
    officeEmail: mailbox,
    headEmail: mailbox,
    phone: z._default(phoneNumber, ""),
    /** Client ids, at the sign-on, of the unit's own systems. */
    clients: z.optional(z.array(ClientIdSchema).check(z.maxLength(10))),
  })
  .check(
    z.refine((unit) => Boolean(unit.clerkEmail || unit.officeEmail || unit.headEmail), {
      error: said(
        "a unit needs at least one of clerkEmail, officeEmail, headEmail",
        "Đơn vị cần ít nhất một địa chỉ thư điện tử: của văn thư, văn phòng hoặc thủ trưởng",
      ),
      path: ["clerkEmail"],
    }),
  );
