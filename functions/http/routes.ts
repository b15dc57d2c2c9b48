/**
 * Every route of the HTTP API, declared once: the stack turns this list into API Gateway routes, and the
 * function that answers looks its handler up by the same key. Each says who may come in. The pages' routes
 * are in page-routes.ts.
 */
const duty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const obligation = "/api/obligations/{directiveId}/{obligationId}";

export const routes = {
  readDescription: { method: "GET", path: "/openapi.json", access: "public", by: "description" },

  readMe: { method: "GET", path: "/api/me", access: "signed-in", by: "web" },

  listUnits: { method: "GET", path: "/api/units", access: "signed-in", by: "registry" },
  putUnit: { method: "PUT", path: "/api/units/{unitId}", access: "signed-in", by: "registry" },
  importUnits: { method: "POST", path: "/api/units/import", access: "signed-in", by: "registry" },

  listStaff: { method: "GET", path: "/api/staff", access: "signed-in", by: "registry" },
  putStaff: { method: "PUT", path: "/api/staff/{email}", access: "signed-in", by: "registry" },
  deleteStaff: { method: "DELETE", path: "/api/staff/{email}", access: "signed-in", by: "registry" },

  createDirective: { method: "POST", path: "/api/directives", access: "signed-in", by: "registry" },
  listDirectives: { method: "GET", path: "/api/directives", access: "signed-in", by: "registry" },
  readDirective: { method: "GET", path: "/api/directives/{directiveId}", access: "signed-in", by: "registry" },
  planDirective: { method: "GET", path: "/api/directives/{directiveId}/plan", access: "signed-in", by: "registry" },
  issueDirective: { method: "POST", path: "/api/directives/{directiveId}/issue", access: "signed-in", by: "registry" },

  listObligationDuties: { method: "GET", path: `${obligation}/duties`, access: "signed-in", by: "papers" },
  listEscalations: { method: "GET", path: `${obligation}/escalations`, access: "signed-in", by: "papers" },
  listLetters: { method: "GET", path: `${obligation}/letters`, access: "signed-in", by: "papers" },
  listHistory: { method: "GET", path: `${obligation}/history`, access: "signed-in", by: "papers" },
  listFigures: { method: "GET", path: `${obligation}/figures`, access: "signed-in", by: "papers" },
  readSummary: { method: "GET", path: `${obligation}/summary`, access: "signed-in", by: "papers" },
  draftReport: { method: "GET", path: `${obligation}/report.docx`, access: "signed-in", by: "papers" },
  draftUrging: { method: "GET", path: `${obligation}/urging.docx`, access: "signed-in", by: "papers" },
  draftCriticism: { method: "GET", path: `${obligation}/criticism.docx`, access: "signed-in", by: "papers" },
  bundleEvidence: { method: "GET", path: `${obligation}/evidence.zip`, access: "signed-in", by: "papers" },

  listOwnDuties: { method: "GET", path: "/api/duties", access: "signed-in", by: "web" },
  readDuty: { method: "GET", path: duty, access: "signed-in", by: "web" },
  saveDraft: { method: "PUT", path: `${duty}/draft`, access: "signed-in", by: "web" },
  fileReport: { method: "POST", path: `${duty}/submissions`, access: "signed-in", by: "web" },
  readSubmission: { method: "GET", path: `${duty}/submissions/{revision}`, access: "signed-in", by: "web" },
  readHistory: { method: "GET", path: `${duty}/history`, access: "signed-in", by: "web" },
  returnReport: { method: "POST", path: `${duty}/return`, access: "signed-in", by: "desk" },
  acceptReport: { method: "POST", path: `${duty}/accept`, access: "signed-in", by: "desk" },
  extendDuty: { method: "POST", path: `${duty}/extension`, access: "signed-in", by: "desk" },
  exemptDuty: { method: "POST", path: `${duty}/exemption`, access: "signed-in", by: "desk" },
  stateReason: { method: "POST", path: `${duty}/reason`, access: "signed-in", by: "web" },
  recordPaper: { method: "POST", path: `${duty}/paper`, access: "signed-in", by: "desk" },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** The functions that answer people and systems: files of functions/. What one of them does not need, it does not carry. */
export type Desk = "web" | "desk" | "registry" | "papers" | "sign-in" | "look" | "description";

export type Route = {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly path: string;
  /** `signed-in` comes with a bearer token, which the gateway verifies. */
  readonly access: "public" | "signed-in";
  readonly by: Desk;
};

/** A route's key, as the gateway writes it into its events. */
export const routeKeyOf = ({ method, path }: { readonly method: string; readonly path: string }): string =>
  `${method} ${path}`;

/** The routes that one function answers. */
export type RoutesOf<All extends Record<string, { readonly by: Desk }>, By extends Desk> = {
  [Name in keyof All]: All[Name]["by"] extends By ? Name : never;
}[keyof All];
