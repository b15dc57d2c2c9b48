import { DirectiveIdSchema } from "../../domain/ids.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { json, seeOther } from "../../http/exchange.ts";
import type { Answer } from "../../http/exchange.ts";
import type { DirectiveDraft, LastEntered } from "../../store/entering.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { keepDirectiveDraft } from "../../use-cases/keep-directive-draft.ts";
import { problemOf } from "../../http/problem.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute } from "../../wording/dates.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { nothing } from "../parts/attributes.ts";
import { notice } from "../parts/notice.ts";
import type { Visit } from "../visit.ts";
import { ACTION } from "./directive-form.ts";

/** What a form of this page holds besides what was typed; `basis` is kept, since it says what the draft was made from. */
const NOT_TYPED = /^(?:seal|do|basedOn|draft|(?:\d+\.)?q)$/;

/** Which draft a form is: of a new directive, of one that is changed (`edit.id`), or like another (`like.id`). */
export function draftNamed({ form, query }: Pick<Visit, "form" | "query">): string {
  const [asked] = ["edit", "like"].flatMap((way) => (query[way] === undefined ? [] : [`${way}.${query[way]}`]));
  const name = form.get("draft") ?? asked ?? "";
  const [, id] = /^(?:edit|like)\.(.*)$/.exec(name) ?? [];
  return DirectiveIdSchema.safeParse(id).success ? name : "";
}

/** What was typed when a draft was kept, with the version that it is. */
export function typedInDraft({ form, version }: DirectiveDraft): URLSearchParams {
  const typed = new URLSearchParams(form);
  typed.set("basedOn", String(version));
  return typed;
}

/** Keeps what stands on the form. @returns the version that it now is, or why it was not kept */
export async function keepTyped(visit: Visit, effects: WebEffects) {
  const { form } = visit;
  const typed = new URLSearchParams([...form].filter(([name]) => !NOT_TYPED.test(name)));
  const basedOn = Number(form.get("basedOn"));
  const given = { of: draftNamed(visit), form: typed.toString(), basedOn: Number.isSafeInteger(basedOn) ? basedOn : 0 };
  const kept = await keepDirectiveDraft(given, visit, effects);
  if (!isRefusal(kept)) form.set("basedOn", String(kept.version));
  return kept;
}

/** The page's script saves by itself what is being typed. */
export async function autosave(visit: Visit, effects: WebEffects): Promise<Answer> {
  const { say } = visit;
  if (visit.formState === "expired")
    return json(
      { saved: false, text: say("Chưa lưu: đề nghị tải lại trang.", "Not saved: load the page again.") },
      409,
    );
  const kept = await keepTyped(visit, effects);
  if (isRefusal(kept)) return json({ saved: false, text: say(kept.vi, kept.detail) }, problemOf(kept).status);
  const at = formatMinute(visit, kept.savedAt);
  const text = say(`Đã tự lưu bản đang soạn lúc ${at}.`, `Saved by itself at ${at}.`);
  return json({ saved: true, version: kept.version, text });
}

/** The way back to a draft. @param more what else is said of it */
export function draftPath(of: string, more: Readonly<Record<string, string>> = {}): string {
  const [way = "", id] = of.split(".");
  const query = new URLSearchParams({ ...(id !== undefined && { [way]: id }), ...more }).toString();
  return query === "" ? ACTION : `${ACTION}?${query}`;
}

/** Throws a draft away, and begins again. */
export async function discard(visit: Visit, { register }: WebEffects): Promise<Answer> {
  const of = draftNamed(visit);
  await register.entering.dropDraft(visit.caller.principal, of);
  return seeOther(draftPath(of));
}

/** Above the form: that it goes on with what was kept, and the way to begin again. */
export function draftNotice(visit: Visit, { of, savedAt }: DirectiveDraft): Html {
  const { say, query } = visit;
  const at = formatMinute(visit, savedAt);
  const kept = query["done"] === "kept";
  const told = kept
    ? say(`Đã lưu bản đang soạn lúc ${at}.`, `What is being entered was kept at ${at}.`)
    : say(
        `Đang soạn tiếp bản lưu lúc ${at}; chỉ người soạn xem được.`,
        `This goes on with what was kept at ${at}; only you see it.`,
      );
  return notice(
    kept ? "good" : "info",
    html`<p>${told}</p>
      ${csrfForm(visit, {
        action: ACTION,
        content: html`<input type="hidden" name="draft" value="${of}" />
          <button class="button plain" type="submit" name="do" value="discard">${say("Bỏ bản này, soạn lại từ đầu", "Discard it and begin again")}</button>`,
      })}`,
  );
}

/** On the list of directives: what the visitor has begun to enter. */
export function draftsBegun(visit: Visit, drafts: readonly DirectiveDraft[]): Html {
  const { say } = visit;
  if (drafts.length === 0) return nothing;
  return notice(
    "info",
    html`<ul>${drafts.map(({ of, form, savedAt }) => {
      const number = new URLSearchParams(form).get("number")?.trim() || say("chưa có số", "without a number");
      const at = formatMinute(visit, savedAt);
      return html`<li><a href="${draftPath(of)}">${say(`Soạn tiếp văn bản ${number}`, `Go on with ${number}`)}</a>, ${say(`lưu lúc ${at}`, `kept at ${at}`)}</li>`;
    })}</ul>`,
  );
}

/** What is most likely as last time, for the visitor to look at. */
export function asLastTime({ issuer, receiver, onBehalfOf, contact }: LastEntered): URLSearchParams {
  return new URLSearchParams({
    issuer,
    receiver: receiver ?? "",
    onBehalfOf: onBehalfOf ?? "",
    ...Object.fromEntries(Object.entries(contact ?? {}).map(([name, value]) => [`contact.${name}`, value])),
  });
}

/** Says so, above the form. */
export function lastTimeNotice({ say }: Visit, { number }: LastEntered): Html {
  return notice(
    "info",
    say(
      `Cơ quan ban hành, đơn vị nhận báo cáo và đầu mối theo dõi được điền như văn bản nhập lần trước (${number}); đề nghị xem lại.`,
      `Issuer, receiver and officer in charge are filled in as in the directive entered last (${number}); look them over.`,
    ),
  );
}
