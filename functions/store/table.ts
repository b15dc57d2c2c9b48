import { DeadlineSchema, dayNamedIn, deadlineIn, isInclusive } from "../domain/deadline.ts";
import type { Deadline } from "../domain/deadline.ts";
import { LocalDateSchema, addDays, formatInstant } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
/**
 * The one table: every key, both indexes, and the questions they answer. No other file spells a key.
 *
 * | item        | pk                                          | sk                                  | due (index `open`)      |
 * |-------------|---------------------------------------------|-------------------------------------|-------------------------|
 * | duty        | OBLIGATION#directive#obligation#shard       | UNIT#unit                           | before#unit, while open |
 * | draft       | DUTY#directive#obligation#unit              | DRAFT                               |                         |
 * | kept aside  | DUTY#directive#obligation#unit              | DRAFT#ASIDE#email                   |                         |
 * | submission  | DUTY#directive#obligation#unit              | SUBMISSION#0001                     |                         |
 * | history     | DUTY#directive#obligation#unit              | HISTORY#000001                      |                         |
 * | attachment  | DUTY#directive#obligation#unit              | ATTACHMENT#id                       |                         |
 * | on its way  | WAITING#unit                                | ATTACHMENT#id                       |                         |
 * | scan        | FILES#directive                             | ATTACHMENT#id                       |                         |
 * | milestone   | MILESTONES                                  | OBLIGATION#directive#obligation#key | its time, until settled |
 * | roll        | ROLL#directive#obligation                   | shard#chunk                         |                         |
 * | counts      | TALLIES                                     | OBLIGATION#directive#obligation     | since when settled, while so |
 * | forwarding  | FORWARDING#directive#obligation             | FORWARDING                          |                         |
 * | file asked for | EXPORTS#directive#obligation             | FILE#name                           |                         |
 * | directive   | DIRECTIVES                                  | DIRECTIVE#directive                 | when it was written     |
 * | being entered| ENTERING#email                              | DRAFT#, DRAFT#edit.directive        |                         |
 * | entered last| ENTERING#email                              | LAST                                |                         |
 * | date moves  | MOVES                                       | DIRECTIVE#directive                 | when it was written     |
 * | move to come| MOVES                                       | DIRECTIVE#directive#obligation#0001 |                         |
 * | unit        | UNITS                                       | UNIT#unit                           | when it was entered     |
 * | units' list | UNIT-LIST                                   | LIST                                |                         |
 * | change of it| UNIT-LIST                                   | LIST#CHANGED#token                  |                         |
 * | part of it  | UNIT-LIST                                   | PART#token                          |                         |
 * | address     | ADDRESS#email-or-client                     | UNIT#unit                           |                         |
 * | its mark    | ADDRESS#email                               | MARK                                |                         |
 * | staff       | STAFF                                       | ADDRESS#email                       |                         |
 * | receipts    | RECEIPTS#receiver                           | YEAR#2017                           |                         |
 * | receipt     | RECEIPTS#receiver                           | YEAR#2017#000123                    |                         |
 * | request     | REQUEST#caller#idempotency-key              | REQUEST                             |                         |
 * | session     | SESSIONS#hash-of-the-address                | SESSION#hash-of-its-secret          |                         |
 * | relief      | KEEPER#email                                | KEEPER                              |                         |
 * | final year  | CALENDAR                                    | YEAR#2027                           |                         |
 * | links' key  | KEYS                                        | LINKS                               |                         |
 *
 * | question                                       | answered by                                            |
 * |------------------------------------------------|--------------------------------------------------------|
 * | who still owes this report, nearest date first | index `open`, pk = OBLIGATION#…                        |
 * | who has this to report, by the unit's id       | pk = OBLIGATION#…, sk behind UNIT#…                    |
 * | who is late now                                | index `open`, pk = OBLIGATION#…, due up to today       |
 * | which milestones should have run and have not  | index `open`, pk = MILESTONES, due < now               |
 * | what does this unit owe                        | index `unit`, owedBy = unit                            |
 * | how many units of which kind; which they are   | UNIT-LIST, sk begins LIST; its parts by their keys     |
 * | whom may this address act for                  | pk = ADDRESS#email, sk begins UNIT#                    |
 * | does its mail come back, and whose is it       | pk = ADDRESS#email                               |
 * | what became of this duty                       | pk = DUTY#…, sk begins HISTORY# or SUBMISSION#         |
 * | what is attached to this report                | pk = DUTY#…, sk begins ATTACHMENT#                     |
 * | how many files of this unit are on their way   | pk = WAITING#unit                                      |
 * | was this content received under this number    | RECEIPTS#… / YEAR#…#…                                  |
 * | which numbers has no filing, and why           | RECEIPTS#…, sk between YEAR#…#… and YEAR#…#…           |
 * | to whom was this report sent on                | FORWARDING#…                                           |
 * | is the file there that was asked for           | EXPORTS#… / FILE#…                                     |
 * | how many of how many                           | TALLIES / OBLIGATION#…                                 |
 * | of which obligations nothing is to be done     | index `open`, pk = TALLIES                             |
 * | how does each unit stand, for a list cut or ordered | pk = ROLL#…                                       |
 * | which days are worked                          | pk = CALENDAR                                          |
 * | does a directive stand, and by which dates     | MOVES / DIRECTIVE#…                                    |
 * | which dates were moved since                   | index `open`, pk = MOVES, due > instant                |
 * | which directives were written since            | index `open`, pk = DIRECTIVES, due > instant           |
 * | what has this person not finished entering     | pk = ENTERING#…, sk begins DRAFT#                      |
 * | which units were entered after this instant    | index `open`, pk = UNITS, due > instant                |
 * | where is this person signed in                 | pk = SESSIONS#…                                        |
 */
export const tableShape = {
  partitionKey: "pk",
  sortKey: "sk",
  ttlAttribute: "expiresAt",
  indexes: [
    {
      // Sparse by its sort key: a duty that is filed loses `due` and leaves. What the escalation list shows
      // is projected, so the list is read from the index alone; the letters' ledger is not, so that
      // claiming and confirming a letter never writes here.
      name: "open",
      partitionKey: "pk",
      sortKey: "due",
      projection: ["state", "unitName", "head", "phone", "reason", "lastLetter", "ownLadder", "unreachable"],
    },
    // Sparse, too: only duties have `owedBy`, so that bodies and history cost nothing here. It never changes,
    // and so costs nothing after the first write.
    { name: "unit", partitionKey: "owedBy", sortKey: "pk", projection: "KEYS_ONLY" },
  ],
} as const;

export type Key = { pk: string; sk: string };
type DutyRef = { directiveId: string; obligationId: string; unitId: string };
type FilesRef = DutyRef | { directiveId: string };
type ObligationRef = { directiveId: string; obligationId: string };

const digits = (n: number, width: number) => String(n).padStart(width, "0");
const filesOf = (ref: FilesRef) => ("unitId" in ref ? dossier(ref) : `FILES#${ref.directiveId}`);
const dossier = (ref: DutyRef) => `DUTY#${ref.directiveId}#${ref.obligationId}#${ref.unitId}`;

/** Every key, made up and taken apart; ids that are taken out are text still, to be parsed by whoever reads the item. */
export const keys = {
  obligationShard: (ref: ObligationRef, shard: number): string =>
    `OBLIGATION#${ref.directiveId}#${ref.obligationId}#${shard}`,
  duty: (ref: DutyRef, shards: number): Key => ({
    pk: keys.obligationShard(ref, shardOf(ref.unitId, shards)),
    sk: `UNIT#${ref.unitId}`,
  }),
  /** What the keys of all duties of a shard, and of all that an address acts for, begin with. */
  unitsBelow: "UNIT#",
  /** Where the duties of a shard begin, or go on behind a unit; and above all of them. */
  unitsBehind: (unitId: string | undefined): string => (unitId === undefined ? "UNIT#" : behind(`UNIT#${unitId}`)),
  lastUnit: "UNIT#~",
  unitIn: (sk: string): string => sk.slice("UNIT#".length),
  obligationIn: (pk: string): { directiveId: string | undefined; obligationId: string | undefined } => {
    const [, directiveId, obligationId] = pk.split("#");
    return { directiveId, obligationId };
  },
  /**
   * Sorts open duties by the instant of their deadline, then by unit: `2017-10-30#stp` before `2017-10-30T16:00#stp`. A deadline “by” a day sorts where the next day
   * begins, and `!` says that it was written so.
   */
  dutyDue: (deadline: Deadline, unitId: string): string =>
    `${isInclusive(deadline) ? `${addDays(dayNamedIn(deadline), 1)}!` : deadline}#${unitId}`,
  /** Above every deadline that has come by an instant, and below the others; `$` sorts after the `#` before a unit. */
  dueBy: (now: EpochMs): string => `${formatInstant(now).slice(0, 16)}$`,
  /** Below every date that has not come by an instant, or is later than another; the lowest there is without either. */
  dueFrom: ({ notComeBy, laterThan }: { notComeBy?: EpochMs | undefined; laterThan?: Deadline | undefined }): string =>
    notComeBy !== undefined
      ? keys.dueBy(notComeBy)
      : laterThan !== undefined
        ? keys.dutyDue(laterThan, LAST_UNIT)
        : "0",
  /** Above every date that has come by an instant; the highest there is without one. */
  dueUntil: ({ comeBy }: { comeBy?: EpochMs | undefined }): string =>
    comeBy === undefined ? LAST_TIME : keys.dueBy(comeBy),
  deadlineIn(due: string): Deadline {
    const [written = ""] = due.split("#");
    return written.endsWith("!")
      ? deadlineIn({ by: addDays(LocalDateSchema.parse(written.slice(0, 10)), -1) })
      : DeadlineSchema.parse(written);
  },
  dossier,
  draft: (ref: DutyRef): Key => ({ pk: dossier(ref), sk: "DRAFT" }),
  /** Sorts behind the draft itself, so that one query reads them all. */
  asideDraft: (ref: DutyRef, principal: string): Key => ({ pk: dossier(ref), sk: `DRAFT#ASIDE#${principal}` }),
  unitOfDossier: (pk: string): string | undefined => pk.split("#")[3],
  submissions: "SUBMISSION#",
  submission: (ref: DutyRef, revision: number): Key => ({ pk: dossier(ref), sk: `SUBMISSION#${digits(revision, 4)}` }),
  historyEntries: "HISTORY#",
  history: (ref: DutyRef, sequence: number): Key => ({ pk: dossier(ref), sk: `HISTORY#${digits(sequence, 6)}` }),
  /** What the keys of all attachments begin with. */
  attachments: "ATTACHMENT#",
  filesOf,
  attachment: (ref: FilesRef, id: string): Key => ({ pk: filesOf(ref), sk: `ATTACHMENT#${id}` }),
  /** Of a unit, whatever the duty; of a directive, whose id begins with no mark. */
  waiting: (ref: FilesRef): string => `WAITING#${"unitId" in ref ? ref.unitId : `#${ref.directiveId}`}`,
  milestones: "MILESTONES",
  milestone: (ref: ObligationRef, key: string): Key => ({
    pk: "MILESTONES",
    sk: `OBLIGATION#${ref.directiveId}#${ref.obligationId}#${key}`,
  }),
  /** What the keys begin with of the milestones of a directive, or of one of its obligations. */
  milestonesOf: (directiveId: string, obligationId?: string): string =>
    `OBLIGATION#${directiveId}#${obligationId === undefined ? "" : `${obligationId}#`}`,
  milestoneIn: (sk: string) => {
    const [, directiveId, obligationId, ...key] = sk.split("#");
    return { directiveId, obligationId, key: key.join("#") };
  },
  roll: (ref: ObligationRef): string => `ROLL#${ref.directiveId}#${ref.obligationId}`,
  /** The chunk of the roll that a unit's line stands in: of its own shard's, by the part of the hash that the shard leaves. */
  rollChunk: (ref: ObligationRef, unitId: string, shards: number): Key => ({
    pk: keys.roll(ref),
    sk: `${digits(shardOf(unitId, shards), 2)}#${digits((hashOf(unitId) >>> 8) % CHUNKS_PER_SHARD, 2)}`,
  }),
  everyCounts: "TALLIES",
  counts: (ref: ObligationRef): Key => ({ pk: "TALLIES", sk: `OBLIGATION#${ref.directiveId}#${ref.obligationId}` }),
  forwarding: (ref: ObligationRef): Key => ({
    pk: `FORWARDING#${ref.directiveId}#${ref.obligationId}`,
    sk: "FORWARDING",
  }),
  exportJob: (ref: ObligationRef & { file: string }): Key => ({
    pk: `EXPORTS#${ref.directiveId}#${ref.obligationId}`,
    sk: `FILE#${ref.file}`,
  }),
  directives: "DIRECTIVES" as const,
  directive: (directiveId: string): Key => ({ pk: "DIRECTIVES", sk: `DIRECTIVE#${directiveId}` }),
  everyMove: "MOVES" as const,
  entering: (person: string): string => `ENTERING#${person}`,
  directiveDrafts: "DRAFT#",
  /** @param of what is being changed or followed; empty for a new directive */
  directiveDraft: (person: string, of: string): Key => ({ pk: keys.entering(person), sk: `DRAFT#${of}` }),
  lastEntered: (person: string): Key => ({ pk: keys.entering(person), sk: "LAST" }),
  moves: (directiveId: string): Key => keys.movesOf(`DIRECTIVE#${directiveId}`),
  /** The right to make the how-manieth move of an obligation's date. */
  moveToCome: (ref: ObligationRef, moved: number): Key => ({
    pk: "MOVES",
    sk: `DIRECTIVE#${ref.directiveId}#${ref.obligationId}#${digits(moved, 4)}`,
  }),
  /** Of the directive that an item of the list of directives is. */
  movesOf: (sk: string): Key => ({ pk: "MOVES", sk }),
  linkKey: { pk: "KEYS", sk: "LINKS" },
  units: "UNITS",
  unit: (unitId: string): Key => ({ pk: "UNITS", sk: `UNIT#${unitId}` }),
  /** All units in few items, made of their records (`unit-list.ts`). */
  unitList: { pk: "UNIT-LIST", sk: "LIST" },
  /** Says that a unit, or any of many, may not be any more as the list has it. */
  unitListChange: (token: string): Key => ({ pk: "UNIT-LIST", sk: `LIST#CHANGED#${token}` }),
  unitListChangeIn: (sk: string): string => sk.slice("LIST#CHANGED#".length),
  unitListParts: "PART#",
  unitListPart: (token: string): Key => ({ pk: "UNIT-LIST", sk: `PART#${token}` }),
  addressee: (principal: string): string => `ADDRESS#${principal}`,
  address: (principal: string, unitId: string): Key => ({ pk: `ADDRESS#${principal}`, sk: `UNIT#${unitId}` }),
  /** Says of an address that its mail came back. */
  mark: (address: string): Key => ({ pk: `ADDRESS#${address}`, sk: "MARK" }),
  addressIn: (pk: string): string => pk.slice("ADDRESS#".length),
  staffList: "STAFF",
  staff: (email: string): Key => ({ pk: "STAFF", sk: `ADDRESS#${email}` }),
  receipts: (receiver: string, year: number): Key => ({ pk: `RECEIPTS#${receiver}`, sk: `YEAR#${year}` }),
  receipt: ({ receiver, year, number }: { receiver: string; year: number; number: number }): Key => ({
    pk: `RECEIPTS#${receiver}`,
    sk: `YEAR#${year}#${digits(number, 6)}`,
  }),
  receiptNumberIn: (sk: string): number => Number(sk.split("#")[2]),
  /** The name of one filing of one attempt, as the counter of its receipts bears it. */
  filing: (ref: DutyRef, { revision, attempt }: { revision: number; attempt: string }): string =>
    `${ref.directiveId}#${ref.obligationId}#${ref.unitId}#${revision}#${attempt}`,
  request: (caller: string, idempotencyKey: string): Key => ({
    pk: `REQUEST#${caller}#${idempotencyKey}`,
    sk: "REQUEST",
  }),
  calendar: "CALENDAR",
  calendarYear: (year: number): Key => ({ pk: "CALENDAR", sk: `YEAR#${year}` }),
  sessionsOf: (person: string): string => `SESSIONS#${person}`,
  session: ({ person, hash }: { person: string; hash: string }): Key => ({
    pk: keys.sessionsOf(person),
    sk: `SESSION#${hash}`,
  }),
  sessionIn: (sk: string): string => sk.slice("SESSION#".length),
  /** That a keeper whom the deployment named keeps the register no more. */
  relief: (keeper: string): Key => ({ pk: `KEEPER#${keeper}`, sk: "KEEPER" }),
};

/** Where a list goes on behind a key: the space sorts before all that an id may hold. */
export const behind = (key: string): string => `${key} `;

/** Instants as keys, in UTC, so that they sort. */
export const timeKey = (instant: EpochMs): string => new Date(instant).toISOString();
/** After every instant that a key has. */
export const LAST_TIME = "9999";
/** After every unit's id. */
const LAST_UNIT = "~";

/** Duties that one partition should hold, until there are MOST_SHARDS: ten pages of a sweep, well under the 3,000 reads a second of a partition. */
const DUTIES_PER_SHARD = 5_000;

/** An obligation's list is asked for shard after shard: no more than a page of it should take. */
export const MOST_SHARDS = 64;

/** How many shards an obligation of so many units is spread over; fixed when it is issued. */
export const shardsFor = (units: number): number =>
  Math.min(MOST_SHARDS, Math.max(1, Math.ceil(units / DUTIES_PER_SHARD)));

/** Chunks of the roll for each shard: of 5,000 units each is some 5 KB long, and so a move costs five write units at the most. */
const CHUNKS_PER_SHARD = 32;

/** The shard of a unit, by its id alone, so that it never depends on the order of issue. */
export const shardOf = (unitId: string, shards: number): number => hashOf(unitId) % shards;

/** FNV-1a. */
function hashOf(unitId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < unitId.length; i++) hash = Math.imul(hash ^ unitId.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
