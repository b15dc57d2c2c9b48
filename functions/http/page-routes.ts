import type { Desk } from "./routes.ts";

/**
 * Every page, declared once, as the API's routes are. A `session` page is for whoever is signed in; others are
 * led to the sign-in and back. The function checks that itself: the gateway knows nothing of sessions.
 */
const duty = "/duties/{directiveId}/{obligationId}/{unitId}";
const attachment = `${duty}/attachments/{attachmentId}` as const;
const obligation = "/obligations/{directiveId}/{obligationId}";

/** A page for whoever is signed in. */
const inSession = <const By extends Desk, const Method extends PageRoute["method"], const Path extends string>(
  by: By,
  method: Method,
  path: Path,
) => ({ method, path, access: "session", by }) as const;

export const pageRoutes = {
  showStart: { method: "GET", path: "/", access: "public", by: "web" },
  setLanguage: { method: "POST", path: "/language", access: "public", by: "web" },
  showContacts: inSession("web", "GET", "/contacts"),

  showDuty: inSession("web", "GET", duty),
  writeReport: inSession("web", "GET", `${duty}/report`),
  keepReport: inSession("web", "POST", `${duty}/report`),
  previewReport: inSession("web", "GET", `${duty}/preview`),
  fileDraft: inSession("web", "POST", `${duty}/preview`),
  showReceipt: inSession("archive", "GET", `${duty}/receipts/{revision}`),
  showRevision: inSession("archive", "GET", `${duty}/revisions/{revision}`),
  askReason: inSession("web", "GET", `${duty}/reason`),
  giveReason: inSession("web", "POST", `${duty}/reason`),

  showAttachments: inSession("archive", "GET", `${duty}/attachments`),
  addAttachment: inSession("archive", "POST", `${duty}/attachments`),
  showAttachment: inSession("archive", "GET", attachment),
  dropAttachment: inSession("archive", "POST", attachment),
  saveAttachment: inSession("archive", "GET", `${attachment}/content`),
  checkReceipt: { method: "GET", path: "/receipts", access: "public", by: "archive" },

  askReturn: inSession("desk", "GET", `${duty}/return`),
  giveReturn: inSession("desk", "POST", `${duty}/return`),
  askAcceptance: inSession("desk", "GET", `${duty}/acceptance`),
  giveAcceptance: inSession("desk", "POST", `${duty}/acceptance`),
  askExtension: inSession("desk", "GET", `${duty}/extension`),
  giveExtension: inSession("desk", "POST", `${duty}/extension`),
  askExemption: inSession("desk", "GET", `${duty}/exemption`),
  giveExemption: inSession("desk", "POST", `${duty}/exemption`),
  askPaper: inSession("desk", "GET", `${duty}/paper`),
  givePaper: inSession("desk", "POST", `${duty}/paper`),

  showObligation: inSession("desk", "GET", obligation),
  showDutyList: inSession("desk", "GET", `${obligation}/duties`),
  showEscalations: inSession("desk", "GET", `${obligation}/escalations`),

  downloadEscalations: inSession("papers", "GET", `${obligation}/escalations.csv`),
  showPapers: inSession("papers", "GET", `${obligation}/papers`),
  downloadPaper: inSession("papers", "GET", `${obligation}/papers/{file}`),
  askUrging: inSession("papers", "GET", `${obligation}/urging`),
  askCriticism: inSession("papers", "GET", `${obligation}/criticism`),
  showComposed: inSession("papers", "GET", `${obligation}/composed`),

  showUnits: inSession("registry", "GET", "/units"),
  askImport: inSession("registry", "GET", "/units/import"),
  giveImport: inSession("registry", "POST", "/units/import"),
  askUnit: inSession("registry", "GET", "/units/{unitId}"),
  keepUnit: inSession("registry", "POST", "/units/{unitId}"),
  showStaff: inSession("registry", "GET", "/staff"),
  keepStaff: inSession("registry", "POST", "/staff"),
  showDirectives: inSession("registry", "GET", "/directives"),
  askDirective: inSession("registry", "GET", "/directives/new"),
  enterDirective: inSession("registry", "POST", "/directives/new"),
  showDirective: inSession("registry", "GET", "/directives/{directiveId}"),
  issueDirective: inSession("registry", "POST", "/directives/{directiveId}"),
  showPlan: inSession("registry", "GET", "/directives/{directiveId}/plan"),

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
