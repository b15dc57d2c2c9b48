import type { Desk } from "./routes.ts";

/**
 * Every page, declared once, as the API's routes are. A `session` page is for whoever is signed in; others are
 * led to the sign-in and back. The function checks that itself: the gateway knows nothing of sessions.
 */
const duty = "/duties/{directiveId}/{obligationId}/{unitId}";
const attachment = `${duty}/attachments/{attachmentId}` as const;
const obligation = "/obligations/{directiveId}/{obligationId}";

/** Pages of one function, for whoever is signed in; said shortly, since every function carries the whole list. */
const inSession =
  <const By extends Desk>(by: By) =>
  <const Method extends PageRoute["method"], const Path extends string>(method: Method, path: Path) =>
    ({ method, path, access: "session", by }) as const;
const byWeb = inSession("web");
const byArchive = inSession("archive");
const byDesk = inSession("desk");
const byPapers = inSession("papers");
const byRegistry = inSession("registry");

export const pageRoutes = {
  showStart: { method: "GET", path: "/", access: "public", by: "web" },
  setLanguage: { method: "POST", path: "/language", access: "public", by: "web" },
  showContacts: byWeb("GET", "/contacts"),

  showDuty: byWeb("GET", duty),
  writeReport: byWeb("GET", `${duty}/report`),
  keepReport: byWeb("POST", `${duty}/report`),
  previewReport: byWeb("GET", `${duty}/preview`),
  fileDraft: byWeb("POST", `${duty}/preview`),
  showReceipt: byArchive("GET", `${duty}/receipts/{revision}`),
  showRevision: byArchive("GET", `${duty}/revisions/{revision}`),
  askReason: byWeb("GET", `${duty}/reason`),
  giveReason: byWeb("POST", `${duty}/reason`),

  showAttachments: byArchive("GET", `${duty}/attachments`),
  addAttachment: byArchive("POST", `${duty}/attachments`),
  showAttachment: byArchive("GET", attachment),
  dropAttachment: byArchive("POST", attachment),
  saveAttachment: byArchive("GET", `${attachment}/content`),
  checkReceipt: { method: "GET", path: "/receipts", access: "public", by: "archive" },

  askReturn: byDesk("GET", `${duty}/return`),
  giveReturn: byDesk("POST", `${duty}/return`),
  askAcceptance: byDesk("GET", `${duty}/acceptance`),
  giveAcceptance: byDesk("POST", `${duty}/acceptance`),
  askExtension: byDesk("GET", `${duty}/extension`),
  giveExtension: byDesk("POST", `${duty}/extension`),
  askExemption: byDesk("GET", `${duty}/exemption`),
  giveExemption: byDesk("POST", `${duty}/exemption`),
  askPaper: byDesk("GET", `${duty}/paper`),
  givePaper: byDesk("POST", `${duty}/paper`),

  showObligation: byDesk("GET", obligation),
  showDutyList: byDesk("GET", `${obligation}/duties`),
  showEscalations: byDesk("GET", `${obligation}/escalations`),

  downloadEscalations: byPapers("GET", `${obligation}/escalations.csv`),
  showPapers: byPapers("GET", `${obligation}/papers`),
  downloadPaper: byPapers("GET", `${obligation}/papers/{file}`),
  askUrging: byPapers("GET", `${obligation}/urging`),
  askCriticism: byPapers("GET", `${obligation}/criticism`),
  showComposed: byPapers("GET", `${obligation}/composed`),

  showUnits: byRegistry("GET", "/units"),
  askImport: byRegistry("GET", "/units/import"),
  giveImport: byRegistry("POST", "/units/import"),
  askUnit: byRegistry("GET", "/units/{unitId}"),
  keepUnit: byRegistry("POST", "/units/{unitId}"),
  showStaff: byRegistry("GET", "/staff"),
  keepStaff: byRegistry("POST", "/staff"),
  showDirectives: byRegistry("GET", "/directives"),
  askDirective: byRegistry("GET", "/directives/new"),
  enterDirective: byRegistry("POST", "/directives/new"),
  showDirective: byRegistry("GET", "/directives/{directiveId}"),
  issueDirective: byRegistry("POST", "/directives/{directiveId}"),
  showPlan: byRegistry("GET", "/directives/{directiveId}/plan"),

  startSignIn: { method: "GET", path: "/sign-in", access: "public", by: "sign-in" },
  finishSignIn: { method: "GET", path: "/signed-in", access: "public", by: "sign-in" },
  signOut: { method: "POST", path: "/sign-out", access: "public", by: "sign-in" },

  readLook: { method: "GET", path: "/look/{file}", access: "public", by: "look" },
} as const satisfies Record<string, PageRoute>;

export type PageName = keyof typeof pageRoutes;

export type PageRoute = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly access: "public" | "session";
  readonly by: Desk;
};
