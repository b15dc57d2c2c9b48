import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";

import type { GatewayEvent } from "../../../functions/http/gateway-event.ts";

const Id = z.string().regex(/^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$/);
const DutyParams = z.object({ directiveId: Id, obligationId: Id, unitId: Id });
const Claims = z.object({ email: z.email().trim().toLowerCase(), email_verified: z.literal("true") });
const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u);
const Report = z.strictObject({
  documentNumber: oneLine(100),
  signedOn: z.iso.date(),
  signer: z.strictObject({ name: oneLine(200), post: oneLine(200) }),
  sections: z.record(z.string(), z.string().max(60_000)).default({}),
  figures: z.record(z.string(), z.int().min(0).max(1_000_000_000)).default({}),
});

/**
 * The least that a handler can be: a switch over the routes, zod over what came in, and the first questions to the
 * table. No framework, no pages, no idempotency, no problem documents.
 */
export function bareSwitch(table: DynamoDBDocumentClient): (event: GatewayEvent) => Promise<{ statusCode: number }> {
  return async (event) => {
    const claims = Claims.safeParse(event.requestContext.authorizer?.jwt?.claims);
    if (!claims.success) return { statusCode: 401 };
    const ref = DutyParams.safeParse(event.pathParameters);
    if (!ref.success) return { statusCode: 404 };
    switch (event.routeKey) {
      case "GET /api/duties/{directiveId}/{obligationId}/{unitId}":
        await callerOf(claims.data.email);
        return { statusCode: 200 };
      case "POST /api/duties/{directiveId}/{obligationId}/{unitId}/submissions": {
        const report = Report.safeParse(JSON.parse(event.body ?? ""));
        if (!report.success) return { statusCode: 400 };
        await callerOf(claims.data.email);
        return { statusCode: 201 };
      }
      default:
        return { statusCode: 404 };
    }
  };

  function callerOf(email: string): Promise<unknown> {
    return Promise.all([
      table.send(
        new QueryCommand({
          TableName: "register",
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": `ADDRESS#${email}` },
        }),
      ),
      table.send(new GetCommand({ TableName: "register", Key: { pk: "STAFF", sk: `ADDRESS#${email}` } })),
    ]);
  }
}
