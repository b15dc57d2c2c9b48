import { STATE_WORDS } from "../../domain/vietnamese.ts";
import type { FoundDuty } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { aboveForm, titleOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { versionToken } from "../form-kit/version.ts";
import { confirmation, followsCard } from "../form-kit/preview-parts.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { buttons } from "../parts/fields.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { rulingSteps } from "../parts/steps.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { dutyFacts } from "./duty-facts.ts";
import { crumbsBelowObligation } from "./crumbs.ts";
import { dutyPath } from "../paths.ts";
import { carriedReview } from "./review-next.ts";
import { namesOf } from "./ruling.ts";
import type { Asked, Asking, Preview } from "./ruling.ts";
import { lower } from "../../wording/milestones.ts";

/** What is asked for, beside what the duty is now. */
export function rulingPage(asking: Asking, ruling: Asked, again: Again): Answer {
  const { visit, found } = asking;
  const { say } = visit;
  const content = html`${carriedReview(visit)}${ruling.fields(asking)}
  ${buttons({ label: say("Xem lại trước khi thực hiện", "Look before it is done"), do: "look" }, away(visit, found))}`;
  return framed(visit, ruling, found, {
    ...again,
    main: html`<p>${say(...ruling.about)}</p>
    ${aboveForm(visit, again, (name) => labelOf(visit, ruling, name))} ${way(visit, ruling, 0)}
    <div class="columns">
      ${card(say("Nội dung", "What is ruled"), rulingForm(visit, found, content), { id: "ruling" })}
      ${nowCard(visit, found)}
    </div>`,
  });
}

/** The preview: what it says and what follows, with all that was typed carried along under a fresh seal. */
export function rulingPreviewPage(
  visit: Visit,
  ruling: Asked,
  found: FoundDuty,
  { seen, ...again }: Again & { readonly seen: Preview },
): Answer {
  const { say } = visit;
  const asks = namesOf(ruling).length > 0;
  const content = html`${carriedReview(visit)}${confirmation(visit, {
    carried: namesOf(ruling),
    confirm: { label: say(...ruling.confirm), kind: ruling.danger ? "danger" : "main" },
    away: away(visit, found),
  })}`;
  return framed(visit, ruling, found, {
    ...again,
    title: say(
      `Xem lại trước khi thực hiện: ${lower(ruling.title[0])}`,
      `A look before it is done: ${lower(ruling.title[1])}`,
    ),
    main: html`${aboveForm(visit, again)} ${way(visit, ruling, 1)} ${asks ? nothing : nowCard(visit, found)}
      ${seen.facts.length === 0 ? nothing : card(say("Nội dung", "What is ruled"), facts(seen.facts), { id: "ruling" })}
      ${followsCard(visit, seen.follows, seen.more)}
      ${rulingForm(visit, found, content)} `,
  });
}

/** The duty is in a state in which this cannot be done. */
export function blockedPage(visit: Visit, ruling: Asked, found: FoundDuty, again: Again): Answer {
  const { say } = visit;
  const { state } = found.duty;
  const needed = ruling.from.map((each) => `“${say(STATE_WORDS[each], each)}”`).join(", ");
  const why = say(
    `Nhiệm vụ báo cáo đang ở trạng thái “${STATE_WORDS[state]}” nên không thực hiện được; chỉ thực hiện được ở trạng thái ${needed}.`,
    `The duty is “${state}”, so this cannot be done; it would have to be ${needed}.`,
  );
  return framed(visit, ruling, found, {
    ...again,
    status: 409,
    main: html`${aboveForm(visit, again)} ${notice("warning", why)}
      <p><a class="button main" href="${dutyPath(found.ref)}">${say("Về nhiệm vụ báo cáo", "To the duty")}</a></p>
      ${nowCard(visit, found)}`,
  });
}

export function labelOf({ say }: Visit, { labels }: Asked, name: string): string {
  const label = labels[name];
  return label ? say(...label) : name;
}

type Framed = Again & { readonly title?: string; readonly main: Html };

function framed(visit: Visit, ruling: Asked, found: FoundDuty, p: Framed): Answer {
  const title = p.title ?? visit.say(...ruling.title);
  const { unitName } = found.duty;
  return page(visit, {
    title: titleOf(visit, `${title} – ${unitName}`, p),
    status: p.status ?? (p.faults?.length ? 400 : 200),
    main: html`${heading({ above: vi(unitName), title, below: html`<p>${vi(found.obligation.title)}</p>` })} ${p.main}`,
    crumbs: [...crumbsBelowObligation(visit, found), { href: dutyPath(found.ref), label: unitName }],
  });
}

const rulingForm = (visit: Visit, { duty }: FoundDuty, content: Html): Html =>
  csrfForm(visit, { action: visit.path, basis: versionToken(duty), content });

function away({ say }: Visit, { ref }: FoundDuty) {
  return { label: say("Không thực hiện, về nhiệm vụ báo cáo", "Leave it, back to the duty"), href: dutyPath(ref) };
}

function way(visit: Visit, ruling: Asked, at: 0 | 1): Html {
  return namesOf(ruling).length === 0 ? nothing : rulingSteps(visit, at);
}

function nowCard(visit: Visit, found: FoundDuty): Html {
  return card(visit.say("Hiện trạng", "As it is now"), facts(dutyFacts(visit, found)), { id: "now" });
}
