import { Chance } from "../../../lib/local/season/made-up/chance.ts";
import { madeUpUnits } from "../../../lib/local/season/made-up/made-up-units.ts";
import { countsOfDuties } from "../../../functions/domain/counts.ts";
import { asWritten, deadlineIn } from "../../../functions/domain/deadline.ts";
import { DirectiveSchema } from "../../../functions/domain/directive.ts";
import type { Directive, Obligation } from "../../../functions/domain/directive.ts";
import { newDuty } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { DAY_MS, instantOf, localDateOf } from "../../../functions/domain/instant.ts";
import { runKey } from "../../../functions/domain/milestone-run.ts";
import type { Unit, UnitRecord } from "../../../functions/domain/unit.ts";
import { nameOf } from "../../../functions/pages/session.ts";
import { dutyItem } from "../../../functions/store/duty-item.ts";
import { registerIn } from "../../../functions/store/register.ts";
import { keys, timeKey } from "../../../functions/store/table.ts";
import { packUnits } from "../../../functions/store/unit-list-parts.ts";
import { at, directive as of2017, email, planned, units as ofProvince } from "../../functions/season.ts";
import type { Engine } from "../../functions/store/engines.ts";
import { KEEPER, NOW, growingSeason, secretOf } from "./grown-season.ts";
import type { SeasonOfPages } from "./grown-season.ts";

export const LEADER = "khoagiao@ubnd.daklak.example";

/** Directives of a year, each of which asks for two reports. */
const A_YEAR = 12;
const LATEST = at("2017-07-10T08:00");
/** How many units each report is asked of, in its counts. */
const ASKED = 3_000;
const UNITS = 100_000;
const IN_A_PART = 500;

/**
 * A register of 100,000 units in its first year: the season, and eleven directives that are done with. It grows by years, each of
 * twelve more: each with its dates once moved and its file, its counts, its milestones, to whom it was sent on, and
 * the duties of the units whose pages are asked for. What other units have of them stands in partitions of their own.
 */
export async function growingYears(engine: Engine) {
  const grown = await growingSeason(engine);
  let season = await grown(300);
  const { table } = season.world.table;
  const { register } = season.world;
  const session = { principal: email(LEADER), startedAt: NOW, usedAt: NOW, endsAt: NOW + 3_600_000, browser: "" };
  await register.sessions.begin(nameOf(secretOf(LEADER)), { ...session, actedFor: [] });
  await table.writeMany({ put: manyUnits() });
  const filed = countsOfDuties(dutiesAsked());
  let directives = 1;

  return async (years: number): Promise<SeasonOfPages> => {
    for (; directives < years * A_YEAR; directives++) await table.writeMany({ put: itemsOf(directives, filed) });
    // A function that was started after the last directive came.
    season = { ...season, world: { ...season.world, register: registerIn(table) } };
    return season;
  };
}

/** Everything of the nth directive back from the season's, which is done with. */
function itemsOf(nth: number, filed: ReturnType<typeof countsOfDuties>) {
  const issuedAt = LATEST - nth * Math.floor((365 * DAY_MS) / A_YEAR);
  const directive = earlierDirective(nth, issuedAt);
  const { id } = directive;
  const shards = Object.fromEntries(directive.obligations.map((one) => [one.id, 1]));
  const move = (one: Obligation) => ({
    deadline: deadlineIn(one),
    previous: deadlineIn(one),
    moved: 1,
    movedAt: issuedAt + DAY_MS,
    reason: "Lùi thời hạn do trùng đợt kiểm tra của Trung ương.",
    documentNumber: `${nth}/UBND-KGVX`,
    attempt: "attempt1",
    by: KEEPER,
  });
  const [first] = directive.obligations;
  return [
    {
      ...keys.directive(id),
      directive,
      status: "issued",
      createdAt: issuedAt,
      issuedAt,
      issueAttempt: "issue",
      shards,
      due: timeKey(issuedAt),
    },
    {
      ...keys.moves(id),
      ...(first && { [first.id]: move(first) }),
      "#scan": { id: "AbCdEfGhIjKlMnOpQrStUv", kind: "pdf" },
      due: timeKey(issuedAt + DAY_MS),
    },
    ...directive.obligations.flatMap((one) => {
      const ref = { directiveId: id, obligationId: one.id };
      const runs = ["issue", "remind-20", "remind-10", "remind-5", "remind-2", "remind-0", "escalate"] as const;
      return [
        { ...keys.counts(ref), ...filed, "#moves": ASKED, due: timeKey(issuedAt + 120 * DAY_MS) },
        {
          ...keys.forwarding(ref),
          count: 1,
          records: (one.forwardTo ?? []).map((to) => ({
            to,
            documentNumber: `${nth}/BC-SNV`,
            sentOn: localDateOf(issuedAt + 110 * DAY_MS),
            by: KEEPER,
            at: issuedAt + 110 * DAY_MS,
            attempt: "attempt1",
          })),
        },
        ...runs.map((milestone) => {
          const run = { ...planned(milestone, "2017-01-01T08:00"), ...ref, at: issuedAt, phase: "settled" } as const;
          return { ...keys.milestone(ref, runKey(run)), ...run };
        }),
        ...dutiesKept(one).map((unit) =>
          dutyItem({ ...newDuty({ ...ref, unitId: unit.id }, unit, deadlineIn(one)), ...ACCEPTED }, 1),
        ),
      ];
    }),
  ];
}

const ACCEPTED = {
  state: "accepted",
  revision: 1,
  receipts: { "1": 1 },
  standing: "on-time",
  submittedAt: LATEST,
  filedAs: "attempt1",
} as const satisfies Partial<Duty>;

/** The units that have a session here, and so pages of their own. */
const dutiesKept = ({ consolidates }: Obligation): UnitRecord[] =>
  ofProvince.filter(({ id }) => (consolidates === undefined ? id === "stc" : id === "snv"));

function earlierDirective(nth: number, issuedAt: number): Directive {
  return DirectiveSchema.parse({
    ...of2017,
    id: `${nth}-ubnd-kgvx-truoc`,
    number: `${nth}/UBND-KGVX`,
    issuedOn: localDateOf(issuedAt),
    obligations: of2017.obligations.map(({ before: _before, by: _by, ...one }) => ({
      ...one,
      ...asWritten(
        deadlineIn({ before: localDateOf(issuedAt + (one.consolidates === undefined ? 90 : 100) * DAY_MS) }),
      ),
    })),
  });
}

/** Duties of three thousand units, of some kinds, filed over two months: as an obligation's counts have them. */
function dutiesAsked(): Duty[] {
  const [obligation] = of2017.obligations;
  const [some] = ofProvince;
  if (!obligation || !some) throw new Error("The season has no obligation, or no unit.");
  const ref = { directiveId: of2017.id, obligationId: obligation.id };
  return Array.from({ length: ASKED }, (_, nth) => ({
    ...newDuty({ ...ref, unitId: some.id }, some, deadlineIn(obligation)),
    ...ACCEPTED,
    kind: ["xa", "phuong", "thi-tran", "huyen", "so-ban-nganh"][nth % 5] ?? "",
    submittedAt: instantOf(of2017.issuedOn) + (nth % 60) * DAY_MS,
  }));
}

/** The list of a hundred thousand units, in its parts. */
function manyUnits() {
  const made = madeUpUnits(IN_A_PART, new Chance(5500));
  const parts = Array.from({ length: UNITS / IN_A_PART }, (_, nth) => {
    const kind = ["xa", "phuong", "thi-tran", "huyen"][nth % 4] ?? "";
    const units = made.map((unit): Unit => ({ ...unit, kind, name: `${unit.name} ${nth}`, bounced: {} }));
    const last = units.at(-1);
    return { token: `part${nth}`, kind, count: units.length, last: `${last?.name}\n${last?.id}`, units };
  });
  return [
    ...parts.map(({ token, units }) => ({ ...keys.unitListPart(token), packed: packUnits(units) })),
    {
      ...keys.unitList,
      version: 1,
      parts: parts.map(({ units: _units, ...part }) => part),
      unreachable: 0,
      unreachableFirst: [],
    },
  ];
}
