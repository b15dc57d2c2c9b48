import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer } from "../../http/exchange.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import type { FieldBase } from "../parts/field.ts";
import type { Visit } from "../visit.ts";
import { faultAt, faulty, refusedAbove } from "./again.ts";
import type { Again, FieldFault } from "./again.ts";
import { submitOnce } from "./submit-once.ts";

/**
 * A page that takes something in: its data and its words. The order of what happens to it is the kit's, and the same for
 * all: it is found, it is of this session, it is previewed, it is what it was, it is judged, and last of all it is
 * done, once.
 */
export type Form<Found, Given> = {
  /** What it is about, to those who may do it; else why not. */
  readonly find: (visit: Visit, effects: WebEffects) => Promise<Found | Refusal>;
  /** The page that asks; and asks again, with what was typed and why. */
  readonly page: (asked: Asked<Found>, again: Again, field: FieldOf) => Answer | Promise<Answer>;
  /** What a field is called. @default its name */
  readonly label?: (visit: Visit, field: string) => string;
  /** What stands in the fields at first. @default - nothing */
  readonly begin?: (found: Found) => URLSearchParams;
  /** The form was not of this session. */
  readonly expired: (visit: Visit) => Again;
  /** What the page was drawn from. Somebody's change meanwhile is told before anything else is looked at. */
  readonly version?: {
    /** Undefined when it is not there any more. */
    readonly of: (asked: Asked<Found>) => string | undefined | Promise<string | undefined>;
    readonly changed: (asked: Asked<Found>) => Again | Promise<Again>;
    /** Shows the preview of what was typed anew, rather than the form. */
    readonly previewed?: boolean;
  };
  /** What was typed, read and judged whole; or all that is wrong with it. Changes nothing. */
  readonly judge: (asked: Asked<Found>) => Judged<Given> | Promise<Judged<Given>>;
  /** The faults of a refusal, each at its field. @default - its words stand above the form */
  readonly faultsOf?: (visit: Visit, refusal: Refusal) => readonly FieldFault[];
  /** What would follow, shown before it is done. */
  readonly preview?: (asked: Asked<Found>, given: Given, again: Again) => Shown | Promise<Shown>;
  /** It asks for nothing, and so begins with its preview. */
  readonly asksNothing?: boolean;
  /** The buttons that do it; others preview it, or go back to the form. @default - every button does it */
  readonly acts?: readonly string[];
  /** Does it. @returns where it leads, or why it was not done */
  readonly act: (given: Given, asked: Asked<Found>) => Promise<string | Answer | Refusal>;
  /** What is told when it was not done all the same. @default - the form again, with the refusal's words */
  readonly refused?: (asked: Asked<Found>, refusal: Refusal) => Again | Shown | Promise<Again | Shown>;
  /** Sent again it does no more than it did, so that nobody has to remember that it was sent. */
  readonly repeatable?: boolean;
};

/** A form in hand: who asks for it or sent it, and what it is about. */
export type Asked<Found> = { readonly visit: Visit; readonly effects: WebEffects; readonly found: Found };

/** A field of the form: what it is called, what was typed into it and what is wrong with that. */
export type FieldOf = (name: string) => FieldBase & { readonly value: string };

/** What keeps a form from being done. */
export type Wrong = Refusal | { readonly again: Again };
type Judged<Given> = Given | Wrong;
type Shown = Answer | Refusal;

/** The pages of a form: where it is asked for, where it is sent, and its drawing for a page that leads there another way. */
export function formPages<Found, Given>(form: Form<Found, Given>) {
  const { preview, version, acts } = form;

  function draw(asked: Asked<Found>, again: Again): Answer | Promise<Answer> {
    const typed = again.typed ?? asked.visit.form;
    return form.page(asked, again, (name) => ({
      name,
      label: form.label?.(asked.visit, name) ?? name,
      value: typed.get(name) ?? "",
      fault: faultAt(again, name),
    }));
  }

  async function showPreview(asked: Asked<Found>, again: Again): Promise<Shown> {
    const given = await form.judge(asked);
    const shown = isWrong(given) ? given : await (preview?.(asked, given, again) ?? draw(asked, again));
    return isWrong(shown) ? draw(asked, { ...again, ...whyOf(asked, shown) }) : shown;
  }

  const begin = form.asksNothing ? showPreview : draw;

  function whyOf({ visit }: Asked<Found>, wrong: Wrong): Again {
    if ("again" in wrong) return wrong.again;
    return form.faultsOf && wrong.refused === "invalid"
      ? faulty(form.faultsOf(visit, wrong))
      : refusedAbove(visit, wrong);
  }

  async function submit(asked: Asked<Found>): Promise<Shown> {
    if (version && (await version.of(asked)) !== asked.visit.form.get("basis"))
      return (version.previewed ? showPreview : begin)(asked, await version.changed(asked));
    const given = await form.judge(asked);
    if (isWrong(given)) return draw(asked, whyOf(asked, given));
    const done = await form.act(given, asked);
    if (!isRefusal(done)) return typeof done === "string" ? seeOther(done) : done;
    const tell = async (now: Asked<Found>): Promise<Shown> => {
      const told = form.refused ? await form.refused(now, done) : whyOf(now, done);
      return isRefusal(told) || "body" in told ? told : begin(now, told);
    };
    // Unless it was sent wrong, somebody was quicker: then this is how it stands now.
    return done.refused === "invalid" ? tell(asked) : about(tell)(asked.visit, asked.effects);
  }

  /** A page's handler, once what it is about is found. */
  const about =
    (show: (asked: Asked<Found>) => Shown | Promise<Shown>) =>
    async (visit: Visit, effects: WebEffects): Promise<Shown> => {
      const found = await form.find(visit, effects);
      return isRefusal(found) ? found : show({ visit, effects, found });
    };

  return {
    draw,
    ask: about((asked) => begin(asked, { typed: form.begin?.(asked.found) })),
    give: about((asked) => {
      const { visit, effects } = asked;
      if (visit.formState === "expired") return begin(asked, form.expired(visit));
      const pressed = visit.form.get("do") ?? "";
      if (acts && !acts.includes(pressed)) return (!preview || BACK.has(pressed) ? draw : showPreview)(asked, {});
      if (form.repeatable) return submit(asked);
      return submitOnce(visit, effects, (once) => submit({ ...asked, visit: once }));
    }),
  };
}

/** Buttons of a preview that lead back to the form. */
const BACK = new Set(["edit", "change"]);

function isWrong(judged: unknown): judged is Wrong {
  if (isRefusal(judged)) return true;
  // What was typed may have a field of that name, too: `again: true` of a reminder.
  return typeof judged === "object" && judged !== null && "again" in judged && typeof judged.again === "object";
}
