import { forwardingView } from "../http/forwarding-view.ts";
import { ForwardingAnswer } from "../http/obligation-answers.ts";
import * as examples from "../http/examples.ts";
import type { WebEffects } from "../use-cases/effects.ts";
import { ForwardingSchema, findForwarding, recordForwarding } from "../use-cases/record-forwarding.ts";
import { acting } from "./acting.ts";
import { answeredBy } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";

/** The report upward: to whom an obligation's report was sent on. */
export const operations = {
  recordForwarding: answeredBy("office-site")(
    "POST",
    "/api/obligations/{directiveId}/{obligationId}/forwarding",
    acting({
      find: findForwarding,
      schema: ForwardingSchema,
      act: async (found, given, asking, effects) => {
        const records = await recordForwarding(found, given, asking, effects);
        return "refused" in records ? records : { found, records };
      },
      view: ({ found, records }) => ({ forwarding: forwardingView(found.obligation, records) }),
    }),
  ),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  recordForwarding: {
    summary:
      "Record that a report was sent on to one of those whom the directive names; recorded again it is put right, and what stood there is kept",
    body: { schema: ForwardingSchema, example: examples.forwarding },
    answer: ForwardingAnswer,
  },
});
