import { actsAreAnswered } from "./answers-sent.ts";
import { countsAreTrue, nothingOpenIsSettled } from "./counts-true.ts";
import { rollIsTrue } from "./roll-true.ts";
import { nothingGoesToTheDead } from "./dead-not-written-to.ts";
import type { Ended, Invariant } from "./ended.ts";
import type { Wrong } from "./wrong.ts";
import { filingsAreKept } from "./filings-kept.ts";
import { ledgersTellTheTruth } from "./ledger-true.ts";
import { lettersGoOutOnce } from "./letters-once.ts";
import { whoeverIsMendedHears } from "./mended-hears.ts";
import { everyMilestoneRan, noClaimStaysOpen } from "./milestones-ran.ts";
import { nobodyIsForgotten } from "./nobody-forgotten.ts";
import { nothingIsGivenUpForLittle } from "./nothing-given-up.ts";
import { nothingWaitsForEver } from "./nothing-waits.ts";
import { whatIsOvertakenIsNotSent } from "./overtaken-not-sent.ts";
import { nobodyIsRemindedTooSoon } from "./reminded-by-hand.ts";
import { reportersAreToldOnce } from "./reporters-told.ts";
import { supervisorsAreToldTheTruth } from "./supervisor-letter.ts";
import { whatIsWithdrawnIsOver } from "./withdrawn-is-over.ts";

export const INVARIANTS = {
  "each letter goes out once": lettersGoOutOnce,
  "nobody who owes a report is forgotten": nobodyIsForgotten,
  "whoever can be reached again hears of it": whoeverIsMendedHears,
  "nothing goes to an address that is marked": nothingGoesToTheDead,
  "nobody is written to who does not owe it": ({ witness }: Ended) => witness.wrongs,
  "no reminder is sent beside what has overtaken it": whatIsOvertakenIsNotSent,
  "nobody is reminded by hand too soon": nobodyIsRemindedTooSoon,
  "nothing of what was withdrawn goes on": whatIsWithdrawnIsOver,
  "no letter waits for longer than its address": nothingWaitsForEver,
  "ledgers tell the truth": ledgersTellTheTruth,
  "every act that is answered has its letter": actsAreAnswered,
  "the supervisor is told exactly who is late": supervisorsAreToldTheTruth,
  "every milestone has run, or says why not": everyMilestoneRan,
  "no claim stays open": noClaimStaysOpen,
  "what was filed is kept, and is what was acknowledged": filingsAreKept,
  "whoever is added or released is so, and told": reportersAreToldOnce,
  "counts are true once taken afresh": countsAreTrue,
  "nothing that is open is taken for settled": nothingOpenIsSettled,
  "the roll is true where the counts are": rollIsTrue,
  "nothing is given up for little": nothingIsGivenUpForLittle,
} as const satisfies Record<string, Invariant>;

export type Broken = Wrong & { readonly invariant: string };

export function brokenIn(ended: Ended): Broken[] {
  return Object.entries(INVARIANTS).flatMap(([invariant, check]) =>
    check(ended).map((wrong) => ({ invariant, ...wrong })),
  );
}
