import type { Consolidation } from "../../domain/consolidation.ts";
import type { Directive, Obligation } from "../../domain/directive.ts";
import type { EpochMs } from "../../domain/instant.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Passages } from "./passages.ts";
import type { Returns } from "./returns.ts";

/** What a consolidated report is composed from. */
export type Consolidated = {
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly receiver: Unit;
  readonly now: EpochMs;
  readonly consolidation: Consolidation;
  readonly returns: Returns;
  readonly passages: Passages;
};
