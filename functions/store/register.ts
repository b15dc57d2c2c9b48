import { attachmentsIn } from "./attachments.ts";
import { calendarIn } from "./calendar.ts";
import type { Table } from "./dynamo.ts";
import { directivesIn } from "./directives.ts";
import { draftsIn } from "./drafts.ts";
import { dutiesIn } from "./duties.ts";
import { ENTERED_ELSEWHERE } from "./entering-elsewhere.ts";
import { enteringIn } from "./entering.ts";
import { exportJobsIn } from "./export-jobs.ts";
import { filingsIn } from "./filings.ts";
import { forwardingsIn } from "./forwardings.ts";
import { lettersIn } from "./letters.ts";
import { readOnlyUnitsIn } from "./read-only-units.ts";
import { linkKeyIn } from "./link-key.ts";
import { receiptsIn } from "./receipts.ts";
import { requestsIn } from "./requests.ts";
import { runsIn } from "./runs.ts";
import { rollIn } from "./roll.ts";
import { sessionsIn } from "./sessions.ts";
import { staffIn } from "./staff.ts";
import { countsIn } from "./counts.ts";
import { deskIn } from "./desk.ts";
import { unitChangesIn } from "./unit-changes.ts";
import { unitListIn } from "./unit-list.ts";
import { unitsIn } from "./units.ts";

/** The register: all that is kept, by what it is about. It writes what the domain decided, and never decides. */
export type Register = ReturnType<typeof registerIn>;

export function registerIn(table: Table) {
  return { ...siteRegisterIn(table), letters: lettersIn(table), ...ofOfficesIn(table) };
}

/** What only functions have that answer offices. */
export const ofOfficesIn = (table: Table) => ({ exportJobs: exportJobsIn(table), desk: deskIn(table) });

/** What of it those functions have that answer people and systems: they ask for letters, and others claim and settle them. */
export type SiteRegister = ReturnType<typeof siteRegisterIn>;

export function siteRegisterIn(table: Table) {
  const lists = unitListIn(table);
  const units = { ...unitsIn(table), ...unitChangesIn(table, lists), list: lists.list };
  return { ...siteRegisterWith(table, units, rollIn(table)), entering: enteringIn(table) };
}

/** The same for a function that changes no unit and shows no list over all units: its bundle is spared both (D157). */
export function registerReadingUnits(table: Table): SiteRegister {
  const roll = { all: noRoll, noting: noRoll, noteAsTheyAre: noRoll };
  return { ...siteRegisterWith(table, readOnlyUnitsIn(table), roll), entering: ENTERED_ELSEWHERE };
}

const noRoll = (): never => {
  throw new Error("This function was given no roll.");
};

function siteRegisterWith(table: Table, units: ReturnType<typeof readOnlyUnitsIn>, roll: ReturnType<typeof rollIn>) {
  return {
    units,
    staff: staffIn(table),
    directives: directivesIn(table),
    runs: runsIn(table),
    duties: dutiesIn(table),
    filings: filingsIn(table),
    drafts: draftsIn(table),
    attachments: attachmentsIn(table),
    receipts: receiptsIn(table),
    forwardings: forwardingsIn(table),
    counts: countsIn(table),
    roll,
    requests: requestsIn(table),
    sessions: sessionsIn(table),
    calendar: calendarIn(table),
    linkKey: linkKeyIn(table),
  };
}
