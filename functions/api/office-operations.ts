import * as calendar from "./calendar.ts";
import * as directives from "./directives.ts";
import * as forwarding from "./forwarding.ts";
import * as me from "./me.ts";
import * as obligationActs from "./obligation-acts.ts";
import * as rulings from "./rulings.ts";
import * as staff from "./staff.ts";
import * as units from "./units.ts";

/** What systems do and look up at the offices' side: loaded when the first of it is called. */
export const operations = {
  ...me.operations,
  ...units.operations,
  ...staff.operations,
  ...calendar.operations,
  ...directives.operations,
  ...obligationActs.operations,
  ...rulings.operations,
  ...forwarding.operations,
};
