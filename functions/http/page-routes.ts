import type { Desk } from "./routes.ts";

/**
 * Every page, declared once, as the API's routes are. A `session` page is for whoever is signed in; others are
 * led to the sign-in and back. The function checks that itself: the gateway knows nothing of sessions.
 */
const duty = "/duties/{directiveId}/{obligationId}/{unitId}";
const obligation = "/obligations/{directiveId}/{obligationId}";

export const pageRoutes = {
  showStart: { method: "GET", path: "/", access: "public", by: "web" },
  setLanguage: { method: "POST", path: "/language", access: "public", by: "web" },
  showContacts: { method: "GET", path: "/contacts", access: "session", by: "web" },

  showDuty: { method: "GET", path: duty, access: "session", by: "web" },
  writeReport: { method: "GET", path: `${duty}/report`, access: "session", by: "web" },
  keepReport: { method: "POST", path: `${duty}/report`, access: "session", by: "web" },
  previewReport: { method: "GET", path: `${duty}/preview`, access: "session", by: "web" },
  fileDraft: { method: "POST", path: `${duty}/preview`, access: "session", by: "web" },
  showReceipt: { method: "GET", path: `${duty}/receipts/{revision}`, access: "session", by: "web" },
  showRevision: { method: "GET", path: `${duty}/revisions/{revision}`, access: "session", by: "web" },
  askReason: { method: "GET", path: `${duty}/reason`, access: "session", by: "web" },
  giveReason: { method: "POST", path: `${duty}/reason`, access: "session", by: "web" },

  askReturn: { method: "GET", path: `${duty}/return`, access: "session", by: "desk" },
  giveReturn: { method: "POST", path: `${duty}/return`, access: "session", by: "desk" },
  askAcceptance: { method: "GET", path: `${duty}/acceptance`, access: "session", by: "desk" },
  giveAcceptance: { method: "POST", path: `${duty}/acceptance`, access: "session", by: "desk" },
  askExtension: { method: "GET", path: `${duty}/extension`, access: "session", by: "desk" },
  giveExtension: { method: "POST", path: `${duty}/extension`, access: "session", by: "desk" },
  askExemption: { method: "GET", path: `${duty}/exemption`, access: "session", by: "desk" },
  giveExemption: { method: "POST", path: `${duty}/exemption`, access: "session", by: "desk" },
  askPaper: { method: "GET", path: `${duty}/paper`, access: "session", by: "desk" },
  givePaper: { method: "POST", path: `${duty}/paper`, access: "session", by: "desk" },

  showObligation: { method: "GET", path: obligation, access: "session", by: "desk" },
  showDutyList: { method: "GET", path: `${obligation}/duties`, access: "session", by: "desk" },
  showEscalations: { method: "GET", path: `${obligation}/escalations`, access: "session", by: "desk" },

  downloadEscalations: { method: "GET", path: `${obligation}/escalations.csv`, access: "session", by: "papers" },
  showPapers: { method: "GET", path: `${obligation}/papers`, access: "session", by: "papers" },
  downloadPaper: { method: "GET", path: `${obligation}/papers/{file}`, access: "session", by: "papers" },
  askUrging: { method: "GET", path: `${obligation}/urging`, access: "session", by: "papers" },
  askCriticism: { method: "GET", path: `${obligation}/criticism`, access: "session", by: "papers" },
  showComposed: { method: "GET", path: `${obligation}/composed`, access: "session", by: "papers" },

  showUnits: { method: "GET", path: "/units", access: "session", by: "registry" },
  askImport: { method: "GET", path: "/units/import", access: "session", by: "registry" },
  giveImport: { method: "POST", path: "/units/import", access: "session", by: "registry" },
  askUnit: { method: "GET", path: "/units/{unitId}", access: "session", by: "registry" },
  keepUnit: { method: "POST", path: "/units/{unitId}", access: "session", by: "registry" },
  showStaff: { method: "GET", path: "/staff", access: "session", by: "registry" },
  keepStaff: { method: "POST", path: "/staff", access: "session", by: "registry" },
  showDirectives: { method: "GET", path: "/directives", access: "session", by: "registry" },
  askDirective: { method: "GET", path: "/directives/new", access: "session", by: "registry" },
  enterDirective: { method: "POST", path: "/directives/new", access: "session", by: "registry" },
  showDirective: { method: "GET", path: "/directives/{directiveId}", access: "session", by: "registry" },
  issueDirective: { method: "POST", path: "/directives/{directiveId}", access: "session", by: "registry" },
  showPlan: { method: "GET", path: "/directives/{directiveId}/plan", access: "session", by: "registry" },

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
