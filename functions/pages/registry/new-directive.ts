import type { DirectiveRecord } from "../../domain/directive-record.ts";
import type { Directive } from "../../domain/directive.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/unit.ts";
import { NO_DIRECTIVE, createDirective } from "../../handlers/keep-directives.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer, WebEffects } from "../../http/exchange.ts";
import { once } from "../confirmation.ts";
import type { Visit } from "../visit.ts";
import { directiveNamed } from "./directive.ts";
import { directiveFormPage } from "./directive-form-page.ts";
import type { DirectiveForm } from "./directive-form-page.ts";
import { directiveLookPage } from "./directive-look-page.ts";
import { typedDirective } from "./directive-typed.ts";
import { forKeepers } from "./for-keepers.ts";
import { changedMeanwhile, reopened, stale, stateOf } from "../form-state.ts";
import type { FieldFault } from "../form-state.ts";
import { contentGiven } from "./given-content.ts";
import { readGiven } from "./read-given-directive.ts";

/** An empty form; filled in with a draft that is to be changed (`edit`), or with a directive that is to be followed (`like`). */
export const askDirective = forKeepers(async (visit, effects) => {
  const { edit, like } = visit.query;
  const named = edit ?? like;
  const units = await effects.register.units.allUnits();
  if (named === undefined) return directiveFormPage(visit, { typed: new URLSearchParams(), units, basis: "." });
  const record = await directiveNamed(named, effects);
  if (!record) return NO_DIRECTIVE;
  const { directive, status } = record;
  if (edit !== undefined && status === "issued") return seeOther(`/directives/${directive.id}`);
  const fields = typedDirective(directive, units);
  const content = fields ? undefined : `${JSON.stringify(directive, undefined, 2)}\n`;
  const typed = fields ?? new URLSearchParams();
  if (edit === undefined) {
    for (const name of ["id", "number", "issuedOn", "before", "c.before"]) typed.delete(name);
    return directiveFormPage(visit, { typed, content, units, basis: "." });
  }
  return directiveFormPage(visit, { typed, content, units, editing: directive.id, basis: await basisOf(record, edit) });
});

/** Shows what was understood of the form or the file, with its faults; stored it is only after that look. */
export const enterDirective = forKeepers(async (visit, effects) => {
  const { form, formState } = visit;
  const [editing = "", state = ""] = (form.get("basis") ?? "").split(".");
  const units = await effects.register.units.allUnits();
  if (editing !== "") form.set("id", editing);
  const given = { visit, effects, units, editing };
  if (formState === "reopened") return again(given, reopened(visit));
  if (form.get("do") === "edit") return again(given, {});

  const read = readGiven(visit, units);
  if (!("directive" in read)) return again(given, { ...read, status: 400 });
  const { directive } = read;
  const stored = await effects.register.directives.directive(directive.id);
  const taken = takenFaults(given, directive, stored);
  if (form.get("do") !== "save") {
    if (taken.length > 0) return again(given, { faults: taken, status: 400 });
    const changed = stored !== undefined && editing !== "" && state !== (await stateOf(stored));
    return look(given, directive, { stored, changed });
  }
  return once(visit, effects, async (request) => {
    if (taken.length > 0) return again(given, { faults: taken, status: 400 });
    if (state !== (await stateOf(stored))) return look(given, directive, { stored, changed: true });
    const saved = await createDirective({ ...request, body: JSON.stringify(directive) }, effects);
    if (isRefusal(saved)) return look(given, directive, { stored, changed: false, refused: saved });
    return saved.status >= 400 ? saved : seeOther(`/directives/${directive.id}?done=saved`);
  });
});

type Given = {
  readonly visit: Visit;
  readonly effects: WebEffects;
  readonly units: readonly Unit[];
  /** The id of the draft that is being changed; empty for a new directive. */
  readonly editing: string;
};

/** The form again, with all that was typed. */
async function again({ visit, effects, units, editing }: Given, why: Partial<DirectiveForm>): Promise<Answer> {
  const { form } = visit;
  const content = form.get("from") === "file" ? contentGiven(visit) : undefined;
  const stored = editing === "" ? undefined : await effects.register.directives.directive(editing);
  const basis = stored ? await basisOf(stored, editing) : ".";
  return directiveFormPage(visit, { typed: form, content, units, editing: editing || undefined, basis, ...why });
}

type Looked = {
  readonly stored: DirectiveRecord | undefined;
  readonly changed: boolean;
  readonly refused?: { readonly vi: string; readonly detail: string } | undefined;
};

async function look(given: Given, directive: Directive, { stored, changed, refused }: Looked): Promise<Answer> {
  const { visit, units, editing } = given;
  const { say } = visit;
  const why = refused ? stale(say(refused.vi, refused.detail)) : changed ? changedMeanwhile(visit) : {};
  const replaces = stored !== undefined && (editing === "" || changed);
  return directiveLookPage(visit, { ...why, directive, units, replaces, basis: await basisOf(stored, editing) });
}

/** What is being changed, and what the register had under the directive's id. */
async function basisOf(stored: DirectiveRecord | undefined, editing: string): Promise<string> {
  return `${editing}.${await stateOf(stored)}`;
}

/** An issued directive is never changed, and a draft only by who meant to. */
function takenFaults({ visit, editing }: Given, { id }: Directive, stored: DirectiveRecord | undefined): FieldFault[] {
  const { say, form } = visit;
  const fromFile = form.get("from") === "file";
  const at = (text: string): FieldFault[] => [{ field: fromFile ? "file" : "id", text }];
  if (id === "new" || stored?.status === "issued")
    return at(say(`Mã “${id}” đã dùng cho văn bản khác.`, `“${id}” is the id of another directive.`));
  if (editing !== "" && id !== editing)
    return at(
      say(
        `Tệp mang mã “${id}”; văn bản đang sửa có mã “${editing}”.`,
        `The file has the id “${id}”; what is being changed has “${editing}”.`,
      ),
    );
  if (stored && editing === "" && !fromFile)
    return at(
      say(
        `Văn bản mã “${id}” đang được chuẩn bị; để sửa, mở văn bản đó từ danh sách.`,
        `“${id}” is being prepared already; to change it, open it from the list.`,
      ),
    );
  return [];
}
