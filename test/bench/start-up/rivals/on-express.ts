import express from "express";
import type { Request } from "express";
import serverless from "serverless-http";

import { Claims, DutyParams, Report, fileReport, findOwed, readDuty } from "./register.ts";

type Gateway = { timeEpoch: number; authorizer?: { jwt?: { claims?: Record<string, unknown> } } };

const app = express();
app.use(express.json({ limit: "300kb" }));
const path = "/api/duties/:directiveId/:obligationId/:unitId";

app.get(path, async (request, response) => {
  const claims = Claims.safeParse(gatewayOf(request).authorizer?.jwt?.claims);
  if (!claims.success) {
    response.status(401).json({ title: "Sign in first" });
    return;
  }
  const ref = DutyParams.safeParse(request.params);
  const owed = ref.success && (await findOwed(claims.data.email, ref.data));
  const found = owed && (await readDuty(ref.data));
  if (!found) {
    response.status(404).json({ title: "No such duty" });
    return;
  }
  response.json({ ...found.duty, draft: found.draft });
});

app.post(`${path}/submissions`, async (request, response) => {
  const { timeEpoch: receivedAt, authorizer } = gatewayOf(request);
  const claims = Claims.safeParse(authorizer?.jwt?.claims);
  if (!claims.success) {
    response.status(401).json({ title: "Sign in first" });
    return;
  }
  const report = Report.safeParse(request.body);
  if (!report.success) {
    response.status(400).json({ title: "What was sent is not valid", errors: report.error.issues });
    return;
  }
  const ref = DutyParams.safeParse(request.params);
  const owed = ref.success && (await findOwed(claims.data.email, ref.data));
  if (!owed) {
    response.status(404).json({ title: "No such duty" });
    return;
  }
  const filed = await fileReport(ref.data, owed, { report: report.data, by: claims.data.email, receivedAt });
  if (!filed) {
    response.status(409).json({ title: "A report was filed already" });
    return;
  }
  response.status(201).json(filed);
});

export const handler = serverless(app, {
  request(request: { gateway?: Gateway }, event: { requestContext: Gateway }) {
    request.gateway = event.requestContext;
  },
});

function gatewayOf(request: Request): Gateway {
  return (request as Request & { gateway: Gateway }).gateway;
}
