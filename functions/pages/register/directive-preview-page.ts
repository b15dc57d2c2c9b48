import type { Directive } from "../../domain/directive.ts";
import { isDatedAhead, passedDeadlines } from "../../domain/plan.ts";
import { isReporter, reachableAddress } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { formatDay } from "../../wording/dates.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { nothing } from "../parts/attributes.ts";
import { buttons } from "../parts/fields.ts";
import { notice } from "../parts/notice.ts";
import { steps } from "../parts/steps.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { obligationsDateSaid } from "./dates-said.ts";
import { ACTION } from "./directive-form.ts";
import { contentGiven } from "./given-content.ts";
import { laidOut } from "./laid-out.ts";
import { ladderAhead } from "./milestones.ts";
import { leave, registerPage } from "./register-page.ts";
import { unitName } from "./unit-names.ts";
import { meantAmong } from "./units-meant.ts";
import { unreachableAmong, unreachableUnits } from "./unreachable-units.ts";

type Previewed = Again & {
  readonly directive: Directive;
  readonly units: readonly Unit[];
  /** Whether a draft of the same id is there, which a file takes the place of. */
  readonly replaces: boolean;
  readonly basis: string;
};

/** The directive as it was understood, laid out as it will be, before it is stored. */
export function directivePreviewPage(visit: Visit, looked: Previewed): Answer {
  const { say } = visit;
  const { directive, units, replaces, basis } = looked;
  const title = say("Xem lại văn bản trước khi lưu", "A look before the directive is saved");
  const reporters = units.filter((unit) => directive.obligations.some((one) => isReporter(one.reporters, unit)));
  const unreachable = reporters.filter((unit) => !reachableAddress(unit)).map(({ id }) => id);
  return registerPage(visit, {
    ...looked,
    title,
    of: "/directives",
    steps: steps(visit, 1, directiveSteps(visit)),
    content: html`
    ${
      replaces
        ? notice(
            "warning",
            say(
              `Văn bản mã “${directive.id}” đang được chuẩn bị: lưu bản dưới đây thì thay bản đó.`,
              `“${directive.id}” is being prepared already: saving puts what is below in its place.`,
            ),
          )
        : nothing
    }
    ${warnings(visit, directive, units)} ${unreachableUnits(visit, unreachableAmong(unreachable, units))}
    ${laidOut(
      visit,
      directive,
      meantAmong(units),
      (obligation) =>
        html`<div class="said">${obligationsDateSaid(visit, directive, obligation)}</div>${ladderAhead(visit, directive, obligation)}`,
    )}
    ${csrfForm(visit, {
      action: ACTION,
      basis,
      files: true,
      content: html`${carried(visit)}
      ${buttons(
        { label: say("Lưu văn bản, chưa giao nhiệm vụ", "Save it, without issuing"), do: "save" },
        { label: say("Sửa lại", "Change it"), do: "edit" },
        leave(visit, "/directives"),
      )}`,
    })}
  `,
  });
}

/** The way of a directive, from entering it to issuing it. */
export function directiveSteps({ say }: Visit): string[] {
  return [
    say("Nhập nội dung", "Enter it"),
    say("Xem lại và lưu", "Look and save"),
    say("Xem trước các thư", "Look at its letters"),
    say("Giao nhiệm vụ", "Issue"),
  ];
}

/** All that was given goes on to be saved, or to be changed. */
function carried(visit: Visit): Html {
  const fields =
    visit.form.get("from") === "file"
      ? [["from", "file"] as const, ["content", contentGiven(visit)] as const]
      : [...visit.form].filter(([name]) => !["basis", "seal", "do"].includes(name));
  return html`${fields.map(([name, value]) => html`<textarea name="${name}" hidden>${"\n"}${value}</textarea>`)}`;
}

/** What is allowed, and yet most likely not meant. */
function warnings({ say, receivedAt }: Visit, directive: Directive, units: readonly Unit[]): Html {
  const texts = directive.obligations.flatMap(({ reporters, receiver, outline, title }) => {
    const own = units.some((unit) => unit.id === receiver && isReporter(reporters, unit));
    const name = unitName(units, receiver);
    return [
      ...(own
        ? [
            say(
              `“${title}”: ${name} vừa nhận báo cáo vừa phải báo cáo; nếu không đúng, cần trừ đơn vị này.`,
              `“${title}”: ${name} receives these reports and owes one too; if that is not meant, leave it out.`,
            ),
          ]
        : []),
      ...(outline.length === 0 ? [say(`“${title}” không có đề cương.`, `“${title}” has no outline.`)] : []),
    ];
  });
  if (directive.contact === undefined)
    texts.push(
      say(
        "Chưa ghi đầu mối theo dõi: thư không nêu người để đơn vị liên hệ, và không nhận thư trả lời.",
        "No officer in charge is given: letters name nobody to telephone, and take no answer.",
      ),
    );
  if (isDatedAhead(directive, receivedAt))
    texts.push(
      say(
        `Văn bản đề ngày ${formatDay(directive.issuedOn)}: lưu được, nhưng đến ngày đó mới giao nhiệm vụ được.`,
        `The directive is dated ${formatDay(directive.issuedOn)}: it can be saved, but not issued before that day.`,
      ),
    );
  if (passedDeadlines(directive, receivedAt).length > 0)
    texts.push(
      say(
        "Có thời hạn đã qua: lưu được nhưng không giao nhiệm vụ được.",
        "A deadline has passed: it can be saved, but not issued.",
      ),
    );
  if (texts.length === 0) return nothing;
  return notice("warning", html`<ul>${texts.map((text) => html`<li>${vi(text)}</li>`)}</ul>`);
}
