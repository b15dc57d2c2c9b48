import { randomUUID } from "node:crypto";

import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";

import { KeptDirectiveSchema } from "../../../functions/domain/directive.ts";
import type { Directive } from "../../../functions/domain/directive.ts";
import { newDuty } from "../../../functions/domain/duty.ts";
import { DirectiveIdSchema, ObligationIdSchema, UnitIdSchema } from "../../../functions/domain/ids.ts";
import { parseJsonText } from "../../../functions/domain/json-text.ts";
import { move } from "../../../functions/domain/moves.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { ReportSchema, reportFaults } from "../../../functions/domain/submission.ts";
import type { GatewayEvent } from "../../../functions/http/gateway-event.ts";
import { contentHash } from "../../../functions/runtime/content-hash.ts";
import { deadlineIn } from "../../../functions/domain/deadline.ts";

const DutyParams = z.object({ directiveId: DirectiveIdSchema, obligationId: ObligationIdSchema, unitId: UnitIdSchema });
const Claims = z.object({
  email: z.email().check(z.trim(), z.toLowerCase()),
  email_verified: z.literal("true"),
});
const RecordSchema = z.object({
  directive: KeptDirectiveSchema,
  status: z.literal("issued"),
  createdAt: z.number(),
  issuedAt: z.optional(z.number()),
  shards: z.record(z.string(), z.number()),
});

/**
 * The least that a handler can be which does the same work: a switch over the routes, and the same schemas and rules for what
 * came in and what the table told. No framework, no pages, no idempotency, no problem documents.
 */
export function bareSwitch(table: DynamoDBDocumentClient): (event: GatewayEvent) => Promise<{ statusCode: number }> {
  const TableName = "register";
  const issued = new Map<string, Directive>();
  return async (event) => {
    const claims = Claims.safeParse(event.requestContext.authorizer?.jwt?.claims);
    if (!claims.success) return { statusCode: 401 };
    const ref = DutyParams.safeParse(event.pathParameters);
    if (!ref.success) return { statusCode: 404 };
    const { directiveId, obligationId, unitId } = ref.data;
    const dossier = `DUTY#${directiveId}#${obligationId}#${unitId}`;
    switch (event.routeKey) {
      case "GET /api/duties/{directiveId}/{obligationId}/{unitId}": {
        // A date that was issued may have moved since.
        const moves = { pk: "MOVES", sk: `DIRECTIVE#${directiveId}` };
        const [owed] = await Promise.all([
          findOwed(claims.data.email, ref.data),
          table.send(new GetCommand({ TableName, Key: moves, ConsistentRead: true })),
        ]);
        if (!owed) return { statusCode: 404 };
        const Key = { pk: `OBLIGATION#${directiveId}#${obligationId}#0`, sk: `UNIT#${unitId}` };
        await table.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
        return { statusCode: 200 };
      }
      case "POST /api/duties/{directiveId}/{obligationId}/{unitId}/submissions": {
        const obligation = await findOwed(claims.data.email, ref.data);
        if (!obligation) return { statusCode: 404 };
        const report = ReportSchema.safeParse(parseJsonText(event.body ?? ""));
        if (!report.success) return { statusCode: 400 };
        const { timeEpoch: receivedAt } = event.requestContext;
        if (reportFaults(report.data, obligation, receivedAt).length > 0) return { statusCode: 400 };
        const usual = newDuty(ref.data, { name: "", kind: "", headTitle: "", phone: "" }, deadlineIn(obligation));
        const writtenAt = Date.now();
        const filed = move(usual, { act: "submit", receivedAt }, writtenAt);
        if (isRefusal(filed)) return { statusCode: 409 };
        await table.send(
          new PutCommand({
            TableName,
            Item: {
              pk: dossier,
              sk: "SUBMISSION#0001",
              revision: filed.revision,
              attempt: randomUUID(),
              receivedAt,
              writtenAt,
              by: claims.data.email,
              channel: "online",
              sha256: contentHash(report.data),
              report: report.data,
            },
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
        return { statusCode: 201 };
      }
      default:
        return { statusCode: 404 };
    }
  };

  /** The obligation, if this address acts for the unit that owes it. */
  async function findOwed(email: string, { directiveId, obligationId, unitId }: z.infer<typeof DutyParams>) {
    const [units] = await Promise.all([
      table.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": `ADDRESS#${email}` },
        }),
      ),
      table.send(new GetCommand({ TableName, Key: { pk: "STAFF", sk: `ADDRESS#${email}` } })),
    ]);
    const directive = issued.get(directiveId) ?? (await readDirective(directiveId));
    const own = units.Items?.some(({ sk }) => sk === `UNIT#${unitId}`);
    return own ? directive.obligations.find(({ id }) => id === obligationId) : undefined;
  }

  /** What is issued stays as it is, and is asked for once. */
  async function readDirective(directiveId: string): Promise<Directive> {
    const Key = { pk: "DIRECTIVES", sk: `DIRECTIVE#${directiveId}` };
    const found = await table.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    const { directive } = RecordSchema.parse(found.Item);
    issued.set(directiveId, directive);
    return directive;
  }
}
