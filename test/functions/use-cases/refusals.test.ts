import { afterAll, beforeAll, expect, it } from "vitest";

import {
  acceptReport,
  createDirective,
  deleteStaff,
  exemptDuty,
  fileReport,
  importUnits,
  issueDirective,
  listDirectives,
  listObligationDuties,
  listOwnDuties,
  putStaff,
  putUnit,
  readDirective,
  readSubmission,
  recordHardCopy,
  returnReport,
} from "../api/operations.ts";
import * as examples from "../../../functions/http/examples.ts";
import type { Handler } from "../../../functions/http/exchange.ts";
import { operations as obligations } from "../../../functions/api/obligations.ts";
import { directive } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, goTo, issuedWorld, refused } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const STP = "vanthu@stp.daklak.example";
const STRANGER = "ai-do@noi-khac.example";
const DIRECTIVE = { directiveId: directive.id };

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
  world = await issuedWorld(engine);
  await goTo(world, "2017-09-21T10:00");
});
afterAll(() => engine.close());

/** Who asks for what, and what a page then says: the refusal, then each fault by its path. */
const CASES: [what: string, handler: Handler<World>, asked: Parameters<typeof refused>[2], said: string[]][] = [
  ["another unit's duty", fileReport, { by: STP }, ["Không có nhiệm vụ báo cáo này, hoặc đơn vị không được xem."]],
  [
    "an obligation that is not one's to see",
    listObligationDuties,
    { by: STC },
    ["Không có yêu cầu báo cáo này, hoặc đơn vị không được xem."],
  ],
  ["filing for a unit", fileReport, { by: SNV }, ["Chỉ người liên hệ của chính đơn vị mới thực hiện được việc này."]],
  [
    "accepting one's own report",
    acceptReport,
    { by: STC },
    ["Chỉ cơ quan tổng hợp, nơi nhận các báo cáo này, mới thực hiện được việc này."],
  ],
  [
    "entering units",
    importUnits,
    { by: STC },
    ["Chỉ đơn vị quản lý danh bạ và văn bản chỉ đạo mới thực hiện được việc này."],
  ],
  ["an address on no list", listDirectives, { by: STRANGER }, ["Địa chỉ này chưa có trong danh bạ."]],
  [
    "own duties of nobody's contact",
    listOwnDuties,
    { by: STRANGER },
    ["Địa chỉ này không phải địa chỉ liên hệ của đơn vị nào, nên không có nhiệm vụ báo cáo riêng."],
  ],
  [
    "a directive that is not there",
    readDirective,
    { by: STC, params: { directiveId: "khong-co" } },
    ["Không có văn bản chỉ đạo này, hoặc đơn vị không được xem."],
  ],
  [
    "issuing what is not there",
    issueDirective,
    { by: SNV, params: { directiveId: "khong-co" } },
    ["Không có văn bản chỉ đạo này."],
  ],
  [
    "issuing again",
    issueDirective,
    { by: SNV, params: DIRECTIVE },
    ["Nhiệm vụ theo văn bản chỉ đạo đã được giao lúc 08:00 ngày 14/7/2017; lần này không có gì được thực hiện."],
  ],
  [
    "changing what has been issued",
    createDirective,
    { by: SNV, body: directive },
    [`Nhiệm vụ theo văn bản chỉ đạo ${directive.id} đã được giao, nên văn bản không sửa được nữa.`],
  ],
  [
    "a directive of units that nobody knows",
    createDirective,
    {
      by: SNV,
      body: { ...examples.directive, obligations: [{ ...examples.directive.obligations[0], receiver: "x" }] },
    },
    [
      "Văn bản chỉ đạo chưa thực hiện được.",
      'obligations[0].receiver: Danh bạ không có đơn vị mang mã này; nhận được "x".',
    ],
  ],
  [
    "a body that is no JSON",
    putUnit,
    { by: SNV, body: "{", params: { unitId: "stc" } },
    ["Nội dung gửi đến không phải JSON.", ": Không đọc được; cần một đối tượng JSON."],
  ],
  [
    "a unit under another's id",
    putUnit,
    { by: SNV, body: { id: "stp" }, params: { unitId: "stc" } },
    ["Mã đơn vị không trùng với mã trong đường dẫn.", 'id: Phải là "stc" hoặc để trống; nhận được "stp".'],
  ],
  [
    "a unit with nothing but a name too long",
    putUnit,
    { by: SNV, body: { name: "x".repeat(201), clerkEmail: "vanthu" }, params: { unitId: "stc" } },
    [
      "Thông tin đơn vị có 3 chỗ chưa đúng.",
      "name: Tối đa 200 ký tự; nhận được 201.",
      "kind: Không được để trống.",
      'clerkEmail: Địa chỉ thư điện tử ghi theo dạng vanthu@so.tinh.example; nhận được "vanthu".',
    ],
  ],
  [
    "staff of a unit that nobody knows",
    putStaff,
    { by: SNV, body: { ...examples.staff, unitId: "khong-co" }, params: { email: "b@snv.example" } },
    [
      "Danh sách cán bộ chỉ nêu đơn vị có trong danh bạ.",
      'unitId: Danh bạ không có đơn vị mang mã này; nhận được "khong-co".',
    ],
  ],
  [
    "taking off the list who is not on it",
    deleteStaff,
    { by: SNV, params: { email: "b@snv.example" } },
    ['Danh sách cán bộ không có địa chỉ "b@snv.example".'],
  ],
  [
    "a staff address that is none",
    deleteStaff,
    { by: SNV, params: { email: "b" } },
    [
      "Địa chỉ thư điện tử có 1 chỗ chưa đúng.",
      ': Địa chỉ thư điện tử ghi theo dạng vanthu@so.tinh.example; nhận được "b".',
    ],
  ],
  [
    "a revision before any",
    readSubmission,
    { by: STC, params: { revision: "1" } },
    ["Nhiệm vụ báo cáo này không có lần gửi 1; chưa có lần gửi nào."],
  ],
  [
    "a list of more than are given",
    listObligationDuties,
    { by: SNV, query: { limit: "500" } },
    ["Không lấy được danh sách như vậy.", 'limit: Phải là số nguyên từ 1 đến 200; nhận được "500".'],
  ],
  [
    "a list from nowhere",
    listObligationDuties,
    { by: SNV, query: { cursor: "x" } },
    [
      "Không xem tiếp được danh sách từ chỗ này. Đề nghị mở lại danh sách từ đầu.",
      'cursor: Phải là dấu trang mà danh sách này đã đưa; nhận được "x".',
    ],
  ],
  [
    "a list of a state that is none",
    listObligationDuties,
    { by: SNV, query: { state: "late" } },
    [
      "Không lọc được danh sách như vậy.",
      'state: Trạng thái chỉ nhận awaiting, draft, submitted, returned, accepted, exempt, withdrawn, cách nhau bằng dấu phẩy; nhận được "late".',
    ],
  ],
  [
    "a list in another format",
    obligations.listEscalations.run,
    { by: SNV, query: { format: "pdf" } },
    ["Không xuất được danh sách như vậy.", 'format: Định dạng chỉ nhận json, csv, xlsx; nhận được "pdf".'],
  ],
  [
    "a report that says nothing",
    fileReport,
    { by: STC, body: { ...examples.report, sections: {}, figures: {} } },
    [
      "Báo cáo chưa khớp với đề cương.",
      "sections: Báo cáo chưa có nội dung; đề nghị ghi ít nhất một phần của đề cương hoặc một số liệu.",
    ],
  ],
  [
    "a report with empty fields",
    fileReport,
    { by: STC, body: { ...examples.report, documentNumber: "", signer: { name: "A" } } },
    ["Báo cáo có 2 chỗ chưa đúng.", "documentNumber: Không được để trống.", "signer.post: Không được để trống."],
  ],
  [
    "a return of what was not filed",
    returnReport,
    { by: SNV, body: examples.returned },
    [
      "Không trả lại báo cáo được khi nhiệm vụ báo cáo ở trạng thái “chưa bắt đầu”; chỉ thực hiện được ở trạng thái “đã gửi” hoặc “đã chấp nhận”.",
    ],
  ],
  [
    "an exemption without a reason",
    exemptDuty,
    { by: SNV, body: {} },
    ["Nội dung gửi đến có 1 chỗ chưa đúng.", "reason: Không được để trống."],
  ],
  [
    "a paper report that came before it was asked for",
    recordHardCopy,
    { by: SNV, body: { ...examples.paper, receivedAt: "2017-07-13T16:30:00+07:00" } },
    [
      "Báo cáo không thể đến trước khi được yêu cầu.",
      "receivedAt: Không được trước lúc giao nhiệm vụ, 08:00 ngày 14/7/2017; nhận được 16:30 ngày 13/7/2017.",
    ],
  ],
];

it.each(CASES)("%s is refused in Vietnamese", async (_what, handler, asked, said) => {
  const refusal = await refused(world, handler, asked);
  const faults = refusal.refused === "invalid" ? refusal.faults.map(({ path, vi }) => `${path}: ${vi}`) : [];
  expect([refusal.vi, ...faults]).toEqual(said);
});
