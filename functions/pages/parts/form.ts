import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { attributes, nothing } from "./attributes.ts";

export type Form = {
  /** The path that it posts to: its own page's. */
  readonly action: string;
  /** Begins with `sealed(visit, …)`; ends with `buttons(…)`. */
  readonly content: Html;
  readonly id?: string | undefined;
  /** Whether it sends a file. */
  readonly files?: boolean | undefined;
  /**
   * What was typed is kept in this browser under this name until the server has it; name what is filled in, and
   * for whom, so that two people at one computer never see each other's: `${principal} ${path}`.
   * @default - nothing is kept
   */
  readonly keep?: string | undefined;
  /** The form answers one that was sent, and holds all that was typed into that: what this browser kept of it is not offered. */
  readonly holdsAll?: boolean | undefined;
  /**
   * Saves by itself some seconds after typing stops: posts to `url` with `do=autosave`, and tells the answer's
   * `text`. The form has a hidden field `basedOn`, which follows the draft's version.
   * @default - it is saved by its buttons only
   */
  readonly autosave?: { readonly url: string; readonly savedAt?: number | undefined } | undefined;
  /**
   * Sent again by itself when the site is too busy to take it in. Its deed is done once for each form, and its files, if it has
   * any, are sent by another.
   * @default - the gateway's own answer is shown
   */
  readonly patient?: boolean | undefined;
};

/**
 * A form that is posted. The browser does not judge it (`novalidate`): the server's words are in the page's
 * language and beside the field, and a half-filled draft may always be saved.
 */
export function postForm({ action, content, id, files, keep, holdsAll, autosave, patient = false }: Form): Html {
  const extras = attributes({
    id,
    enctype: files ? "multipart/form-data" : undefined,
    "data-keep": keep,
    "data-holds-all": holdsAll,
    "data-autosave": autosave?.url,
    "data-saved-at": autosave?.savedAt,
    "data-patient": patient,
  });
  return html`<form method="post" action="${action}" novalidate data-guard${extras}>
    ${content}
    ${autosave === undefined ? nothing : html`<p class="saved" data-autosave-status aria-live="polite"></p>`}
  </form> `;
}

/** Fields that ask for one thing together, under a title. */
export function fieldset(title: string | Html, content: Html): Html {
  return html`<fieldset class="together"><legend>${title}</legend>${content}</fieldset> `;
}
