import { MeAnswer } from "../http/answers.ts";
import { readMe } from "../use-cases/read-me.ts";
import { answeredBy } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";

const byUnitSite = answeredBy("unit-site");

/** Who the caller is to the register. */
export const operations = {
  readMe: byUnitSite("GET", "/api/me", readMe),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  readMe: { summary: "Who the caller is to the register", answer: MeAnswer },
});
