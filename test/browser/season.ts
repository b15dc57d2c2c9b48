import { obligationOf } from "../../functions/domain/directive.ts";
import { readScenario } from "../../lib/local/replay/read-scenario.ts";
import { reportOf } from "../../lib/local/replay/report-of.ts";
import type { Site } from "./site.ts";

/** The units and the directive of 2017. */
export const scenario = readScenario({});
const [directive] = scenario.directives;
const obligation = directive && obligationOf(directive, "bao-cao");

export const API_OBLIGATION = "/api/obligations/5500-ubnd-kgvx-2017/bao-cao";
const apiDuty = (unit: string): string => `/api/duties/5500-ubnd-kgvx-2017/bao-cao/${unit}`;

/** A unit files its report now, through the API, as a system of its own would. */
export async function fileByApi({ deployment }: Pick<Site, "deployment">, unitId: string): Promise<void> {
  const unit = scenario.units.find(({ id }) => id === unitId);
  if (!unit || !obligation || !directive) throw new Error(`The season has no unit ${unitId}.`);
  const act = {
    act: "submit",
    at: deployment.now() as never,
    unit: unitId,
    obligation: obligation.id,
    directiveId: directive.id,
  } as const;
  const { status, body } = await deployment.call("POST", `${apiDuty(unitId)}/submissions`, {
    email: unit.clerkEmail,
    body: reportOf(act, unit, obligation),
  });
  if (status !== 201) throw new Error(`${unitId} could not file: ${status} ${JSON.stringify(body)}`);
}

export type DutyNow = {
  readonly state: string;
  readonly before: string;
  readonly standing: string | null;
  readonly revision: number;
};

/** How a duty stands once the letters of what was done are told of, as the API tells its supervisor. */
export async function dutyNow({ deployment }: Pick<Site, "deployment">, unitId: string): Promise<DutyNow> {
  await deployment.settle();
  const { body } = await deployment.call("GET", apiDuty(unitId), { email: deployment.keeper });
  return body as DutyNow;
}

/** Who is late now, as the API has it. */
export async function lateNow({
  deployment,
}: Pick<Site, "deployment">): Promise<{ unitId: string; unitName: string }[]> {
  const { body } = await deployment.call("GET", `${API_OBLIGATION}/escalations?limit=200`, {
    email: deployment.keeper,
  });
  return (body as { items: { unitId: string; unitName: string }[] }).items;
}

/** A unit freed from its report, by the supervisor. */
export async function exemptByApi({ deployment }: Pick<Site, "deployment">, unitId: string): Promise<void> {
  const { status, body } = await deployment.call("POST", `${apiDuty(unitId)}/exemption`, {
    email: deployment.keeper,
    body: { reason: "Đơn vị mới thành lập" },
  });
  if (status !== 200) throw new Error(`${unitId} could not be exempted: ${status} ${JSON.stringify(body)}`);
}
