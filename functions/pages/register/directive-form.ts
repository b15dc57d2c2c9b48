import type { Again } from "../form-kit/again.ts";
import type { FieldOf } from "../form-kit/form.ts";
import type { FieldBase } from "../parts/fields.ts";
import type { UnitsToChoose } from "./units-to-choose.ts";

/** Where the form is asked for and sent. */
export const ACTION = "/directives/new";

export type DirectiveForm = Again & {
  readonly typed: URLSearchParams;
  /** Set when the directive is given as a file rather than by the fields. */
  readonly content?: string | undefined;
  readonly field: FieldOf;
  readonly units: UnitsToChoose;
  readonly editing?: string | undefined;
  readonly basis: string;
  /** Which of the visitor's drafts it is. */
  readonly draft: string;
};

/** A field of the form, or of one of its obligations, with what was typed into it. */
export type FieldAt = (name: string) => FieldBase & { readonly value: string };
