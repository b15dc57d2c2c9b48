import { MeAnswer } from "../http/answers.ts";
import { keepsRegister } from "../domain/access.ts";
import { json } from "../http/exchange.ts";
import { answeredBy } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";

const byUnitSite = answeredBy("unit-site");

/** Who the caller is to the register. */
export const operations = {
  readMe: byUnitSite("GET", "/api/me", async ({ caller }, { homeUnit }: WebEffects) =>
    json({
      principal: caller.principal,
      units: caller.units,
      staff: caller.staff ? { name: caller.staff.name, role: caller.staff.role, unitId: caller.staff.unitId } : null,
      keepsRegister: keepsRegister(caller, homeUnit),
    }),
  ),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  readMe: { summary: "Who the caller is to the register", answer: MeAnswer },
});
