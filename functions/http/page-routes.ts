import type { FunctionName } from "./routes.ts";

/**
 * Every page, declared once, as the API's routes are. A `session` page is for whoever is signed in; others are
 * led to the sign-in and back. The function checks that itself: the gateway knows nothing of sessions.
 */
const duty = "/duties/{directiveId}/{obligationId}/{unitId}";
const attachment = `${duty}/attachments/{attachmentId}` as const;
const received = "/received/{directiveId}/{obligationId}/{unitId}/{seal}";
const obligation = "/obligations/{directiveId}/{obligationId}";

/** Pages of one function, for whoever is signed in; said shortly, since every function carries the whole list. */
const inSession =
  <const By extends FunctionName>(by: By) =>
  <const Method extends PageRoute["method"], const Path extends string>(method: Method, path: Path) =>
    ({ method, path, access: "session", by }) as const;
const byUnitSite = inSession("unit-site");
const byFiles = inSession("files");
const byOfficeSite = inSession("office-site");
const byReports = inSession("reports");

export const pageRoutes = {
  showStart: { method: "GET", path: "/", access: "public", by: "unit-site" },
  setLanguage: { method: "POST", path: "/language", access: "public", by: "unit-site" },
  showContacts: byOfficeSite("GET", "/contacts"),

  showDuty: byUnitSite("GET", duty),
  writeReport: byUnitSite("GET", `${duty}/report`),
  keepReport: byUnitSite("POST", `${duty}/report`),
  previewReport: byUnitSite("GET", `${duty}/preview`),
  fileDraft: byUnitSite("POST", `${duty}/preview`),
  showReceipt: byFiles("GET", `${duty}/receipts/{revision}`),
  showRevision: byFiles("GET", `${duty}/revisions/{revision}`),
  askReason: byOfficeSite("GET", `${duty}/reason`),
  giveReason: byOfficeSite("POST", `${duty}/reason`),

  showAttachments: byFiles("GET", `${duty}/attachments`),
  addAttachment: byFiles("POST", `${duty}/attachments`),
  showAttachment: byFiles("GET", attachment),
  dropAttachment: byFiles("POST", attachment),
  saveAttachment: byFiles("GET", `${attachment}/content`),
  showReceived: { method: "GET", path: received, access: "public", by: "files" },
  giveReceived: { method: "POST", path: received, access: "public", by: "files" },
  checkReceipt: { method: "GET", path: "/receipts", access: "public", by: "files" },

  askReturn: byOfficeSite("GET", `${duty}/return`),
  giveReturn: byOfficeSite("POST", `${duty}/return`),
  askAcceptance: byOfficeSite("GET", `${duty}/acceptance`),
  giveAcceptance: byOfficeSite("POST", `${duty}/acceptance`),
  askExtension: byOfficeSite("GET", `${duty}/extension`),
  giveExtension: byOfficeSite("POST", `${duty}/extension`),
  askExemption: byOfficeSite("GET", `${duty}/exemption`),
  giveExemption: byOfficeSite("POST", `${duty}/exemption`),
  askReinstatement: byOfficeSite("GET", `${duty}/reinstatement`),
  giveReinstatement: byOfficeSite("POST", `${duty}/reinstatement`),
  askPaper: byOfficeSite("GET", `${duty}/paper`),
  givePaper: byOfficeSite("POST", `${duty}/paper`),

  showObligation: byOfficeSite("GET", obligation),
  askNewDate: byOfficeSite("GET", `${obligation}/date`),
  giveNewDate: byOfficeSite("POST", `${obligation}/date`),
  askReminder: byOfficeSite("GET", `${obligation}/reminder`),
  giveReminder: byOfficeSite("POST", `${obligation}/reminder`),
  askForwarding: byOfficeSite("GET", `${obligation}/forwarding`),
  giveForwarding: byOfficeSite("POST", `${obligation}/forwarding`),
  showDutyList: byOfficeSite("GET", `${obligation}/duties`),
  showEscalations: byOfficeSite("GET", `${obligation}/escalations`),

  downloadEscalations: byReports("GET", `${obligation}/escalations.csv`),
  showPapers: byReports("GET", `${obligation}/papers`),
  downloadPaper: byReports("GET", `${obligation}/papers/{file}`),
  askUrging: byReports("GET", `${obligation}/urging`),
  askCriticism: byReports("GET", `${obligation}/criticism`),
  showComposed: byReports("GET", `${obligation}/composed`),

  showUnits: byOfficeSite("GET", "/units"),
  askImport: byOfficeSite("GET", "/units/import"),
  giveImport: byOfficeSite("POST", "/units/import"),
  askUnit: byOfficeSite("GET", "/units/{unitId}"),
  keepUnit: byOfficeSite("POST", "/units/{unitId}"),
  showStaff: byOfficeSite("GET", "/staff"),
  keepStaff: byOfficeSite("POST", "/staff"),
  showCalendar: byOfficeSite("GET", "/calendar"),
  askYear: byOfficeSite("GET", "/calendar/{year}"),
  giveYear: byOfficeSite("POST", "/calendar/{year}"),
  showDirectives: byOfficeSite("GET", "/directives"),
  askDirective: byOfficeSite("GET", "/directives/new"),
  enterDirective: byOfficeSite("POST", "/directives/new"),
  showDirective: byOfficeSite("GET", "/directives/{directiveId}"),
  issueDirective: byOfficeSite("POST", "/directives/{directiveId}"),
  showPlan: byOfficeSite("GET", "/directives/{directiveId}/plan"),

  startSignIn: { method: "GET", path: "/sign-in", access: "public", by: "sign-in" },
  finishSignIn: { method: "GET", path: "/signed-in", access: "public", by: "sign-in" },
  signOut: { method: "POST", path: "/sign-out", access: "public", by: "sign-in" },

  readLook: { method: "GET", path: "/look/{file}", access: "public", by: "assets" },
} as const satisfies Record<string, PageRoute>;

export type PageName = keyof typeof pageRoutes;

export type PageRoute = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly access: "public" | "session";
  readonly by: FunctionName;
};
