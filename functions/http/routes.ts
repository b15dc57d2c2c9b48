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
  <const By extends Desk>(by: By) =>
  <const Method extends Route["method"], const Path extends string>(method: Method, path: Path) =>
    ({ method, path, access: "signed-in", by }) as const;
const byWeb = signedIn("web");
const byArchive = signedIn("archive");
const byDesk = signedIn("desk");
const byPapers = signedIn("papers");
const byRegistry = signedIn("registry");

export const routes = {
  readDescription: { method: "GET", path: "/openapi.json", access: "public", by: "description" },

  readMe: byWeb("GET", "/api/me"),

  listUnits: byRegistry("GET", "/api/units"),
  putUnit: byRegistry("PUT", "/api/units/{unitId}"),
  importUnits: byRegistry("POST", "/api/units/import"),

  listStaff: byRegistry("GET", "/api/staff"),
  putStaff: byRegistry("PUT", "/api/staff/{email}"),
  deleteStaff: byRegistry("DELETE", "/api/staff/{email}"),

  createDirective: byRegistry("POST", "/api/directives"),
  listDirectives: byRegistry("GET", "/api/directives"),
  readDirective: byRegistry("GET", "/api/directives/{directiveId}"),
  planDirective: byRegistry("GET", "/api/directives/{directiveId}/plan"),
  issueDirective: byRegistry("POST", "/api/directives/{directiveId}/issue"),

  listObligationDuties: byPapers("GET", `${obligation}/duties`),
  listEscalations: byPapers("GET", `${obligation}/escalations`),
  listLetters: byPapers("GET", `${obligation}/letters`),
  listHistory: byPapers("GET", `${obligation}/history`),
  listFigures: byPapers("GET", `${obligation}/figures`),
  readSummary: byPapers("GET", `${obligation}/summary`),
  draftReport: byPapers("GET", `${obligation}/report.docx`),
  draftUrging: byPapers("GET", `${obligation}/urging.docx`),
  draftCriticism: byPapers("GET", `${obligation}/criticism.docx`),
  bundleEvidence: byPapers("GET", `${obligation}/evidence.zip`),

  listOwnDuties: byWeb("GET", "/api/duties"),
  readDuty: byWeb("GET", duty),
  saveDraft: byWeb("PUT", `${duty}/draft`),
  fileReport: byWeb("POST", `${duty}/submissions`),
  readSubmission: byWeb("GET", `${duty}/submissions/{revision}`),
  readHistory: byWeb("GET", `${duty}/history`),
  listAttachments: byArchive("GET", `${duty}/attachments`),
  announceAttachment: byArchive("POST", `${duty}/attachments`),
  readAttachment: byArchive("GET", attachment),
  removeAttachment: byArchive("DELETE", attachment),
  fetchAttachment: byArchive("GET", `${attachment}/content`),
  returnReport: byDesk("POST", `${duty}/return`),
  acceptReport: byDesk("POST", `${duty}/accept`),
  extendDuty: byDesk("POST", `${duty}/extension`),
  exemptDuty: byDesk("POST", `${duty}/exemption`),
  stateReason: byWeb("POST", `${duty}/reason`),
  recordPaper: byDesk("POST", `${duty}/paper`),
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** The functions that answer people and systems: files of functions/. What one of them does not need, it does not carry. */
export type Desk = "web" | "desk" | "registry" | "papers" | "archive" | "sign-in" | "look" | "description";

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
