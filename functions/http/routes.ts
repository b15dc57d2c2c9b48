/**
 * Every route of the HTTP API, declared once: the stack turns this list into API Gateway routes, and the
 * function that answers looks its handler up by the same key. Each says who may come in. The pages' routes
 * are in page-routes.ts.
 */
const duty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const attachment = `${duty}/attachments/{attachmentId}` as const;
const obligation = "/api/obligations/{directiveId}/{obligationId}";

/** A route with a bearer token, which the gateway verifies; said shortly, since every function carries the whole list. */
const signedIn = <const By extends Desk, const Method extends Route["method"], const Path extends string>(
  by: By,
  method: Method,
  path: Path,
) => ({ method, path, access: "signed-in", by }) as const;

export const routes = {
  readDescription: { method: "GET", path: "/openapi.json", access: "public", by: "description" },

  readMe: signedIn("web", "GET", "/api/me"),

  listUnits: signedIn("registry", "GET", "/api/units"),
  putUnit: signedIn("registry", "PUT", "/api/units/{unitId}"),
  importUnits: signedIn("registry", "POST", "/api/units/import"),

  listStaff: signedIn("registry", "GET", "/api/staff"),
  putStaff: signedIn("registry", "PUT", "/api/staff/{email}"),
  deleteStaff: signedIn("registry", "DELETE", "/api/staff/{email}"),

  createDirective: signedIn("registry", "POST", "/api/directives"),
  listDirectives: signedIn("registry", "GET", "/api/directives"),
  readDirective: signedIn("registry", "GET", "/api/directives/{directiveId}"),
  planDirective: signedIn("registry", "GET", "/api/directives/{directiveId}/plan"),
  issueDirective: signedIn("registry", "POST", "/api/directives/{directiveId}/issue"),

  listObligationDuties: signedIn("papers", "GET", `${obligation}/duties`),
  listEscalations: signedIn("papers", "GET", `${obligation}/escalations`),
  listLetters: signedIn("papers", "GET", `${obligation}/letters`),
  listHistory: signedIn("papers", "GET", `${obligation}/history`),
  listFigures: signedIn("papers", "GET", `${obligation}/figures`),
  readSummary: signedIn("papers", "GET", `${obligation}/summary`),
  draftReport: signedIn("papers", "GET", `${obligation}/report.docx`),
  draftUrging: signedIn("papers", "GET", `${obligation}/urging.docx`),
  draftCriticism: signedIn("papers", "GET", `${obligation}/criticism.docx`),
  bundleEvidence: signedIn("papers", "GET", `${obligation}/evidence.zip`),

  listOwnDuties: signedIn("web", "GET", "/api/duties"),
  readDuty: signedIn("web", "GET", duty),
  saveDraft: signedIn("web", "PUT", `${duty}/draft`),
  fileReport: signedIn("web", "POST", `${duty}/submissions`),
  readSubmission: signedIn("web", "GET", `${duty}/submissions/{revision}`),
  readHistory: signedIn("web", "GET", `${duty}/history`),
  listAttachments: signedIn("archive", "GET", `${duty}/attachments`),
  announceAttachment: signedIn("archive", "POST", `${duty}/attachments`),
  readAttachment: signedIn("archive", "GET", attachment),
  removeAttachment: signedIn("archive", "DELETE", attachment),
  fetchAttachment: signedIn("archive", "GET", `${attachment}/content`),
  returnReport: signedIn("desk", "POST", `${duty}/return`),
  acceptReport: signedIn("desk", "POST", `${duty}/accept`),
  extendDuty: signedIn("desk", "POST", `${duty}/extension`),
  exemptDuty: signedIn("desk", "POST", `${duty}/exemption`),
  stateReason: signedIn("web", "POST", `${duty}/reason`),
  recordPaper: signedIn("desk", "POST", `${duty}/paper`),
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
