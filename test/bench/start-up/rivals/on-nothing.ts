import type { GatewayEvent } from "../../../../functions/http/gateway-event.ts";
import { Claims, DutyParams, Report, fileReport, findOwed, readDuty } from "./register.ts";

const path = "/api/duties/{directiveId}/{obligationId}/{unitId}";

/** A switch over the two routes, which is less than anyone keeps to once there are twenty. */
export async function handler(event: GatewayEvent) {
  const { timeEpoch: receivedAt, authorizer } = event.requestContext;
  const claims = Claims.safeParse(authorizer?.jwt?.claims);
  if (!claims.success) return answer(401, { title: "Sign in first" });
  const ref = DutyParams.safeParse(event.pathParameters);
  switch (event.routeKey) {
    case `GET ${path}`: {
      if (!ref.success || !(await findOwed(claims.data.email, ref.data))) return answer(404, { title: "No such duty" });
      const found = await readDuty(ref.data);
      return found ? answer(200, { ...found.duty, draft: found.draft }) : answer(404, { title: "No such duty" });
    }
    case `POST ${path}/submissions`: {
      const report = Report.safeParse(JSON.parse(event.body ?? ""));
      if (!report.success) return answer(400, { title: "What was sent is not valid", errors: report.error.issues });
      const owed = ref.success && (await findOwed(claims.data.email, ref.data));
      if (!owed) return answer(404, { title: "No such duty" });
      const filed = await fileReport(ref.data, owed, { report: report.data, by: claims.data.email, receivedAt });
      return filed ? answer(201, filed) : answer(409, { title: "A report was filed already" });
    }
    default:
      return answer(404, { title: "Nothing is here" });
  }
}

function answer(statusCode: number, body: object) {
  return { statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
