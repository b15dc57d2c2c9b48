import {
  acceptReport,
  changeReporters,
  exemptDuty,
  extendDuty,
  fileReport,
  moveDate,
  putUnit,
  recordHardCopy,
  reinstateDuty,
  remindByHand,
  returnReport,
  saveDraft,
  setYearFinal,
  stateReason,
  withdrawDirective,
} from "../functions/api/operations.ts";
import type { DutyState } from "../../functions/domain/duty.ts";
import { DAY_MS, MINUTE_MS, addDays, formatInstant, isWeekend, localDateOf } from "../../functions/domain/instant.ts";
import type { LocalDate } from "../../functions/domain/instant.ts";
import type { CalendarLine } from "../../functions/domain/provisional-year.ts";
import { workingDaysOfVietNam } from "../../functions/domain/working-days-vn.ts";
import type { Handler } from "../../functions/http/exchange.ts";
import { addressesOf } from "../../functions/domain/unit.ts";
import type { Gateway, Heard } from "./gateway.ts";
import type { Random } from "./random.ts";
import { SUPERVISOR } from "./season.ts";
import type { Season } from "./season.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { DutyMoment, DutyStory, Witness } from "./witness.ts";
import type { Tell } from "./trace.ts";
import { DeadlineSchema, dayNamedIn, dueAt } from "../../functions/domain/deadline.ts";

type ActName =
  | "remind"
  | "year"
  | "mend"
  | "reporters"
  | "move"
  | "withdraw"
  | "file"
  | "draft"
  | "paper"
  | "return"
  | "accept"
  | "extend"
  | "exempt"
  | "reinstate"
  | "reason";

const HANDLERS: Record<ActName, Handler> = {
  year: setYearFinal,
  mend: putUnit,
  reporters: changeReporters,
  move: moveDate,
  remind: remindByHand,
  withdraw: withdrawDirective,
  file: fileReport,
  draft: saveDraft,
  paper: recordHardCopy,
  return: returnReport,
  accept: acceptReport,
  extend: extendDuty,
  exempt: exemptDuty,
  reinstate: reinstateDuty,
  reason: stateReason,
};

/** What people are likely to do with a duty as it stands; now and then what cannot be done. */
const LIKELY: Record<DutyState, Partial<Record<ActName, number>>> = {
  awaiting: {
    mend: 3,
    reporters: 2,
    year: 1.5,
    file: 8,
    draft: 3,
    paper: 2,
    extend: 4,
    move: 1.5,
    remind: 4,
    exempt: 1,
    reason: 2,
    accept: 0.3,
    withdraw: 0.8,
  },
  draft: {
    mend: 0.7,
    reporters: 0.7,
    year: 0.7,
    file: 8,
    draft: 1,
    withdraw: 0.8,
    move: 0.7,
    remind: 3,
    paper: 1,
    extend: 3,
    exempt: 1,
    reason: 1,
  },
  submitted: {
    reporters: 0.7,
    year: 0.5,
    return: 6,
    withdraw: 0.6,
    move: 0.5,
    remind: 0.5,
    accept: 4,
    file: 3,
    extend: 0.3,
  },
  returned: {
    mend: 0.7,
    reporters: 0.7,
    year: 0.7,
    file: 7,
    withdraw: 0.8,
    move: 0.7,
    remind: 3,
    extend: 3,
    exempt: 1,
    draft: 1,
    reason: 1,
  },
  accepted: { return: 3, file: 0.5 },
  exempt: { reinstate: 4, file: 1, withdraw: 0.3 },
  withdrawn: { file: 2, reporters: 0.5, extend: 1, reason: 1, draft: 1, withdraw: 1, move: 0.5 },
};

type Around = {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly season: Season;
  readonly gateway: Gateway;
  readonly witness: Witness;
  readonly tell: Tell | undefined;
};

/** Officers and supervisors, who act when they like: often at the very moment of a milestone, and two at once. */
export class People {
  readonly #around: Around;
  /** Acts still to come, by whom is decided when they come. */
  #left: number;
  #asked = 0;

  constructor(around: Around, momentsOfInterest: readonly number[]) {
    const { time, random, season } = around;
    this.#around = around;
    this.#left = random.pick([1, 1, 2, 2, 3, 4, 6]);
    for (let i = this.#left; i > 0; i--) {
      const near = random.chance(0.6) ? random.pick(momentsOfInterest) : undefined;
      const at =
        near === undefined
          ? random.int(season.issueAt + MINUTE_MS, season.endAt)
          : near +
            random.pick([
              random.int(-5_000, 5_000),
              random.int(0, 3000),
              random.int(0, 65_000),
              20 * MINUTE_MS + random.int(-60_000, 360_000),
            ]);
      time.at(at, () => this.#comes());
    }
  }

  /** Somebody acts earlier than he would have: just now. */
  hurry(): void {
    this.#around.time.after(this.#around.random.int(1, 30), () => this.#comes());
  }

  #comes(): void {
    const { random, witness } = this.#around;
    if (this.#left === 0 || witness.duties.size === 0) return;
    this.#left--;
    const duty = random.pick([...witness.duties.values()]);
    const act = (): void => this.#act(duty);
    act();
    if (random.chance(0.25)) this.#around.time.after(random.pick([1, 3, 20, 400]), act);
  }

  #act({ pk, sk, moments }: DutyStory): void {
    const { random, season, gateway, witness, tell, time } = this.#around;
    const [obligationId, unitId] = [pk.split("#")[2] ?? "", sk.slice("UNIT#".length)];
    const duty = moments.at(-1)!;
    const what = random.weighted(LIKELY[duty.state]);
    const byUnit = what === "file" || what === "draft" || (what === "reason" && random.chance(0.7));
    // Of Sở Nội vụ, which keeps the register, is whoever withdraws, makes a year final or mends an address.
    const ofKeeper = what === "withdraw" || what === "year" || what === "mend";
    const acting = byUnit ? unitId : obligationId === "bao-cao" || ofKeeper ? SUPERVISOR : "vpub";
    const unit = season.units.find(({ id }) => id === acting)!;
    const principal = random.pick(addressesOf(unit));
    const who = `${principal} (${what})`;
    const key = random.chance(0.6) ? `key-${++this.#asked}` : undefined;
    const sent = {
      handler: HANDLERS[what],
      path: `/api/duties/cv/${obligationId}/${unitId}/${what}`,
      caller: { principal, units: [unit.id] },
      params: { directiveId: "cv", obligationId, unitId, year: "2017" },
      body: this.#body(what, duty, unitId),
      key,
    };
    const ask = (tries: number): void => {
      tell?.(who, `asks about ${unitId} of ${obligationId}${tries > 0 ? " again" : ""}: ${JSON.stringify(sent.body)}`);
      gateway.send(sent, (heard) => {
        tell?.(
          who,
          `hears ${heard === "nothing" ? "nothing" : `${heard.answer.status} ${heard.answer.body.slice(0, 120)}`}`,
        );
        if (heard === "nothing" || heard.answer.headers?.["retry-after"] !== undefined) {
          if (tries < 3 && random.chance(0.7))
            time.after(random.pick([2_000, 30_000, 70_000, 200_000]), () => ask(tries + 1));
        } else if (what !== "mend") witnessAct(witness, heard, { act: what, obligationId, unitId, at: time.now });
      });
    };
    ask(0);
  }

  /** Units that do not report yet are added, and this one is released, or either; now and then what cannot be. */
  #reporters(unitId: string, duty: DutyMoment, laterThan: (duty: DutyMoment) => string): unknown {
    const { random, season, time } = this.#around;
    const add = random.some(season.spares, 0.6);
    const release = add.length === 0 || random.chance(0.4) ? [unitId] : [];
    const isPast = dueAt(DeadlineSchema.parse(duty.deadline)) <= time.now;
    const dated = add.length > 0 && (isPast ? random.chance(0.9) : random.chance(0.3));
    return {
      add,
      release,
      ...(dated && { before: laterThan(duty) }),
      reason: "Mới thành lập, sáp nhập",
      documentNumber: `${++this.#asked}/QĐ`,
    };
  }

  /** The year's lines, with working days near by made days off, and weekends worked, or either. */
  #swapped(): CalendarLine[] {
    const { random, time } = this.#around;
    const { lines, exceptions } = workingDaysOfVietNam.year(2017);
    const today = localDateOf(time.now);
    const days = Array.from({ length: 9 }, (_, i) => addDays(today, i - 1)).filter((day) => !exceptions.has(day));
    const off = random.some(
      days.filter((day) => !isWeekend(day)),
      0.2,
    );
    const worked = random.some(
      days.filter((day) => isWeekend(day)),
      0.4,
    );
    const line = (status: "off" | "worked") => (date: LocalDate) => ({
      date,
      status,
      name: "Hoán đổi",
      source: "Thông báo",
    });
    return [...lines, ...off.map(line("off")), ...worked.map(line("worked"))];
  }

  #body(what: ActName, duty: DutyMoment, unitId: string): unknown {
    const { random, season, time } = this.#around;
    const today = localDateOf(time.now);
    const ahead = addDays(today, random.int(1, 5));
    const laterThan = ({ deadline }: DutyMoment) => {
      const day = dayNamedIn(DeadlineSchema.parse(deadline));
      return ahead > day ? ahead : addDays(day, random.int(1, 4));
    };
    switch (what) {
      case "mend": {
        const { id: _id, ...unit } = season.units.find(({ id }) => id === unitId)!;
        return { ...unit, clerkEmail: `moi-${++this.#asked}@${unitId}.example` };
      }
      case "file":
        return {
          documentNumber: `${++this.#asked}/BC`,
          signedOn: today,
          signer: { name: "Nguyễn Văn A", post: "Giám đốc" },
          sections: { "noi-dung": `Nội dung ${this.#asked}` },
        };
      case "draft":
        return { sections: { "noi-dung": `Nháp ${++this.#asked}` } };
      case "paper": {
        const from = Math.max(season.issueAt + MINUTE_MS, time.now - 3 * DAY_MS);
        return {
          receivedAt: formatInstant(random.int(Math.min(from, time.now), time.now)),
          documentNumber: `${++this.#asked}/BC`,
        };
      }
      case "return":
        return { reason: "Thiếu số liệu", ...(random.chance(0.6) ? { before: ahead } : {}) };
      case "reinstate":
        return { reason: "Có phát sinh", ...(random.chance(0.6) ? { before: laterThan(duty) } : {}) };
      case "extend": {
        const later = laterThan(duty);
        return { before: later, reason: "Chờ số liệu", approvedBy: "Giám đốc", documentNumber: `${++this.#asked}/GH` };
      }
      case "move":
        return {
          ...random.pick([{ before: ahead }, { by: ahead }, { before: `${ahead}T16:00` }]),
          reason: "Lùi",
          documentNumber: `${++this.#asked}/CD`,
        };
      case "remind":
        return {
          units: random.pick([[unitId], [unitId], "late", "open"]),
          ...(random.chance(0.5) && { note: "Đề nghị gửi ngay" }),
          ...(random.chance(0.6) && { again: true }),
        };
      case "year":
        return { status: "final", lines: this.#swapped() };
      case "withdraw":
        return { reason: "Giao nhầm", documentNumber: `${++this.#asked}/TH` };
      case "reporters":
        return this.#reporters(unitId, duty, laterThan);
      case "exempt":
        return { reason: "Không phát sinh" };
      case "reason":
        return { text: "Chờ số liệu của các xã" };
      case "accept":
        return {};
      default:
        return what satisfies never;
    }
  }
}

function witnessAct(
  witness: Witness,
  heard: Exclude<Heard, "nothing">,
  about: { act: string; obligationId: string; unitId: string; at: number },
): void {
  const { status, body } = heard.answer;
  if (status !== 200 && status !== 201) return;
  const told = JSON.parse(body) as {
    revision?: number;
    receipt?: { number?: number; sha256?: string };
    added?: string[];
    released?: string[];
  };
  const { revision, receipt, added, released } = told;
  const filing = status === 201 ? { revision, receipt: receipt?.number, sha256: receipt?.sha256 } : {};
  witness.acknowledged.push({
    ...about,
    attempt: heard.attempt,
    ...filing,
    ...(added && { added, released }),
  } as Witness["acknowledged"][number]);
}
