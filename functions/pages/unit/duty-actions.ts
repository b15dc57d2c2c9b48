import { isPast } from "../../domain/deadline.ts";
import { isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import type { Visit } from "../visit.ts";
import { dutyPath, obligationPath } from "../paths.ts";
import type { VisitedDuty } from "./visited-duty.ts";

type Way = { readonly href: string; readonly label: string };

/** What the unit does next: the one way on from each state. */
export function nextStep({ say }: Pick<Visit, "say">, duty: Duty): Way {
  const path = dutyPath(duty);
  switch (duty.state) {
    case "awaiting":
      return { href: `${path}/report`, label: say("Soạn báo cáo", "Write the report") };
    case "draft":
      return { href: `${path}/report`, label: say("Tiếp tục soạn", "Go on writing") };
    case "returned":
      return { href: `${path}/report`, label: say("Bổ sung báo cáo", "Supplement the report") };
    case "submitted":
    case "accepted":
    case "exempt":
    case "withdrawn":
      return { href: path, label: say("Xem", "See") };
    default:
      return duty.state satisfies never;
  }
}

/** What the visitor may do now, by his part in it and the duty's state. */
export function dutyActions(visit: Visit, found: VisitedDuty): Html {
  const { own, supervisor } = found;
  const ways = [...(own ? unitWays(visit, found) : []), ...(supervisor ? supervisorWays(visit, found) : [])];
  const reason = isOpen(found.duty) && (own || supervisor) ? [reasonWay(visit, found)] : [];
  const all = [...ways, ...reason];
  if (all.length === 0) return nothing;
  // Of what a supervisor may do to an open duty nothing is asked of him.
  const asked = own || !isOpen(found.duty) ? 0 : -1;
  const links = all.map(
    ({ href, label }, at) => html`<a class="button ${at === asked ? "main" : "plain"}" href="${href}">${label}</a> `,
  );
  return html`<div class="buttons">${links}</div>`;
}

function unitWays(visit: Visit, { duty, path, obligation }: VisitedDuty): Way[] {
  const { say } = visit;
  const receipt =
    duty.revision === 0 ? [] : [{ href: `${path}/receipts/${duty.revision}`, label: say("Biên nhận", "Receipt") }];
  const files = { href: `${path}/attachments`, label: say("Tài liệu đính kèm", "Attachments") };
  // A report begins with its signed paper, where it takes one.
  if (duty.state === "awaiting" && obligation.signedPaper !== "none")
    return [{ ...files, label: say("Gửi bản PDF đã ký", "Send the signed PDF") }, nextStep(visit, duty)];
  if (isOpen(duty)) return [nextStep(visit, duty), files, ...receipt];
  if (duty.state !== "submitted") return receipt;
  return [...receipt, { href: `${path}/report`, label: say("Gửi lại báo cáo", "File again") }, files];
}

function supervisorWays({ say, receivedAt }: Visit, { duty, path, record }: VisitedDuty): Way[] {
  const accept = { href: `${path}/acceptance`, label: say("Chấp nhận", "Accept") };
  const sendBack = { href: `${path}/return`, label: say("Trả lại để bổ sung", "Return") };
  // Nothing more is asked for of a directive that was withdrawn.
  if (record.withdrawal) return duty.state === "submitted" ? [accept] : [];
  if (duty.state === "submitted") return [accept, sendBack];
  if (duty.state === "accepted") return [sendBack];
  if (duty.state === "exempt") return [{ href: `${path}/reinstatement`, label: say("Hủy miễn báo cáo", "Reinstate") }];
  if (!isOpen(duty)) return [];
  return [
    { href: `${path}/extension`, label: say("Gia hạn", "Extend") },
    { href: `${path}/paper`, label: say("Ghi nhận báo cáo giấy", "Record a paper report") },
    { href: `${obligationPath(duty)}/reminder?unit=${duty.unitId}`, label: say("Gửi thư nhắc", "Remind") },
    { href: `${path}/exemption`, label: say("Miễn báo cáo", "Exempt") },
    ...(isPast(duty.deadline, receivedAt)
      ? [
          {
            href: `${obligationPath(duty)}/urging?unit=${duty.unitId}`,
            label: say("Soạn công văn đôn đốc", "Draft an urging letter"),
          },
        ]
      : []),
  ];
}

function reasonWay({ say }: Visit, { path, duty }: VisitedDuty): Way {
  return {
    href: `${path}/reason`,
    label: duty.reason
      ? say("Sửa lý do chậm", "Change the reason")
      : say("Nêu lý do nếu chậm", "Say why it will be late"),
  };
}
