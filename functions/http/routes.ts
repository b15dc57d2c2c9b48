/**
 * Every route of the HTTP API, declared once: the stack turns this list into API Gateway routes, and the
 * function that answers looks its handler up by the same key. Each says who may come in. The pages' routes
 * are in page-routes.ts.
 */
const duty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const attachment = `${duty}/attachments/{attachmentId}` as const;
const obligation = "/api/obligations/{directiveId}/{obligationId}";

/**
 * Routes of one function with a bearer token, which the gateway verifies; said shortly, since every function carries the
 * whole list.
 */
const signedIn =
  <const By extends FunctionName>(by: By) =>
  <const Method extends Route["method"], const Path extends string>(method: Method, path: Path) =>
    ({ method, path, access: "signed-in", by }) as const;
const byUnitSite = signedIn("unit-site");
const byFiles = signedIn("files");
const byOfficeSite = signedIn("office-site");
const byReports = signedIn("reports");

export const routes = {
  readDescription: { method: "GET", path: "/openapi.json", access: "public", by: "openapi" },

  readMe: byUnitSite("GET", "/api/me"),

  listUnits: byOfficeSite("GET", "/api/units"),
  putUnit: byOfficeSite("PUT", "/api/units/{unitId}"),
  importUnits: byOfficeSite("POST", "/api/units/import"),

  listStaff: byOfficeSite("GET", "/api/staff"),
  putStaff: byOfficeSite("PUT", "/api/staff/{email}"),
  deleteStaff: byOfficeSite("DELETE", "/api/staff/{email}"),

  createDirective: byOfficeSite("POST", "/api/directives"),
  listDirectives: byOfficeSite("GET", "/api/directives"),
  readDirective: byOfficeSite("GET", "/api/directives/{directiveId}"),
  planDirective: byOfficeSite("GET", "/api/directives/{directiveId}/plan"),
  issueDirective: byOfficeSite("POST", "/api/directives/{directiveId}/issue"),

  listObligationDuties: byReports("GET", `${obligation}/duties`),
  listEscalations: byReports("GET", `${obligation}/escalations`),
  listLetters: byReports("GET", `${obligation}/letters`),
  listHistory: byReports("GET", `${obligation}/history`),
  listFigures: byReports("GET", `${obligation}/figures`),
  readSummary: byReports("GET", `${obligation}/summary`),
  draftReport: byReports("GET", `${obligation}/report.docx`),
  draftUrging: byReports("GET", `${obligation}/urging.docx`),
  draftCriticism: byReports("GET", `${obligation}/criticism.docx`),
  bundleEvidence: byReports("GET", `${obligation}/evidence.zip`),

  listOwnDuties: byUnitSite("GET", "/api/duties"),
  readDuty: byUnitSite("GET", duty),
  saveDraft: byUnitSite("PUT", `${duty}/draft`),
  fileReport: byUnitSite("POST", `${duty}/submissions`),
  readSubmission: byUnitSite("GET", `${duty}/submissions/{revision}`),
  readHistory: byUnitSite("GET", `${duty}/history`),
  listAttachments: byFiles("GET", `${duty}/attachments`),
  announceAttachment: byFiles("POST", `${duty}/attachments`),
  readAttachment: byFiles("GET", attachment),
  removeAttachment: byFiles("DELETE", attachment),
  fetchAttachment: byFiles("GET", `${attachment}/content`),
  returnReport: byOfficeSite("POST", `${duty}/return`),
  acceptReport: byOfficeSite("POST", `${duty}/accept`),
  extendDuty: byOfficeSite("POST", `${duty}/extension`),
  exemptDuty: byOfficeSite("POST", `${duty}/exemption`),
  stateReason: byUnitSite("POST", `${duty}/reason`),
  recordPaper: byOfficeSite("POST", `${duty}/paper`),
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** The functions that answer people and systems: files of functions/. What one of them does not need, it does not carry. */
export type FunctionName = "unit-site" | "office-site" | "reports" | "files" | "sign-in" | "assets" | "openapi";

export type Route = {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly path: string;
  /** `signed-in` comes with a bearer token, which the gateway verifies. */
  readonly access: "public" | "signed-in";
  readonly by: FunctionName;
};

/** A route's key, as the gateway writes it into its events. */
export const routeKeyOf = ({ method, path }: { readonly method: string; readonly path: string }): string =>
  `${method} ${path}`;

/** The routes that one function answers. */
export type RoutesOf<All extends Record<string, { readonly by: FunctionName }>, By extends FunctionName> = {
  [Name in keyof All]: All[Name]["by"] extends By ? Name : never;
}[keyof All];
