import type { Unit } from "../../domain/unit.ts";
import type { Again } from "../form-kit/again.ts";
import type { FieldOf } from "../form-kit/form.ts";

export type DirectiveForm = Again & {
  readonly typed: URLSearchParams;
  /** Set when the directive is given as a file rather than by the fields. */
  readonly content?: string | undefined;
  readonly field: FieldOf;
  readonly units: readonly Unit[];
  readonly editing?: string | undefined;
  readonly basis: string;
};
