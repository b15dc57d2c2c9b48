import { places, whole } from "../figures.ts";
import type { Part } from "../part.ts";
import { billOf } from "./bill.ts";
import { SIZES, costTables, ways } from "./cost-tables.ts";
import { priceList } from "./prices.ts";

/** What a season costs, of a hundred units to a million: a model, of measured request units and named assumptions. */
export const cost: Part = {
  name: "cost",
  run: async ({ tell }) => {
    tell(`list prices of ${priceList.region}, ${priceList.asOf}\n\n${costTables()}`);
    return SIZES.map((units) => ({
      what: `a season of ${whole(units)} units`,
      measured: ways
        .map(({ name, usageOf }) => `${name} ${priceList.currency} ${places(billOf(usageOf(units)).total)}`)
        .join(", "),
    }));
  },
};
