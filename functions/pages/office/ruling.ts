import type * as z from "zod/mini";

import type { Duty, DutyState } from "../../domain/duty.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/unit.ts";
import type { FoundDuty } from "../../use-cases/find-duty.ts";
import type { Html } from "../../runtime/html.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import type { FieldOf } from "../form-kit/form.ts";
import type { Visit } from "../visit.ts";

export type Words = readonly [vi: string, en: string];

/** What a ruling is to who makes it: its words, and what it asks for. */
export type Asked = {
  readonly title: Words;
  /** What it is for, in a sentence. */
  readonly about: Words;
  /** The button that does it. */
  readonly confirm: Words;
  /** Whether it takes away what is owed. */
  readonly danger?: boolean;
  /** The states in which it can be made. */
  readonly from: readonly DutyState[];
  /** The fields that it asks for, by name, each with its label; none: then its first page is the preview. */
  readonly labels: Readonly<Record<string, Words>>;
  readonly fields: (asking: Asking) => Html;
};

/** What a supervisor can rule on one duty: what it asks for, what would follow, and how it is done. */
export type Ruling<S extends z.core.$ZodType> = Asked & {
  /** What the duty's page says afterwards: `?done=extended`. */
  readonly done: string;
  /** What was typed, as the schema reads it. */
  readonly body: (form: URLSearchParams) => unknown;
  readonly schema: S;
  /** The field at which a fault is told, where it is not named as in the body. */
  readonly fieldOf?: Readonly<Record<string, string>>;
  /** The duty as it would be, or why not. */
  readonly decide: (body: z.output<S>, found: FoundDuty, visit: Visit) => Duty | Refusal;
  readonly preview: (looking: Previewing<z.output<S>>) => Preview | Refusal;
  readonly act: (found: FoundDuty, body: z.output<S>, visit: Visit, effects: WebEffects) => Promise<unknown>;
  /** What was typed for a duty to which it was done, to be typed for another. */
  readonly typedFor?: (duty: Duty) => Readonly<Record<string, string>>;
};

/** What the fields are drawn from. */
export type Asking = { readonly visit: Visit; readonly found: FoundDuty; readonly field: FieldOf };

/** The names of the fields that a ruling asks for. */
export const namesOf = ({ labels }: Asked): string[] => Object.keys(labels);

/** What the preview is drawn from. */
export type Previewing<Body> = {
  readonly visit: Visit;
  readonly found: FoundDuty;
  readonly body: Body;
  /** The duty as it would be. */
  readonly after: Duty;
  readonly unit: Unit | undefined;
};

/** A ruling before it is done: what it says, and in words what follows from it. */
export type Preview = {
  readonly facts: readonly (readonly [label: string, value: Html | string])[];
  readonly follows: readonly (Html | string)[];
  /** What is told besides: the letters to come. */
  readonly more?: Html | undefined;
};
