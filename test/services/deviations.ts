/** Something that does otherwise than the documentation says, and just how. */
export type Deviation = {
  /** The title of the clause, which has the page that says what is right. */
  readonly clause: string;
  /** What is seen instead. */
  readonly instead: unknown;
  /** Why, and what it means for a second opinion. */
  readonly why: string;
};

const queues: readonly Deviation[] = [
  {
    clause: "a message that was received too often goes to the dead letters, which tell where it died",
    instead: [0, "poison", true, undefined],
    why: "moto moves the message, but does not write down where from.",
  },
  {
    clause: "dead letters are sent to where they died, on demand",
    instead: ["SyntaxError", ["1", "0", "0"], ["0", "0", "0"]],
    why: "moto has no StartMessageMoveTask, and answers with a page of HTML.",
  },
  {
    clause: "a message that was received again is not deleted by the receipt of before",
    instead: ["done", ["0", "0", "0"]],
    why: "moto takes any receipt that a message ever had: a function that came too late would delete another's message.",
  },
  {
    clause: "the time of a message that is not in flight cannot be changed",
    instead: "done",
    why: "moto does not ask whether the message is in flight.",
  },
  {
    clause: "a length is counted in bytes",
    instead: "done",
    why: "moto counts characters, so that Vietnamese texts of up to twice the limit go through.",
  },
  {
    clause: "characters that XML cannot hold are refused",
    instead: "done",
    why: "moto does not look at the characters of a body.",
  },
];

const unread = "moto keeps a schedule as it comes, without a look at what it says.";
const invalidAsDone = (times: number) => Array.from({ length: times }, () => "done");
const schedules: readonly Deviation[] = [
  {
    clause: "a group that is not there is refused by name",
    instead: "SyntaxError",
    why: "moto breaks off with status 500 and a page of HTML.",
  },
  {
    clause: "what a definition leaves out has the service's own values",
    instead: { State: "ENABLED", ScheduleExpressionTimezone: "UTC", ActionAfterCompletion: undefined },
    why: "moto fills in state and zone, and forgets the action after completion.",
  },
  {
    clause: "an update replaces all, and what it leaves out has the service's own values",
    instead: {
      ScheduleExpression: "at(2099-10-16T08:00:00)",
      ScheduleExpressionTimezone: "UTC",
      ActionAfterCompletion: "DELETE",
      State: undefined,
    },
    why: "moto keeps the action after completion of before, and loses the state.",
  },
  {
    clause: "a request that is repeated with its token is the first one again",
    instead: ["done", "ConflictException", "ConflictException"],
    why: "moto does not read tokens; its own comments say so.",
  },
  { clause: "a moment or a rhythm that is none is refused", instead: invalidAsDone(5), why: unread },
  { clause: "a zone that is none is refused", instead: invalidAsDone(1), why: unread },
  { clause: "a name with a sign, or of 65, is refused", instead: invalidAsDone(2), why: unread },
  {
    clause: "a retry policy, a window, a role or a dead-letter queue outside of what is allowed is refused",
    instead: invalidAsDone(6),
    why: unread,
  },
  {
    clause: "a group is made once, and its schedules go with it",
    instead: ["done", "ResourceNotFoundException", "ResourceNotFoundException"],
    why: "moto puts a new, empty group in the place of the one that was there.",
  },
  { clause: "the default group cannot be deleted", instead: "done", why: "moto has no such rule." },
];

const unsigned = "moto checks no signature, nor what was signed for: it lets any request with a key's name in.";
const objects: readonly Deviation[] = [
  {
    clause: "the marker of what was removed tells so, has a version of its own, and cannot be read",
    instead: [true, "string", "NoSuchVersion", "NoSuchKey"],
    why: "moto looks for objects only, so that a marker is no version to it.",
  },
  {
    clause: "an upload in parts that is done or was given up takes no more",
    instead: ["Error", "NoSuchUpload"],
    why: "moto breaks off with status 500 where a part comes too late.",
  },
  {
    clause: "an upload is completed of the parts that are named, in order, and all but the last of five megabytes",
    instead: ["InvalidPart", "done", "done", "done", 10 * 1024 * 1024],
    why: "moto puts the parts in order by itself; the upload is done with the second request, and later ones change nothing.",
  },
  {
    clause: "a link leads to nothing where there is nothing",
    instead: [403, "SignatureDoesNotMatch"],
    why: "moto takes a link to nothing for one that was not signed.",
  },
  { clause: "a link lapses", instead: [200, "one"], why: unsigned },
  {
    clause: "a link that was changed leads nowhere",
    instead: [
      [200, "two"],
      [200, "one"],
      [200, "one"],
      [204, ""],
    ],
    why: unsigned,
  },
  {
    clause: "nobody comes in without a signature, or with that of another key",
    instead: [[403, ""], "done"],
    why: `${unsigned} Of a request without any it says no reason.`,
  },
];

const unheld = "moto reads no policy of a form: it keeps whatever comes, and leads wherever the form says.";
const formOutcomes: Readonly<Record<string, unknown>> = {
  "another key": [204, undefined, undefined],
  "another type": [204, undefined, 8],
  "no type": [204, undefined, 8],
  "a field that its policy does not name": [204, undefined, 8],
  "an open door": [204, undefined, 8],
  "a place to be led to": [303, undefined, 8],
  "a file too large": [204, undefined, 28],
  "an empty file": [204, undefined, 0],
  "no policy": [204, undefined, 8],
  "a policy of its own": [204, undefined, 8],
};
const forms: readonly Deviation[] = [
  {
    clause: "a form leads the browser back to where it was told, with bucket, key and tag",
    instead: [303, "/duties/a", { file: "1", bucket: "papers", key: "incoming/5500/bao-cao/stp/a1" }],
    why: "moto leaves the tag out.",
  },
  ...Object.entries(formOutcomes).map(([what, instead]) => ({
    clause: `a form is refused with ${what}, and nothing is kept`,
    instead,
    why: unheld,
  })),
  { clause: "a form lapses", instead: [204, undefined, 8], why: unheld },
];

const unlooked = "moto takes a mail without a look at it.";
const mail: readonly Deviation[] = [
  {
    clause: "a mail goes to whom its envelope names, whoever stands in its headers",
    instead: [["khac@bmt.daklak.example", "vanthu@snv.daklak.example"]],
    why: "moto adds the addresses of the headers, and so sends a letter to its own addressee twice.",
  },
  {
    clause: "a sender that is not verified stops the letters, and so does a From",
    instead: ["refused", "MessageRejected", "done", 1],
    why: "moto's words for it are its own, not the service's, by which the mailer knows what they mean; a From it does not look at beside a sender.",
  },
  {
    clause: "a verified domain lets its subdomains write, and any address of it",
    instead: ["refused", "refused"],
    why: "moto knows the domain itself only, and has words of its own for what it refuses.",
  },
  {
    clause: "a configuration set that is not there stops the letters",
    instead: ["sent", "done", 2],
    why: "moto does not read which configuration set a mail is of.",
  },
  {
    clause: "an address that is none is given up",
    instead: [
      ["InvalidParameterValue", 0],
      ["done", 1],
      ["done", 2],
    ],
    why: "moto asks for the @ alone.",
  },
  {
    clause: "a mail is for 50 at most",
    instead: ["MessageRejected", "MessageRejected"],
    why: "moto counts the addressee of the headers as a 51st, and has an error of its own for it.",
  },
  {
    clause: "a tag has letters, digits, _ and - only, and is never empty",
    instead: ["sent", "sent", "sent", "sent"],
    why: "moto does not read tags.",
  },
  {
    clause: "a message breaks no rule of RFC 5322: one From, one subject, ASCII alone, no line over 998",
    instead: [["done", "done", "done", "done"], 4],
    why: unlooked,
  },
  { clause: "a message of 10 MB goes through, and one of more does not", instead: ["done", "done"], why: unlooked },
  {
    clause: "the quota counts recipients, of the last 24 hours",
    instead: 5,
    why: "moto counts those of the headers, too.",
  },
];

/**
 * All in which moto is known to deviate: each time it is the embedded cloud that does what the documentation says, on which
 * no deviation is allowed. Where moto deviates it is no second opinion; where it comes to agree, its test fails until the
 * entry is gone.
 */
export const deviationsOfMoto: readonly Deviation[] = [...queues, ...schedules, ...objects, ...forms, ...mail];
