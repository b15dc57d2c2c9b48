import type { DirectiveRecord } from "../../domain/directive-record.ts";
import type { Directive } from "../../domain/directive.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Fault } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/unit.ts";
import { NO_DIRECTIVE, enterDirective as enter } from "../../use-cases/save-directives.ts";
import type { Html } from "../../runtime/html.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer } from "../../http/exchange.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { changedMeanwhile, expired, faulty, stale } from "../form-kit/again.ts";
import type { Again, FieldFault } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked, Wrong } from "../form-kit/form.ts";
import { lazily } from "../form-kit/lazily.ts";
import { stateOf } from "../form-kit/version.ts";
import type { Visit } from "../visit.ts";
import { directiveNamed } from "./directive.ts";
import { directiveFaults } from "./directive-faults.ts";
import { labelOf } from "./directive-fields.ts";
import { directiveFormPage } from "./directive-form-page.ts";
import { directivePreviewPage } from "./directive-preview-page.ts";
import { typedDirective } from "./directive-typed.ts";
import { forKeepers } from "./for-keepers.ts";
import { contentGiven } from "./given-content.ts";
import { readGiven } from "./read-given-directive.ts";

type Found = {
  readonly units: readonly Unit[];
  /** The directive that a link names, to be changed (`edit`) or to be followed (`like`). */
  readonly named: DirectiveRecord | undefined;
  /** The id of the draft that is being changed; empty for a new directive. */
  readonly editing: string;
  readonly understood: () => Promise<Understood | Wrong>;
};

/** A directive as it was given, and what the register has under its id. */
type Understood = { readonly directive: Directive; readonly stored: DirectiveRecord | undefined };

/** Shows what was understood of the form or the file, with its faults; stored it is only after that preview. */
const pages = formPages<Found, Understood>({
  async find(visit, effects) {
    const { form, query } = visit;
    const { edit, like } = query;
    const name = edit ?? like;
    const { directives, units: all } = effects.register;
    const units = await (await all.list()).all();
    const named = name === undefined ? undefined : await directiveNamed(name, effects);
    if (name !== undefined && !named) return NO_DIRECTIVE;
    const [editing = ""] = (form.get("basis") ?? edit ?? "").split(".");
    if (editing !== "") form.set("id", editing);
    return { units, named, editing, understood: lazily(() => understand(visit, directives, { units, editing })) };
  },
  label: (visit, name) => labelOf(visit, name),
  async page({ visit, effects, found: { units, named, editing } }, again, field) {
    if (editing !== "" && named?.status === "issued") return seeOther(`/directives/${editing}`);
    const typed = again.typed ?? visit.form;
    const content = typed.get("from") === "file" ? contentGiven({ ...visit, form: typed }) : undefined;
    const draft = editing === "" ? undefined : (named ?? (await effects.register.directives.directive(editing)));
    const basis = draft ? await basisOf(draft, editing) : ".";
    return directiveFormPage(visit, { ...again, field, typed, content, units, editing: editing || undefined, basis });
  },
  begin({ units, named, editing }) {
    if (!named) return new URLSearchParams();
    const file = { from: "file", content: `${JSON.stringify(named.directive, undefined, 2)}\n` };
    const typed = typedDirective(named.directive, units) ?? new URLSearchParams(file);
    if (editing === "") for (const name of ["id", "number", "issuedOn", "before", "c.before"]) typed.delete(name);
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
    return isRefusal(saved) ? saved : `/directives/${directive.id}?done=saved`;
  },
  async refused(asked, refusal) {
    const why = stale(asked.visit.say(refusal.vi, refusal.detail));
    const given = await asked.found.understood();
    return "directive" in given ? preview(asked, given, why) : why;
  },
});

export const askDirective = forKeepers(pages.ask);
export const enterDirective = forKeepers(pages.give);

/** What is being changed, and what the register had under the directive's id. */
async function basisOf(stored: DirectiveRecord | undefined, editing: string): Promise<string> {
  return `${editing}.${stateOf(stored)}`;
}

/** The directive as it was given, if it can be carried out and may stand under its id. */
async function understand(
  visit: Visit,
  directives: WebEffects["register"]["directives"],
  { units, editing }: Pick<Found, "units" | "editing">,
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
  return directivePreviewPage(visit, { ...why, directive, units, replaces, basis });
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
