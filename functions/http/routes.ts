/**
 * Every route of the HTTP API, declared once: the stack turns this list into API Gateway routes, the
 * web function looks its handler up by the same key. Each says who may come in, and which function answers.
 */
const duty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const obligation = "/api/obligations/{directiveId}/{obligationId}";

export const routes = {
  readDescription: { method: "GET", path: "/openapi.json", access: "public", by: "description" },

  readMe: { method: "GET", path: "/api/me", access: "signed-in", by: "web" },

  listUnits: { method: "GET", path: "/api/units", access: "signed-in", by: "web" },
  putUnit: { method: "PUT", path: "/api/units/{unitId}", access: "signed-in", by: "web" },
  importUnits: { method: "POST", path: "/api/units/import", access: "signed-in", by: "web" },

  listStaff: { method: "GET", path: "/api/staff", access: "signed-in", by: "web" },
  putStaff: { method: "PUT", path: "/api/staff/{email}", access: "signed-in", by: "web" },
  deleteStaff: { method: "DELETE", path: "/api/staff/{email}", access: "signed-in", by: "web" },

  createDirective: { method: "POST", path: "/api/directives", access: "signed-in", by: "web" },
  listDirectives: { method: "GET", path: "/api/directives", access: "signed-in", by: "web" },
  readDirective: { method: "GET", path: "/api/directives/{directiveId}", access: "signed-in", by: "web" },
  planDirective: { method: "GET", path: "/api/directives/{directiveId}/plan", access: "signed-in", by: "web" },
  issueDirective: { method: "POST", path: "/api/directives/{directiveId}/issue", access: "signed-in", by: "web" },

  listObligationDuties: { method: "GET", path: `${obligation}/duties`, access: "signed-in", by: "web" },
  listEscalations: { method: "GET", path: `${obligation}/escalations`, access: "signed-in", by: "web" },
  readSummary: { method: "GET", path: `${obligation}/summary`, access: "signed-in", by: "web" },

  listOwnDuties: { method: "GET", path: "/api/duties", access: "signed-in", by: "web" },
  readDuty: { method: "GET", path: duty, access: "signed-in", by: "web" },
  saveDraft: { method: "PUT", path: `${duty}/draft`, access: "signed-in", by: "web" },
  fileReport: { method: "POST", path: `${duty}/submissions`, access: "signed-in", by: "web" },
  readSubmission: { method: "GET", path: `${duty}/submissions/{revision}`, access: "signed-in", by: "web" },
  readHistory: { method: "GET", path: `${duty}/history`, access: "signed-in", by: "web" },
  returnReport: { method: "POST", path: `${duty}/return`, access: "signed-in", by: "web" },
  acceptReport: { method: "POST", path: `${duty}/accept`, access: "signed-in", by: "web" },
  extendDuty: { method: "POST", path: `${duty}/extension`, access: "signed-in", by: "web" },
  exemptDuty: { method: "POST", path: `${duty}/exemption`, access: "signed-in", by: "web" },
  stateReason: { method: "POST", path: `${duty}/reason`, access: "signed-in", by: "web" },
  recordPaper: { method: "POST", path: `${duty}/paper`, access: "signed-in", by: "web" },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

type Route = {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly path: string;
  readonly access: "public" | "signed-in";
  /** The function that answers: a file of functions/. What is seldom asked for, and large, stays out of the web function. */
  readonly by: "web" | "description";
};
