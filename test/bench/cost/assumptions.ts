/** What a season is taken to be like, besides how many still owe their report at each milestone (season.ts). */
export const assumptions = {
  /** From 14/7/2017 to the consolidated report of 10/11/2017. */
  days: 119,
  months: 4,
  /** Eight sections and their figures, as the table keeps them. */
  reportKilobytes: 3,
  /** A form saves itself as it is typed. */
  draftsPerReport: 8,
  /** Pages, forms and drafts that a unit's officers ask for in a season, signing in among them. */
  requestsPerUnit: 25,
  /** Pages that the supervisor and leaders ask for in a season, and how many of them are lists of who is late. */
  supervisorRequests: 2_000,
  supervisorLists: 200,
  /** Session, caller, and what the page shows. */
  readUnitsPerRequest: 3.5,
  kilobytesPerAnswer: 10,
  kilobytesLoggedPerRequest: 0.4,
  /** Duty, report, draft, history, unit, addresses, index entries. */
  storedBytesPerUnit: 12_000,
  /** A duty, and its entry in the index `open`, as the benchmark's scans and sweeps weigh them. */
  dutyBytes: 960,
  entryBytes: 260,
  /** A chunk of the roll, which is written whole for each move that is counted alone: of 5,000 units a shard; of fewer it is shorter. */
  rollKilobytes: 4,
  /** Letters a second that the account may send, by two at once: each waits for its turn, and its waiting is paid for. */
  lettersPerSecond: 14,
  postWorkers: 2,
  /** How long functions run, calls to other services waited for: per request, letter, event, count, round. */
  milliseconds: { request: 60, sweepOfOne: 1, event: 30, count: 30, round: 100, schedulerCall: 20 },
  /** Their memory, in the stack's own figures. */
  gigabytes: { web: 1, milestone: 0.5, post: 0.5, mailEvents: 0.25, count: 0.25, watch: 0.25 },
  /** Of the stack: metrics that its alarms watch, each of which is paid for; queues that Lambda asks whether there is work, three times a minute by each of five pollers. */
  alarmMetrics: 39,
  workQueues: 7,
  idlePollsPerMinute: 15,
} as const;
