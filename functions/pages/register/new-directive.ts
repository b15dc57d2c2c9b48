import type { DirectiveRecord } from "../../domain/directive-record.ts";
import type { Directive } from "../../domain/directive.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Fault, Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/unit.ts";
import { NO_DIRECTIVE, enterDirective as enter } from "../../use-cases/save-directives.ts";
import type { Html } from "../../runtime/html.ts";
import { json, seeOther } from "../../http/exchange.ts";
import type { Answer } from "../../http/exchange.ts";
import type { DirectiveDraft, LastEntered } from "../../store/entering.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { changedMeanwhile, expired, faulty, refusedAbove, stale } from "../form-kit/again.ts";
import type { Again, FieldFault } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked, Wrong } from "../form-kit/form.ts";
import { lazily } from "../form-kit/lazily.ts";
import { stateOf } from "../form-kit/version.ts";
import type { Visit } from "../visit.ts";
import { datesSaid } from "./dates-said.ts";
import {
  asLastTime,
  autosave,
  discard,
  draftNamed,
  draftNotice,
  draftPath,
  keepTyped,
  lastTimeNotice,
  typedInDraft,
} from "./directive-draft.ts";
import { directiveNamed } from "./directive.ts";
import { directiveFaults } from "./directive-faults.ts";
import { labelOf } from "./directive-fields.ts";
import { directiveFormPage } from "./directive-form-page.ts";
import { directivePreviewPage } from "./directive-preview-page.ts";
import { typedDirective } from "./directive-typed.ts";
import { prefixesIn } from "./directive-places.ts";
import { forKeepers } from "./for-keepers.ts";
import { contentGiven } from "./given-content.ts";
import { readGiven } from "./read-given-directive.ts";
import { rearrange } from "./rearranged.ts";
import { chosenWords, unitsFound } from "./reporter-fields.ts";
import { enterTicks } from "./units-choice.ts";
import { everyUnit, namedBy, namedOn, unitsNamedSo } from "./units-to-choose.ts";
import type { UnitsToChoose } from "./units-to-choose.ts";

type Found = {
  /** All of them, once the form was sent; when it is asked for, those that it is filled in with. */
  readonly units: UnitsToChoose;
  /** The directive that a link names, to be changed (`edit`) or to be followed (`like`). */
  readonly named: DirectiveRecord | undefined;
  /** The id of the draft that is being changed; empty for a new directive. */
  readonly editing: string;
  /** What the visitor has begun already, when the form is asked for. */
  readonly kept: DirectiveDraft | undefined;
  /** What came of keeping it for later, if that was asked for. */
  readonly keeping: DirectiveDraft | Refusal | undefined;
  /** What he entered last, when he begins anew. */
  readonly last: LastEntered | undefined;
  readonly understood: () => Promise<Understood | Wrong>;
};

/** A directive as it was given, and what the register has under its id. */
type Understood = { readonly directive: Directive; readonly stored: DirectiveRecord | undefined };

/** Shows what was understood of the form or the file, with its faults; stored it is only after that preview. */
const pages = formPages<Found, Understood>({
  async find(visit, effects) {
    const { form, query, caller } = visit;
    const { edit, like } = query;
    const name = edit ?? like;
    const { directives, entering } = effects.register;
    const asks = !form.has("basis");
    const [list, named, kept, last] = await Promise.all([
      effects.register.units.list(),
      name === undefined ? undefined : directiveNamed(name, effects),
      asks ? entering.draft(caller.principal, draftNamed(visit)) : undefined,
      asks && name === undefined ? entering.last(caller.principal) : undefined,
    ]);
    if (name !== undefined && !named) return NO_DIRECTIVE;
    const units =
      form.size > 0
        ? await everyUnit(list)
        : await unitsNamedSo(begunWith({ kept, named, last }), list, effects.register);
    const [editing = ""] = (form.get("basis") ?? edit ?? "").split(".");
    if (editing !== "") form.set("id", editing);
    const keeping = await keptNow(visit, effects);
    followTheForm(form, units);
    const understood = lazily(() => understand(visit, directives, { units: units.atHand, editing }));
    return { units, named, editing, kept, keeping, last, understood };
  },
  label: (visit, name) => labelOf(visit, name),
  async page({ visit, effects, found: { units, named, editing, kept, keeping, last } }, again, field) {
    if (editing !== "" && named?.status === "issued") return seeOther(`/directives/${editing}`);
    if (keeping && !isRefusal(keeping)) return seeOther(draftPath(keeping.of, { done: "kept" }));
    const typed = again.typed ?? visit.form;
    const content = typed.get("from") === "file" ? contentGiven({ ...visit, form: typed }) : undefined;
    const draft = editing === "" ? undefined : (named ?? (await effects.register.directives.directive(editing)));
    // What goes on from a draft was made from what the directive was then.
    const basis = again.typed?.get("basis") ?? (draft ? await basisOf(draft, editing) : ".");
    const told = kept ? draftNotice(visit, kept) : last && lastTimeNotice(visit, last);
    return directiveFormPage(visit, {
      ...again,
      ...(keeping ? refusedAbove(visit, keeping) : { notice: again.notice ?? told }),
      field,
      typed,
      content,
      units,
      editing: editing || undefined,
      basis,
      draft: draftNamed(visit),
    });
  },
  begin({ units, named, editing, kept, last }) {
    if (kept) return withTicks(typedInDraft(kept), units);
    if (!named) return last ? asLastTime(last) : new URLSearchParams();
    const file = { from: "file", content: `${JSON.stringify(named.directive, undefined, 2)}\n` };
    const typed = typedDirective(named.directive, units) ?? new URLSearchParams(file);
    if (editing === "") for (const name of [...typed.keys()].filter(isOfOneDirective)) typed.delete(name);
    return typed;
  },
  expired,
  version: {
    async of({ found: { editing, understood } }) {
      const given = await understood();
      return "directive" in given ? basisOf(given.stored, editing) : undefined;
    },
    changed: ({ visit }) => changedMeanwhile(visit),
    previewed: true,
  },
  judge: ({ found: { understood } }) => understood(),
  preview,
  acts: ["save"],
  async act({ directive }, { visit, effects }) {
    const saved = await enter(directive, visit, effects);
    if (isRefusal(saved)) return saved;
    await effects.register.entering.dropDraft(visit.caller.principal, draftNamed(visit));
    return `/directives/${directive.id}?done=saved`;
  },
  async refused(asked, refusal) {
    const why = stale(asked.visit.say(refusal.vi, refusal.detail));
    const given = await asked.found.understood();
    return "directive" in given ? preview(asked, given, why) : why;
  },
});

/** The form; or, to its script, what the dates mean that are being typed. */
export const askDirective = forKeepers((visit, effects) =>
  visit.wantsJson && visit.query["say"] === "dates" ? Promise.resolve(sayDates(visit)) : pages.ask(visit, effects),
);

/** What the form's buttons do: look and save; keep what is typed, or throw it away; search units; add and take out reports. */
export const enterDirective = forKeepers(async (visit, effects) => {
  const { form, wantsJson, formState } = visit;
  const pressed = form.get("do") ?? "";
  if (pressed === "autosave") return autosave(visit, effects);
  if (wantsJson && pressed.startsWith("find ")) return sayUnits(visit, effects);
  if (pressed === "discard" && formState === "fresh") return discard(visit, effects);
  return pages.give(visit, effects);
});

/** The form's own buttons: what is typed is kept, whatever else they do. */
const KEEPING = /^(?:keep|look|enter|add|find .*|remove .*)$/;

async function keptNow(visit: Visit, effects: WebEffects): Promise<DirectiveDraft | Refusal | undefined> {
  const { form, formState } = visit;
  const pressed = form.get("do") ?? "";
  if (formState !== "fresh" || form.get("from") === "file" || !KEEPING.test(pressed)) return undefined;
  const kept = await keepTyped(visit, effects);
  return pressed === "keep" ? kept : undefined;
}

/** To the page's script: what each date means as it stands in its field. */
function sayDates(visit: Visit): Answer {
  const { more = "", ...fields } = visit.query;
  const typed = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, value ?? ""]),
  );
  for (const number of more.split(",")) typed.append("more", number);
  return json({ said: datesSaid(visit, typed) });
}

/** To the page's script: what a search finds, which units are chosen, and how many. */
async function sayUnits(visit: Visit, effects: WebEffects): Promise<Answer> {
  const { form } = visit;
  const units = await everyUnit(await effects.register.units.list());
  const prefix = (form.get("do") ?? "").slice("find ".length);
  withTicks(form, units);
  return json({
    chosen: chosenWords(visit, form, prefix, units),
    units: form.get(`${prefix}units`) ?? "",
    except: form.get(`${prefix}except`) ?? "",
    found: unitsFound(visit, form, prefix, units),
  });
}

/** The units that the form names when it is asked for, as it does by what it is filled in with. */
function begunWith({ kept, named, last }: Pick<Found, "kept" | "named" | "last">): string[] {
  if (kept) return namedOn(typedInDraft(kept));
  if (named) return namedBy(named.directive);
  return last?.receiver === undefined ? [] : [last.receiver];
}

/** Enters what was ticked, and lays the form out as the button pressed asks; then the form is shown again. */
function followTheForm(form: URLSearchParams, units: UnitsToChoose): void {
  withTicks(form, units);
  const pressed = form.get("do") ?? "";
  const seeks = prefixesIn(form).find((prefix) => (form.get(`${prefix}q`) ?? "").trim() !== "");
  if (pressed === "enter") form.set("do", seeks === undefined ? "look" : "edit");
  if (pressed === "keep") form.set("do", "edit");
  if (!/^(?:find|remove|add)\b/.test(pressed)) return;
  // One search is open at a time.
  const [, sought = ""] = pressed.split(" ");
  for (const prefix of prefixesIn(form)) if (prefix !== sought) form.delete(`${prefix}q`);
  rearrange(form, pressed);
  form.set("do", "edit");
}

function withTicks(form: URLSearchParams, units: UnitsToChoose): URLSearchParams {
  for (const prefix of prefixesIn(form)) enterTicks(form, prefix, units);
  return form;
}

/** What the next directive never has in common with the one that it is like. */
const isOfOneDirective = (name: string): boolean =>
  /^(?:id|number|issuedOn)$/.test(name) || /(?:^|\.)before$/.test(name);

/** What is being changed, and what the register had under the directive's id. */
async function basisOf(stored: DirectiveRecord | undefined, editing: string): Promise<string> {
  return `${editing}.${stateOf(stored)}`;
}

/** The directive as it was given, if it can be carried out and may stand under its id. */
async function understand(
  visit: Visit,
  directives: WebEffects["register"]["directives"],
  { units, editing }: { readonly units: readonly Unit[]; readonly editing: string },
): Promise<Understood | Wrong> {
  const read = readGiven(visit, units);
  if ("fileFaults" in read) return { again: { status: 400, notice: fileFaultsNotice(visit, read.fileFaults) } };
  if ("faults" in read) return { again: faulty(read.faults) };
  const understood = { ...read, stored: await directives.directive(read.directive.id) };
  const taken = takenFaults(visit, editing, understood);
  return taken.length > 0 ? { again: faulty(taken) } : understood;
}

function fileFaultsNotice(visit: Visit, faults: readonly Fault[]): Html {
  const title = visit.say(
    `Tệp có ${faults.length} chỗ cần sửa; chưa có gì được lưu:`,
    `The file has ${faults.length} fault(s); nothing has been saved:`,
  );
  return directiveFaults(visit, faults, title);
}

async function preview(
  { visit, found: { units, editing } }: Asked<Found>,
  { directive, stored }: Understood,
  again: Again,
): Promise<Answer> {
  const basis = await basisOf(stored, editing);
  const isChanged = stored !== undefined && editing !== "" && visit.form.get("basis") !== basis;
  const why = isChanged && !again.notice ? changedMeanwhile(visit) : again;
  const replaces = stored !== undefined && (editing === "" || isChanged);
  return directivePreviewPage(visit, { ...why, directive, units: units.atHand, replaces, basis });
}

/** An issued directive is never changed, and a draft only by who meant to. */
function takenFaults({ say, form }: Visit, editing: string, { directive: { id }, stored }: Understood): FieldFault[] {
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
