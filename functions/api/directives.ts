import { DirectiveSchema } from "../domain/directive.ts";
import { DirectiveAnswer, DirectiveWithMilestones, PlanAnswer, listOf } from "../http/answers.ts";
import { issueDirective } from "../use-cases/issue-directive.ts";
import { createDirective, listDirectives, planDirective, readDirective } from "../use-cases/save-directives.ts";
import * as examples from "../http/examples.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";

const byOfficeSite = answeredBy("office-site");

/** Directives, from their entering to their issue. */
export const operations = {
  createDirective: byOfficeSite("POST", "/api/directives", createDirective),
  listDirectives: byOfficeSite("GET", "/api/directives", listDirectives),
  readDirective: byOfficeSite("GET", "/api/directives/{directiveId}", readDirective),
  planDirective: byOfficeSite("GET", "/api/directives/{directiveId}/plan", planDirective),
  issueDirective: byOfficeSite("POST", "/api/directives/{directiveId}/issue", issueDirective),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  createDirective: {
    summary: "Enter a directive that is being prepared",
    body: { schema: DirectiveSchema, example: examples.directive },
    status: 201,
    answer: DirectiveAnswer,
  },
  listDirectives: { summary: "Directives", query: paging, answer: listOf(DirectiveAnswer) },
  readDirective: {
    summary: "A directive, with its milestones: a thousand at once, its obligations' before those of single duties",
    query: { cursor: paging.cursor },
    answer: DirectiveWithMilestones,
  },
  planDirective: { summary: "Dry run: every letter that would go out, to whom and when", answer: PlanAnswer },
  issueDirective: { summary: "Issue a directive: lay its duties upon the units", answer: DirectiveWithMilestones },
});
