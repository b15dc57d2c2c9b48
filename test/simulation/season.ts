import { DirectiveSchema } from "../../functions/domain/directive.ts";
import type { Directive } from "../../functions/domain/directive.ts";
import { DAY_MS, LocalDateSchema, addDays, instantOf } from "../../functions/domain/instant.ts";
import { addressesOf } from "../../functions/domain/unit.ts";
import { UnitSchema } from "../../functions/domain/unit-input.ts";
import type { UnitRecord } from "../../functions/domain/unit.ts";
import type { Random } from "./random.ts";
import type { Mailbox } from "./simulated-mail.ts";

/** What one history is about: a few units, a directive with a short ladder or two, and what their mailboxes do. */
export type Season = {
  readonly units: readonly UnitRecord[];
  readonly directive: Directive;
  /** Units of the register that are not asked to report when the directive is issued. */
  readonly spares: readonly string[];
  readonly issueAt: number;
  /** The history begins when the directive is issued; or later, when all that was due at issue is done. */
  readonly beginsAt: "issue" | "afterwards";
  /** After every milestone of the obligations; nobody acts later. */
  readonly endAt: number;
  readonly mailboxes: ReadonlyMap<string, Mailbox>;
  /** Since when an address may be written to, where that is not so from the beginning: the account is in a sandbox. */
  readonly allowedFrom: ReadonlyMap<string, number>;
  /** The obligations' duties lie over so many shards. */
  readonly shards: number;
};

export const SUPERVISOR = "snv";
const LEADER = "vpub";
const SPARES = [
  ["syt", "Sở Y tế"],
  ["kpa", "UBND huyện Krông Pắc"],
] as const;
const REPORTERS = [
  ["stp", "Sở Tư pháp"],
  ["stc", "Sở Tài chính"],
  ["lak", "UBND huyện Lắk"],
] as const;

export function seasonFrom(random: Random, calm: boolean): Season {
  const reporters = REPORTERS.slice(0, random.pick([1, 1, 1, 2, 2, 3]));
  const units = [
    unitFrom(random, LEADER, "Văn phòng UBND tỉnh"),
    unitFrom(random, SUPERVISOR, "Sở Nội vụ"),
    ...reporters.map(([id, name]) => unitFrom(random, id, name)),
    ...SPARES.map(([id, name]) => unitFrom(random, id, name)),
  ];
  // A mailbox that several share is dead, or full, for all of them.
  if (random.chance(0.2))
    for (const [i, unit] of units.entries()) if (i >= 2) units[i] = { ...unit, clerkEmail: units[2]?.clerkEmail };
  const before = LocalDateSchema.parse(random.pick(["2017-10-25", "2017-10-30", "2017-11-01"]));
  const consolidated = random.chance(0.25);
  const consolidatedBefore = addDays(before, random.int(3, 7));
  const issueDay = addDays(before, -random.int(2, 5));
  const directive = DirectiveSchema.parse({
    id: "cv",
    number: "1/UBND",
    issuedOn: addDays(before, -10),
    issuer: "UBND tỉnh",
    subject: "Phong trào thi đua",
    obligations: [
      {
        ...obligationFrom(random, "bao-cao", before),
        reporters: { units: reporters.map(([id]) => id) },
        receiver: SUPERVISOR,
      },
      ...(consolidated
        ? [
            {
              ...obligationFrom(random, "tong-hop", consolidatedBefore),
              reporters: { units: [SUPERVISOR] },
              receiver: LEADER,
              consolidates: "bao-cao",
            },
          ]
        : []),
    ],
  });
  const addresses = units.flatMap(addressesOf);
  const issueAt = instantOf(issueDay, random.pick(["07:59", "08:00", "10:17"])) + random.int(0, 59_999);
  const endAt = instantOf(consolidated ? consolidatedBefore : before) + 4 * DAY_MS;
  return {
    units,
    spares: SPARES.map(([id]) => id),
    directive,
    beginsAt: random.chance(0.4) ? "issue" : "afterwards",
    issueAt,
    endAt,
    mailboxes: new Map(addresses.map((address) => [address, calm ? "takes" : mailboxFrom(random, { issueAt, endAt })])),
    allowedFrom: new Map(calm ? [] : allowedFrom(random, addresses, { issueAt, endAt })),
    shards: random.chance(0.15) ? 2 : 1,
  };
}

/** In one history of four the account begins in a sandbox; it is left for all at once, or address by address. */
function allowedFrom(
  random: Random,
  addresses: readonly string[],
  { issueAt, endAt }: Pick<Season, "issueAt" | "endAt">,
): (readonly [string, number])[] {
  if (!random.chance(0.25)) return [];
  const someTime = (): number => random.int(issueAt, random.pick([issueAt + DAY_MS, endAt + 4 * DAY_MS]));
  const leftAt = random.chance(0.5) ? someTime() : undefined;
  return random.some(addresses, 0.7).map((address) => [address, leftAt ?? someTime()] as const);
}

function obligationFrom(random: Random, id: string, before: string) {
  return {
    id,
    title: `Báo cáo ${id}`,
    before,
    outline: [{ id: "noi-dung", title: "Nội dung" }],
    ladder: {
      remindWorkingDaysBefore: random.some([2, 1, 0], 0.25),
      followUpWorkingDaysAfter: random.some([1, 2], 0.2),
      at: random.chance(0.2) ? "00:00" : "08:00",
    },
  };
}

function unitFrom(random: Random, id: string, name: string): UnitRecord {
  const clerk = `vanthu@${id}.example`;
  return UnitSchema.parse({
    id,
    name,
    kind: "so",
    headTitle: `Thủ trưởng ${name}`,
    clerkEmail: clerk,
    officeEmail: random.chance(0.5) ? `vanphong@${id}.example` : "",
    headEmail: random.pick(["", `lanhdao@${id}.example`, `lanhdao@${id}.example`, clerk]),
    phone: "",
  });
}

/** What is dead or full is so for ever, or some days. */
function mailboxFrom(random: Random, { issueAt, endAt }: Pick<Season, "issueAt" | "endAt">): Mailbox {
  if (random.chance(0.7)) return "takes";
  const fullFrom = random.int(issueAt - DAY_MS, endAt);
  return random.pick<Mailbox>([
    "unknown",
    "unknown",
    { deadUntil: random.int(issueAt, endAt) },
    { deadUntil: random.int(issueAt, endAt) },
    { fullFor: random.int(1, 4) },
    { fullFrom, fullUntil: fullFrom + random.int(DAY_MS / 12, 8 * DAY_MS) },
    { fullFrom, fullUntil: fullFrom + random.int(DAY_MS / 12, 8 * DAY_MS) },
    "complains",
    "slow",
    "away",
  ]);
}
