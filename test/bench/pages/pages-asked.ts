import type { PageName } from "../../../functions/http/page-routes.ts";
import { ref } from "../../functions/season.ts";
import { FILED, FREED, KEEPER, UNIT_CLERK, WRITING, directive } from "./grown-season.ts";

/** What kind of page it is, by which it is bound: a unit's own, any other, or a list over all units that is filtered, sorted or searched. */
export type PageKind = "own" | "page" | "over all";

/** A page as it is asked for. */
export type AskedPage = {
  readonly page: PageName;
  readonly by: string;
  readonly kind: PageKind;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
};

const duty = (unitId: string) => ({ ...ref, unitId });
const consolidation = { ...ref, obligationId: "tong-hop" };
const ofDirective = { directiveId: directive.id };

const own = (page: PageName, unit: string, more: Record<string, string> = {}): AskedPage => ({
  page,
  by: UNIT_CLERK,
  kind: "own",
  params: { ...duty(unit), ...more },
});
const office = (page: PageName, params: Readonly<Record<string, string>> = {}, query?: string): AskedPage => ({
  page,
  by: KEEPER,
  kind: "page",
  params,
  ...(query !== undefined && { query }),
});
const overAll = (page: PageName, params: Readonly<Record<string, string>>, query: string): AskedPage => ({
  ...office(page, params, query),
  kind: "over all",
});

/** Every page that is looked at, by the person who looks at it most; lists also filtered, sorted and searched. */
export const pagesAsked: readonly AskedPage[] = [
  { page: "showStart", by: UNIT_CLERK, kind: "own" },
  { page: "showContacts", by: UNIT_CLERK, kind: "own" },
  own("showDuty", WRITING),
  own("writeReport", WRITING),
  own("previewReport", WRITING),
  own("askReason", WRITING),
  own("showAttachments", WRITING),
  office("showStart"),
  office("showDuty", duty(FILED)),
  office("showReceipt", { ...duty(FILED), revision: "1" }),
  office("showRevision", { ...duty(FILED), revision: "1" }),
  office("showReview", duty(FILED)),
  // It finds in the roll which of all units have a report that waits.
  { ...office("showReviewList", ref), kind: "over all" },
  office("askReturn", duty(FILED)),
  office("askAcceptance", duty(FILED)),
  office("askExtension", duty(WRITING)),
  office("askExemption", duty(WRITING)),
  office("askReinstatement", duty(FREED)),
  office("askPaper", duty(WRITING)),
  office("showObligations"),
  office("showYears"),
  office("showYear", { year: "2017" }),
  office("showObligation", ref),
  office("showDutyList", ref),
  overAll("showDutyList", ref, "state=red"),
  overAll("showDutyList", ref, "kind=huyen"),
  overAll("showDutyList", ref, "q=krong"),
  overAll("showDutyList", ref, "sort=name"),
  office("showEscalations", ref),
  office("askNewDate", ref),
  office("askReminder", ref),
  office("askReminder", ref, `unit=${WRITING}`),
  office("askAddition", ref),
  overAll("askAddition", ref, "q=krong"),
  office("askRelease", ref),
  overAll("askRelease", ref, "q=krong"),
  office("askForwarding", consolidation),
  office("showPapers", ref),
  office("askUrging", ref),
  office("askCriticism", ref),
  office("showUnits"),
  office("showUnits", {}, "page=2"),
  overAll("showUnits", {}, "q=krong"),
  overAll("showUnits", {}, "kind=huyen"),
  overAll("showUnits", {}, "state=bounced"),
  office("askImport"),
  office("askUnit", { unitId: WRITING }),
  office("askUnit", { unitId: "new" }),
  office("showStaff"),
  office("showStaff", {}, "edit=khoagiao%40ubnd.daklak.example"),
  office("showCalendar"),
  office("askYear", { year: "2018" }),
  office("showDirectives"),
  office("askDirective"),
  office("askDirective", {}, `like=${directive.id}`),
  office("showDirective", ofDirective),
  // It counts the letters to every unit.
  { ...office("showPlan", ofDirective), kind: "over all" },
  office("askWithdrawal", ofDirective),
  office("showScans", ofDirective),
  office("showSessions"),
];

/** Pages that are not asked for here, and why. */
export const notAsked: Readonly<Partial<Record<PageName, string>>> = {
  askSeveral: "it is about the units that were chosen, a few at a time",
  showOutcome: "it tells of those same units what became of them",
  showWall: "it has no session, and shows what the obligation's own page shows",
  showSituation: "it is a paper, measured among the papers",
  showComposed: "it is a paper, measured among the papers",
  downloadPaper: "it is a paper, measured among the papers",
  downloadEscalations: "it is an export, measured among the papers",
  showAttachment: "it is about one file",
  saveAttachment: "it leads to one file",
  showScan: "it is about one file",
  saveScan: "it leads to one file",
  showReceived: "it has no session, and is about one duty",
  checkReceipt: "it has no session, and is about one receipt",
  startSignIn: "it leads to the issuer",
  finishSignIn: "it comes from the issuer",
  readSecurityText: "it is a file",
  readLook: "it is a file",
};

/** What a page is called in the tables: whose, which, and how it is asked. */
export const nameOfPage = ({ page, by, query }: AskedPage): string =>
  `${by === KEEPER ? "office" : "unit"} ${page}${query === undefined ? "" : `?${query}`}`;
