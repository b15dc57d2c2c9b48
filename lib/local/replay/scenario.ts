import type { Directive } from "../../../functions/domain/directive.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import type { Season } from "./season.ts";

export type Scenario = {
  readonly units: readonly UnitRecord[];
  readonly directives: readonly Directive[];
  readonly season: Season;
};
