/*
 * What offices do and look up beyond the start and the obligation's own page: the lists of duties, the rulings on one or
 * on several, and what goes to units. Loaded when one of them is first asked for.
 */
export { askAcceptance, giveAcceptance } from "./acceptance.ts";
export { askExport } from "./ask-export.ts";
export { showDutyList } from "./duty-list.ts";
export { showEscalations } from "./escalations.ts";
export { askExemption, giveExemption } from "./exemption.ts";
export { askExtension, giveExtension } from "./extension.ts";
export { askForwarding, giveForwarding } from "./forwarding.ts";
export { askPaper, givePaper } from "./hard-copy.ts";
export { askNewDate, giveNewDate } from "./new-date.ts";
export { askReinstatement, giveReinstatement } from "./reinstatement.ts";
export { askReminder, giveReminder } from "./reminder.ts";
export { askAddition, askRelease, giveAddition, giveRelease } from "./reporters.ts";
export { askReturn, giveReturn } from "./return.ts";
export { showReviewList } from "./review-list.ts";
export { showReview } from "./review.ts";
export { showOutcome } from "./several-outcome.ts";
export { askSeveral, giveSeveral } from "./several.ts";
export { showWall } from "./wall.ts";
export { askReason, giveReason } from "../unit/reason.ts";
