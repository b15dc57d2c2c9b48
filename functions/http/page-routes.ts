import { filesRoutes } from "./files-routes.ts";
import { dutyPage as duty, inSession } from "./page-route.ts";
import type { PageRoute } from "./page-route.ts";
import { unitSiteRoutes } from "./unit-site-routes.ts";

export type { PageRoute } from "./page-route.ts";

const obligation = "/obligations/{directiveId}/{obligationId}";

const byOfficeSite = inSession("office-site");
const byReports = inSession("reports");
const bySignIn = inSession("sign-in");

/**
 * Every page, declared once, as the API's routes are. A `session` page is for whoever is signed in; others are
 * led to the sign-in and back. The function checks that itself: the gateway knows nothing of sessions.
 */
export const pageRoutes = {
  showStart: { method: "GET", path: "/", access: "public", by: "office-site" },
  ...unitSiteRoutes,
  ...filesRoutes,
  showContacts: byOfficeSite("GET", "/contacts"),

  // The unit's own page as well as the supervisor's: an act on the duty, as the rulings are.
  askReason: byOfficeSite("GET", `${duty}/reason`),
  giveReason: byOfficeSite("POST", `${duty}/reason`),
  showReview: byOfficeSite("GET", `${duty}/review`),
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

  showObligations: byOfficeSite("GET", "/obligations"),
  showObligation: byOfficeSite("GET", obligation),
  askNewDate: byOfficeSite("GET", `${obligation}/date`),
  giveNewDate: byOfficeSite("POST", `${obligation}/date`),
  askReminder: byOfficeSite("GET", `${obligation}/reminder`),
  giveReminder: byOfficeSite("POST", `${obligation}/reminder`),
  askAddition: byOfficeSite("GET", `${obligation}/addition`),
  giveAddition: byOfficeSite("POST", `${obligation}/addition`),
  askRelease: byOfficeSite("GET", `${obligation}/release`),
  giveRelease: byOfficeSite("POST", `${obligation}/release`),
  askForwarding: byOfficeSite("GET", `${obligation}/forwarding`),
  giveForwarding: byOfficeSite("POST", `${obligation}/forwarding`),
  showDutyList: byOfficeSite("GET", `${obligation}/duties`),
  askSeveral: byOfficeSite("GET", `${obligation}/several/{act}`),
  giveSeveral: byOfficeSite("POST", `${obligation}/several/{act}`),
  showOutcome: byOfficeSite("GET", `${obligation}/several/{act}/outcome`),
  showReviewList: byOfficeSite("GET", `${obligation}/review`),
  showEscalations: byOfficeSite("GET", `${obligation}/escalations`),
  askExport: byOfficeSite("POST", `${obligation}/papers/{file}`),
  // A screen that nobody sits at cannot be led to the sign-in: it says so itself.
  showWall: { method: "GET", path: `${obligation}/wall`, access: "public", by: "office-site", unattended: true },

  downloadEscalations: byReports("GET", `${obligation}/escalations.csv`),
  showPapers: byReports("GET", `${obligation}/papers`),
  downloadPaper: byReports("GET", `${obligation}/papers/{file}`),
  askUrging: byReports("GET", `${obligation}/urging`),
  askCriticism: byReports("GET", `${obligation}/criticism`),
  showComposed: byReports("GET", `${obligation}/composed`),
  showSituation: byReports("GET", `${obligation}/situation`),
  showYears: byReports("GET", "/years"),
  showYear: byReports("GET", "/years/{year}"),

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
  askWithdrawal: byOfficeSite("GET", "/directives/{directiveId}/withdrawal"),
  giveWithdrawal: byOfficeSite("POST", "/directives/{directiveId}/withdrawal"),
  showPlan: byOfficeSite("GET", "/directives/{directiveId}/plan"),

  startSignIn: { method: "GET", path: "/sign-in", access: "public", by: "sign-in" },
  finishSignIn: { method: "GET", path: "/signed-in", access: "public", by: "sign-in" },
  showSessions: bySignIn("GET", "/sessions"),
  endSessions: bySignIn("POST", "/sessions"),
  signOut: { method: "POST", path: "/sign-out", access: "public", by: "sign-in" },

  readSecurityText: { method: "GET", path: "/.well-known/security.txt", access: "public", by: "openapi" },
  readLook: { method: "GET", path: "/look/{file}", access: "public", by: "assets" },
} as const satisfies Record<string, PageRoute>;

export type PageName = keyof typeof pageRoutes;
