/**
 * Every route of the HTTP API, declared once: the stack turns this list into API Gateway routes, the
 * web function looks its handler up by the same key. A route is signed-in unless it says `public`.
 */
const duty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const obligation = "/api/obligations/{directiveId}/{obligationId}";

export const routes = {
  readDescription: { method: "GET", path: "/openapi.json", access: "public" },

  readMe: { method: "GET", path: "/api/me", access: "signed-in" },

  listUnits: { method: "GET", path: "/api/units", access: "signed-in" },
  putUnit: { method: "PUT", path: "/api/units/{unitId}", access: "signed-in" },
  importUnits: { method: "POST", path: "/api/units/import", access: "signed-in" },

  listStaff: { method: "GET", path: "/api/staff", access: "signed-in" },
  putStaff: { method: "PUT", path: "/api/staff/{email}", access: "signed-in" },
  deleteStaff: { method: "DELETE", path: "/api/staff/{email}", access: "signed-in" },

  createDirective: { method: "POST", path: "/api/directives", access: "signed-in" },
  listDirectives: { method: "GET", path: "/api/directives", access: "signed-in" },
  readDirective: { method: "GET", path: "/api/directives/{directiveId}", access: "signed-in" },
  planDirective: { method: "GET", path: "/api/directives/{directiveId}/plan", access: "signed-in" },
  issueDirective: { method: "POST", path: "/api/directives/{directiveId}/issue", access: "signed-in" },

  listObligationDuties: { method: "GET", path: `${obligation}/duties`, access: "signed-in" },
  listEscalations: { method: "GET", path: `${obligation}/escalations`, access: "signed-in" },
  readSummary: { method: "GET", path: `${obligation}/summary`, access: "signed-in" },

  listOwnDuties: { method: "GET", path: "/api/duties", access: "signed-in" },
  readDuty: { method: "GET", path: duty, access: "signed-in" },
  saveDraft: { method: "PUT", path: `${duty}/draft`, access: "signed-in" },
  fileReport: { method: "POST", path: `${duty}/submissions`, access: "signed-in" },
  readSubmission: { method: "GET", path: `${duty}/submissions/{revision}`, access: "signed-in" },
  readHistory: { method: "GET", path: `${duty}/history`, access: "signed-in" },
  returnReport: { method: "POST", path: `${duty}/return`, access: "signed-in" },
  acceptReport: { method: "POST", path: `${duty}/accept`, access: "signed-in" },
  extendDuty: { method: "POST", path: `${duty}/extension`, access: "signed-in" },
  exemptDuty: { method: "POST", path: `${duty}/exemption`, access: "signed-in" },
  stateReason: { method: "POST", path: `${duty}/reason`, access: "signed-in" },
  recordPaper: { method: "POST", path: `${duty}/paper`, access: "signed-in" },
} as const satisfies Record<
  string,
  { method: "GET" | "PUT" | "POST" | "DELETE"; path: string; access: "public" | "signed-in" }
>;

export type RouteName = keyof typeof routes;
