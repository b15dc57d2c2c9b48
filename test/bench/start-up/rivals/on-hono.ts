import { Hono } from "hono/tiny";
import { handle } from "hono/aws-lambda";

import { Claims, DutyParams, Report, fileReport, findOwed, readDuty } from "./register.ts";

type Gateway = {
  requestContext: { timeEpoch: number; authorizer?: { jwt?: { claims?: Record<string, unknown> } } };
};

const app = new Hono<{ Bindings: { event: Gateway } }>();
const path = "/api/duties/:directiveId/:obligationId/:unitId";

app.get(path, async (c) => {
  const claims = Claims.safeParse(c.env.event.requestContext.authorizer?.jwt?.claims);
  if (!claims.success) return c.json({ title: "Sign in first" }, 401);
  const ref = DutyParams.safeParse(c.req.param());
  if (!ref.success || !(await findOwed(claims.data.email, ref.data))) return c.json({ title: "No such duty" }, 404);
  const found = await readDuty(ref.data);
  return found ? c.json({ ...found.duty, draft: found.draft }) : c.json({ title: "No such duty" }, 404);
});

app.post(`${path}/submissions`, async (c) => {
  const { timeEpoch: receivedAt, authorizer } = c.env.event.requestContext;
  const claims = Claims.safeParse(authorizer?.jwt?.claims);
  if (!claims.success) return c.json({ title: "Sign in first" }, 401);
  const report = Report.safeParse(await c.req.json());
  if (!report.success) return c.json({ title: "What was sent is not valid", errors: report.error.issues }, 400);
  const ref = DutyParams.safeParse(c.req.param());
  const owed = ref.success && (await findOwed(claims.data.email, ref.data));
  if (!owed) return c.json({ title: "No such duty" }, 404);
  const filed = await fileReport(ref.data, owed, { report: report.data, by: claims.data.email, receivedAt });
  return filed ? c.json(filed, 201) : c.json({ title: "A report was filed already" }, 409);
});

export const handler = handle(app);
