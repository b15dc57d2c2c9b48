import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";

import { Alarms } from "./alarms.ts";
import type { AlarmBellProps } from "./alarms.ts";
import type { Attachments } from "./attachments.ts";
import type { MailEvents } from "./mail-events.ts";
import type { Site } from "./site.ts";
import type { Gateway } from "./gateway.ts";
import { largestShareOf, sumOf } from "./metric-math.ts";
import type { Mail } from "./mail.ts";
import type { Reminders } from "./reminders.ts";
import type { Exports } from "./exports.ts";
import type { Counts } from "./counts.ts";
import type { Watchdog } from "./watchdog.ts";

export interface AlarmsProps extends AlarmBellProps {
  readonly gateway: Gateway;
  readonly site: Site;
  readonly reminders: Reminders;
  readonly mail: Mail;
  readonly mailEvents: MailEvents;
  readonly attachments: Attachments;
  readonly counts: Counts;
  readonly exports: Exports;
  readonly watchdog: Watchdog;
}

/** Trouble that lasts: one message that always fails is tried in three of four periods; a moment's trouble is not. */
const LASTING = { reached: 3, periods: 4 };
const minutes = (count: number): number => count * 60;

/**
 * Every alarm of the stack: as few as name who is affected and what to do (docs/operate.md). None rings when the stack
 * is made, and none for what one caller can do who harms nobody else (D80).
 */
export class AlarmList extends Construct {
  readonly #alarms: Alarms;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.#alarms = new Alarms(this, "Bell", { operatorEmail: props.operatorEmail });
    this.#watchSite(props);
    this.#settleLetters(props);
    this.#watchMail(props);
    this.#watchFilesAndCounts(props);
    this.#watchTheRest(props);
  }

  #watchSite({ gateway, site }: AlarmsProps): void {
    this.#alarms.add("SiteFailing", {
      metric: gateway.failures,
      threshold: 5,
      within: { reached: 2, periods: 3 },
      impact:
        "Officers of the units, supervisors and units' own systems: some of what they ask is answered with an error of ours, for five minutes and more; a report may not have been filed.",
      remedy:
        'look in the log of all requests (GatewayAccessLog) for status 5xx: "routeKey" says which page or call, and so which function\'s log says why. Whoever got the error may try again safely.',
    });
    this.#alarms.add("TurnedAway", {
      metric: sumOf(gateway.turnedAway.fromSite, site.unitSite.metricThrottles()),
      threshold: 10,
      impact:
        "Officers of the units: some that opened or sent their report were refused, because more came at once than the limits or the account's concurrent executions let in. Near a deadline they may now be late.",
      remedy:
        "see in the log of all requests who came when (status 429). If it was a rush of units, give them a later date, and raise lib/route-limits.ts or the account's quota of concurrent executions; if it was a flood, see docs/operate.md.",
    });
    this.#alarms.add("SignInTurnedAway", {
      metric: gateway.turnedAway.fromSignIn,
      threshold: 100,
      within: { reached: 3, periods: 3 },
      impact: "Everybody who is not signed in yet: for a quarter of an hour some have been refused the sign-in.",
      remedy:
        "see in the log of all requests whether one address asks for it again and again (status 429), and if so docs/operate.md, Floods; else raise the limit of signing in (lib/route-limits.ts).",
    });
  }

  #settleLetters({ reminders, mail, mailEvents }: AlarmsProps): void {
    this.#alarms.add("LettersFailing", {
      metric: sumOf(...reminders.milestone.failures, ...mail.post.failures, ...mailEvents.hear.failures),
      threshold: 1,
      within: LASTING,
      impact:
        "Units that are owed a letter or a reminder, and supervisors who are owed the list of the late: for a quarter of an hour milestones, letters or reports of the mail service have failed and been tried again.",
      remedy:
        "the logs of the functions milestone, post and mail-events name them and say why. Mended within the hour, they go on by themselves; afterwards they lie among the dead letters.",
    });
    this.#alarms.add("LettersBehind", {
      metric: largestShareOf([
        { metrics: [reminders.runs.age], of: minutes(30) },
        { metrics: [mail.letters.age], of: minutes(60) },
        { metrics: [mail.answers.age], of: minutes(30) },
        { metrics: [mailEvents.reports.age], of: minutes(10) },
      ]),
      threshold: 1,
      impact:
        "Every unit that is owed a letter: milestones, or receipts and answers, wait for half an hour, letters for an hour, or reports of the mail service for ten minutes (then a letter that came back goes on to the next address late).",
      remedy:
        "see which queue it is (Runs, Letters, Answers, Reports). Many letters at a low rate are none of a fault: ask the mail service for a higher rate, and enter it as mailRate. Else see whether its function runs at all: its log, and the account's concurrent executions.",
    });
  }

  /** What the mail service says of letters; the function's log names the units. */
  #watchMail({ mail, mailEvents }: AlarmsProps): void {
    this.#alarms.add("MailClosed", {
      metric: sumOf(mail.post.countOf("LettersClosed"), mail.post.countOf("LettersPastQuota")),
      threshold: 1,
      impact:
        "Every unit that is owed a letter: the account may send none for now. Past the day's quota letters wait, and go out by themselves; else they wait for an hour, then lie among the dead letters.",
      remedy:
        "see in the mail service's console whether the day's quota is used up: ask for a higher one. If sending is paused, or the sender is not verified, mend that; then `npm run redrive -- NAME --send`.",
    });
    this.#alarms.add("UnitsNotWritten", {
      metric: sumOf(
        mail.post.countOf("LettersHeld"),
        mail.post.countOf("UnitsUnreachable"),
        mailEvents.hear.countOf("LettersRejected"),
      ),
      threshold: 1,
      impact:
        "The units, or the supervisor, that the logs of the functions post and mail-events name: no address of theirs takes mail, or the mail service will not send their letter as it is.",
      remedy:
        "have them telephoned, and their address mended in the register. A letter that the mail service held back as it is lies among the dead letters in an hour.",
    });
    this.#alarms.add("MailReputation", {
      // The service reviews an account at these rates; at twice and five times as much it may stop it.
      metric: largestShareOf(
        [
          { metrics: [mail.bounceRate], of: 0.05 },
          { metrics: [mail.complaintRate], of: 0.001 },
        ],
        Duration.hours(1),
      ),
      threshold: 1,
      impact:
        "Units whose address is wrong, or that marked a letter as spam, get no letters; with a few more of them the mail service may stop the account, and then nobody gets any.",
      remedy: "have the addresses mended that the dashboard shows as unreachable, before the next milestone.",
    });
  }

  #watchFilesAndCounts({ attachments, counts, exports }: AlarmsProps): void {
    this.#alarms.add("FilesStuck", {
      // Three at least: one file that makes the function fail is one unit's, and may have been made for it.
      metric: largestShareOf([
        { metrics: attachments.uploads.failures, of: 3 },
        { metrics: [attachments.arrivals.age], of: minutes(15) },
        { metrics: [attachments.arrivals.givenUp], of: 3 },
      ]),
      threshold: 1,
      within: LASTING,
      impact:
        'Units that attach files: files of several stay "being looked at" and cannot be filed; reports go on without them.',
      remedy:
        "the log of the function uploads says why; once it is mended, `npm run redrive -- NAME --send` has them looked at again.",
    });
    this.#alarms.add("OfficesBehind", {
      metric: largestShareOf([
        { metrics: [...counts.count.failures, ...exports.make.failures], of: 1 },
        { metrics: [counts.moves.age], of: minutes(15) },
        { metrics: [exports.asked.age], of: minutes(30) },
      ]),
      threshold: 1,
      within: LASTING,
      impact:
        "Supervisors and leaders: the dashboard's counts are behind, or a file of very many units that they asked for, such as the evidence of the season, is not made; lists, letters and filings are not behind.",
      remedy:
        "the logs of the functions counts and exports say why; the next milestone counts afresh what was lost, and a file goes on by itself or is asked for again.",
    });
  }

  #watchTheRest({ reminders, mail, mailEvents, counts, exports, watchdog }: AlarmsProps): void {
    this.#alarms.add("GivenUp", {
      metric: sumOf(
        ...[reminders.runs, mail.letters, mail.answers, mailEvents.reports, counts.moves, exports.asked].map(
          ({ givenUp }) => givenUp,
        ),
      ),
      threshold: 1,
      impact:
        "The units that the dead letters name: they were not reminded or not told, the supervisor got no list of the late, a letter that came back stands as sent, counts are wrong, or a file that was asked for is not made. None of them knows it.",
      remedy:
        "`npm run redrive -- NAME` shows them and why; once the cause is mended, `npm run redrive -- NAME --send`. Nothing goes out twice.",
    });
    this.#alarms.addWhenSilent("WatchAsleep", {
      metric: watchdog.rounds,
      impact:
        "Nobody yet; but while the watchdog sleeps, a milestone or letter that is lost stays lost, and units are not reminded.",
      remedy:
        "the log of the function watchdog says why it fails; if it says nothing, see whether its schedule is there and the account has concurrent executions left.",
    });
  }
}
