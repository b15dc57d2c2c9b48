import type { Directive, Obligation, Section } from "../../domain/directive.ts";
import { obligationOf } from "../../domain/directive.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDay, formatDeadline, formatNumber } from "../../wording/dates.ts";
import { attributes, nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { SIGNED_PAPER_WORDS, directiveWords } from "./directive-words.ts";
import { kindWords } from "../../wording/kinds.ts";
import { unnumbered } from "../../wording/outline.ts";
import { contactWords } from "../../wording/sentences.ts";
import { unitName } from "./unit-names.ts";
import type { UnitsMeant } from "./units-meant.ts";
import { deadlineIn } from "../../domain/deadline.ts";

/** What stands between an obligation and its outline: the way to its lists, and its ladder. */
type Below = (obligation: Obligation) => Html;

/** A directive whole, as it was entered: what is demanded, of whom, before when, and what each report holds. */
export function laidOut(visit: Visit, directive: Directive, units: UnitsMeant, below: Below): Html {
  return html`${aboutDirective(visit, directive)}${directive.obligations.map((obligation) =>
    aboutObligation(visit, { directive, obligation, units, below }),
  )}`;
}

function aboutDirective(visit: Visit, directive: Directive): Html {
  const { number, issuedOn, issuer, signer, contact, subject, basis, addressees, copies, id } = directive;
  const named = (name: string, value: Html | string) => [directiveWords(visit, name), value] as const;
  return facts([
    named("number", number),
    named("issuedOn", formatDay(issuedOn)),
    named("issuer", vi(issuer)),
    ...(signer ? [named("signer", vi(`${signer.name}, ${signer.post}`))] : []),
    ...(contact ? [named("contact", vi(contactWords(contact)))] : []),
    named("subject", vi(subject)),
    ...listed(visit, { basis, addressees, copies }),
    named("id", id),
  ]);
}

function aboutObligation(
  visit: Visit,
  p: { directive: Directive; obligation: Obligation; units: UnitsMeant; below: Below },
): Html {
  const { say } = visit;
  const { directive, obligation, units } = p;
  const { item = "", receiver, onBehalfOf, forwardTo = [], acceptWithin, consolidates, signedPaper } = obligation;
  const source = consolidates === undefined ? undefined : obligationOf(directive, consolidates);
  return card(
    vi(obligation.title),
    html`${facts([
      ...listed(visit, { item: item === "" ? [] : [String(item)] }),
      [say("Thời hạn", "Due"), html`<b>${formatDeadline(visit, deadlineIn(obligation), obligation.ladder.at)}</b>`],
      [directiveWords(visit, "reporters"), reporters(visit, obligation, units)],
      ...listed(visit, {
        receiver: [unitName(units.named, receiver)],
        onBehalfOf: onBehalfOf === undefined ? [] : [onBehalfOf],
        forwardTo,
        acceptWithin: acceptWithin === undefined ? [] : [String(acceptWithin)],
        consolidates: source ? [source.title] : [],
        signedPaper: signedPaper === "none" ? [] : [say(...SIGNED_PAPER_WORDS[signedPaper])],
      }),
    ])}${p.below(obligation)}${outline(visit, obligation.outline)}`,
    { id: `obligation-${obligation.id}` },
  );
}

/** Who reports, by kind and by name, and which units of the register that is. */
function reporters(visit: Visit, obligation: Obligation, units: UnitsMeant): Html {
  const { say } = visit;
  const { kinds = [], units: ids = [], except = [] } = obligation.reporters;
  const { count, first } = units.meantBy(obligation);
  const names = (of: readonly string[]): Html => vi(of.map((id) => unitName(units.named, id)).join(", "));
  const kindsNamed = kinds.length === 0 ? [] : [html`${kinds.map((kind) => kindWords(visit, kind)).join("; ")}`];
  const parts = [...kindsNamed, ...(ids.length === 0 ? [] : [names(ids)])];
  const rest = count - first.length;
  return html`${parts.map((part, i) => html`${i === 0 ? "" : "; "}${part}`)}${
    except.length === 0 ? nothing : html`; ${say("trừ", "but not")} ${names(except)}`
  }${
    kinds.length === 0
      ? nothing
      : html`<details>
          <summary>${say(`${formatNumber(visit, count)} đơn vị theo danh bạ hiện nay`, `${formatNumber(visit, count)} units of the present register`)}</summary>
          <p>
            ${vi(first.map(({ name }) => name).join("; "))}${rest > 0 ? html` ${say(`… và ${rest} đơn vị khác`, `… and ${rest} more`)}` : nothing}
          </p>
        </details>`
  }`;
}

function outline({ say }: Visit, sections: readonly Section[]): Html {
  if (sections.length === 0)
    return html`<p>
      ${say(
        "Không có đề cương: đơn vị chỉ khai số, ngày và người ký văn bản báo cáo.",
        "No outline: units give only the number, day and signer of their report.",
      )}
    </p>`;
  const titles = new Map(sections.flatMap(({ figures = [] }) => figures.map(({ id, title }) => [id, title] as const)));
  return html`<h3>${say("Đề cương báo cáo", "Outline of the report")}</h3>
    <ol>
      ${sections.map(
        ({ item, title, task, figures = [] }) => html`<li${attributes({ value: item })}>
          <b>${vi(unnumbered(title))}</b>${task === undefined ? nothing : html`<br />${vi(task)}`}${
            figures.length === 0
              ? nothing
              : html`<ul>
                  ${figures.map(
                    (figure) => html`<li>
                      ${vi(figure.title)}${figure.unit === undefined ? nothing : html` (${vi(figure.unit)})`}${
                        figure.atMost === undefined
                          ? nothing
                          : html`, ${say("không quá", "at most")} “${vi(titles.get(figure.atMost) ?? figure.atMost)}”`
                      }
                    </li>`,
                  )}
                </ul>`
          }
        </li>`,
      )}
    </ol>`;
}

/** What there is something of, each value on a line of its own. */
function listed(visit: Visit, parts: Readonly<Record<string, readonly string[]>>): (readonly [string, Html])[] {
  return Object.entries(parts)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => [
      directiveWords(visit, name),
      html`${values.map((value) => html`<div>${vi(value)}</div>`)}`,
    ]);
}
