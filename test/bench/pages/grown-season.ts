import { Chance } from "../../../lib/local/season/made-up/chance.ts";
import { madeUpUnits } from "../../../lib/local/season/made-up/made-up-units.ts";
import { countsOfDuties } from "../../../functions/domain/counts.ts";
import { DirectiveSchema, figuresOf } from "../../../functions/domain/directive.ts";
import { newDuty } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { deadlineIn } from "../../../functions/domain/deadline.ts";
import { instantOf } from "../../../functions/domain/instant.ts";
import type { LetterEntry } from "../../../functions/domain/letter.ts";
import { addressesOf } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { DraftSchema } from "../../../functions/domain/submission.ts";
import { toldBy } from "../../../functions/domain/told.ts";
import * as examples from "../../../functions/http/examples.ts";
import { nameOf } from "../../../functions/pages/session.ts";
import { dutyItem } from "../../../functions/store/duty-item.ts";
import { registerIn } from "../../../functions/store/register.ts";
import { equals } from "../../../functions/store/expressions.ts";
import { keys, shardOf, shardsFor, timeKey } from "../../../functions/store/table.ts";
import type { Key } from "../../../functions/store/table.ts";
import { filing } from "../../functions/documents/content/reported.ts";
import {
  at,
  directive as of2017,
  email,
  obligation,
  planned,
  ref,
  unitId,
  units as ofProvince,
} from "../../functions/season.ts";
import type { Engine } from "../../functions/store/engines.ts";
import { newWorld } from "../../functions/use-cases/world.ts";
import type { World } from "../../functions/use-cases/world.ts";
import { WatchedCalls } from "./watched-calls.ts";

/** A register of some size, asked for its pages; and what that asks of the table. */
export type SeasonOfPages = {
  readonly world: World;
  readonly watched: WatchedCalls;
  readonly units: readonly UnitRecord[];
  readonly duties: readonly Duty[];
};

/** After the deadline: half of the units have filed, the others are late. */
export const NOW = at("2017-11-02T09:30");
export const UNIT_CLERK = "vanthu@stc.daklak.example";
export const KEEPER = "vanthu@snv.daklak.example";
/** Units with a page of every kind: one with a draft, one that has filed, one that is exempt. */
export const WRITING = "stc";
export const FILED = "stp";
export const FREED = "sct";

/** The directive of 2017, asked of communes too. */
export const directive = DirectiveSchema.parse({
  ...of2017,
  obligations: of2017.obligations.map((one) =>
    one.id === obligation.id
      ? { ...one, reporters: { ...one.reporters, kinds: [...(one.reporters.kinds ?? []), "xa", "thi-tran"] } }
      : one,
  ),
});

const ISSUED_AT = at("2017-07-14T08:00");

/** One register that grows: what it has of one size it keeps at the next, so that a test need not lay out each anew. */
export async function growingSeason(engine: Engine, { earlier = 0 } = {}) {
  const world = await newWorld(engine, NOW);
  const { table } = world.table;
  const watched = new WatchedCalls(world.table.client);
  let most = 0;
  let all: readonly UnitRecord[] = [];
  let laid: readonly Duty[] = [];
  let shards = 1;
  await begin();

  return async (count: number): Promise<SeasonOfPages> => {
    if (count < laid.length) throw new Error(`It has ${laid.length} units, and cannot shrink to ${count}.`);
    await grow(count);
    const counted = await world.register.counts.movesCounted(ref);
    await world.register.counts.replace(ref, countsOfDuties(laid), { made: 0, counted });
    // As a function has it that was started after the last unit came, and has answered once.
    const register = registerIn(table);
    await Promise.all([
      register.directives.directive(directive.id),
      register.calendar.current(NOW),
      register.linkKey.made(),
      table.remove(keys.unitList).then(() => register.units.list()),
    ]);
    return { world: { ...world, register }, watched, units: all.slice(0, count + 1), duties: laid };
  };

  async function grow(count: number): Promise<void> {
    if (count > most) {
      // So many at first as the largest that was asked for: made-up units do not depend on how many there are.
      most = Math.max(count, 64);
      const [, , ...others] = madeUpUnits(most + 2, new Chance(5500));
      all = [...ofProvince, ...others.filter(({ id }) => !ofProvince.some((one) => one.id === id))];
    }
    const enough = shardsFor(count);
    const moved = enough === shards ? [] : laid.filter(({ unitId: id }) => shardOf(id, enough) !== shardOf(id, shards));
    await table.writeMany({ remove: moved.map((duty) => keys.duty(duty, shards)) });
    if (enough !== shards) await forgetRoll();
    shards = enough;
    const more = all.slice(laid.length === 0 ? 0 : laid.length + 1, count + 1);
    const duties = more.filter(({ id }) => id !== "snv").map(dutyOfUnit);
    await table.writeMany({
      put: [
        ...more.map((unit) => ({ ...keys.unit(unit.id), unit, bounced: {}, due: timeKey(ISSUED_AT - 86_400_000) })),
        ...[...moved, ...duties].map((duty) => dutyItem(duty, shards)),
        { ...keys.directive(directive.id), directive, ...ISSUED, shards: { "bao-cao": shards, "tong-hop": 1 } },
      ],
    });
    laid = [...laid, ...duties];
    await world.register.roll.noting(ref, shards)(laid);
  }

  /** Its chunks go by the number of shards, which is fixed once an obligation is issued. */
  async function forgetRoll(): Promise<void> {
    const chunks: Key[] = [];
    for await (const { pk, sk } of table.queryAll(equals("pk", keys.roll(ref))))
      chunks.push({ pk: String(pk), sk: String(sk) });
    await table.writeMany({ remove: chunks });
  }

  /** What does not grow: who acts for whom, the papers of single duties, milestones, sessions. */
  async function begin(): Promise<void> {
    const { register } = world;
    const acting = ofProvince.flatMap((unit) => addressesOf(unit).map((address) => keys.address(address, unit.id)));
    await table.writeMany({ put: acting });
    for (const principal of [UNIT_CLERK, KEEPER]) {
      const session = {
        principal: email(principal),
        startedAt: NOW,
        usedAt: NOW,
        endsAt: NOW + 3_600_000,
        browser: "",
        actedFor: await register.units.unitsActedForBy(principal),
      };
      await register.sessions.begin(nameOf(secretOf(principal)), session);
    }
    await register.staff.put({
      email: email("khoagiao@ubnd.daklak.example"),
      name: "Trần Thị B",
      role: "leader",
      unitId: unitId("snv"),
    });
    const duty = newDuty(
      { ...ref, obligationId: CONSOLIDATION.id, unitId: unitId("snv") },
      named("snv"),
      deadlineIn(CONSOLIDATION),
    );
    const filed = { ...filing(), ...keys.submission({ ...ref, unitId: FILED }, 1) };
    const { basedOn: _basedOn, ...draft } = examples.draft;
    await table.writeMany({ put: [dutyItem(duty, 1), filed] });
    await register.filings.saveDraft(
      { ...ref, unitId: unitId(WRITING) },
      { draft: DraftSchema.parse({ documentNumber: "", ...draft }), version: 1, savedAt: NOW, savedBy: UNIT_CLERK },
    );
    await register.runs.replan(
      MILESTONES.map(([milestone, day]) => ({ ...planned(milestone, `${day}T08:00`), phase: "settled" as const })),
    );
    for (let nth = 0; nth < earlier; nth++) await anEarlierDirective(nth);
  }

  async function anEarlierDirective(nth: number): Promise<void> {
    const id = `${nth}-ubnd-nam-truoc`;
    const earlierOne = { ...directive, id, number: `${nth}/UBND`, issuedOn: "2016-01-04" };
    await table.put({
      ...keys.directive(id),
      directive: earlierOne,
      ...ISSUED,
      shards: { "bao-cao": 1, "tong-hop": 1 },
    });
  }

  function named(id: string): UnitRecord {
    const found = ofProvince.find((unit) => unit.id === id);
    if (!found) throw new Error(`There is no unit ${id}.`);
    return found;
  }
}

const CONSOLIDATION = directive.obligations.find(({ id }) => id === "tong-hop") ?? obligation;
const ISSUED = { status: "issued", createdAt: ISSUED_AT, issuedAt: ISSUED_AT, issueAttempt: "issue" } as const;
const MILESTONES = [
  ["issue", "2017-07-14"],
  ["remind-20", "2017-10-02"],
  ["remind-10", "2017-10-16"],
  ["remind-5", "2017-10-23"],
  ["remind-2", "2017-10-26"],
  ["remind-0", "2017-10-27"],
  ["escalate", "2017-10-30"],
] as const;

/** The secret of somebody's session. */
export const secretOf = (principal: string): string => principal.replaceAll(/[^a-z]/g, "_").padEnd(65, "p");

const letters = Object.fromEntries(
  MILESTONES.map(([milestone]): [string, LetterEntry] => [
    `0.${milestone}.unit`,
    { status: "delivered", at: at("2017-10-27T08:00"), to: email("vanthu@donvi.daklak.example"), attempt: "attempt1" },
  ]),
);

/** What each filing told: every figure, and something under every section. */
const told = toldBy(obligation, {
  channel: "online",
  report: {
    figures: Object.fromEntries(figuresOf(obligation).map(({ id }, nth) => [id, 10 + nth])),
    sections: Object.fromEntries(obligation.outline.map(({ id }) => [id, "…"])),
  },
});

function dutyOfUnit(unit: UnitRecord, nth: number): Duty {
  const duty: Duty = { ...newDuty({ ...ref, unitId: unit.id }, unit, deadlineIn(obligation)), letters };
  const lastLetter = {
    milestone: "escalate",
    to: email("vanthu@donvi.daklak.example"),
    status: "delivered",
    at: instantOf(of2017.issuedOn),
  } as const;
  if (unit.id === WRITING) return { ...duty, lastLetter, state: "draft", acknowledgedAt: ISSUED_AT };
  if (unit.id === FREED)
    return { ...duty, state: "exempt", exemption: { number: 1, from: "awaiting", reason: "Sáp nhập.", at: NOW } };
  if (unit.id !== FILED && nth % 2 === 0) return { ...duty, lastLetter };
  const submittedAt = at("2017-10-20T10:00") + (nth % 9) * 86_400_000;
  return {
    ...duty,
    lastLetter,
    state: "submitted",
    revision: 1,
    receipts: { "1": nth + 1 },
    standing: "on-time",
    submittedAt,
    filedAs: "attempt1",
    told,
  };
}
