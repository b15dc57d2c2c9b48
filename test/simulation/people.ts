import { addressesOf } from "../../functions/domain/unit.ts";
import { MINUTE_MS } from "../../functions/domain/instant.ts";
import { bodyOf } from "./act-bodies.ts";
import type { Gateway, Heard } from "./gateway.ts";
import { HANDLERS, likelyActs } from "./likely-acts.ts";
import type { Random } from "./random.ts";
import { SUPERVISOR } from "./season.ts";
import type { Season } from "./season.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { DutyStory, Witness } from "./witness.ts";
import type { Tell } from "./trace.ts";

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
    const duties = [...witness.duties.values()];
    const dead = duties.filter(({ sk }) => this.#isDead(sk.slice("UNIT#".length)));
    const duty = random.pick(dead.length > 0 && random.chance(0.5) ? dead : duties);
    const act = (): void => this.#act(duty);
    act();
    if (random.chance(0.25)) this.#around.time.after(random.pick([1, 3, 20, 400]), act);
  }

  #act({ pk, sk, moments }: DutyStory): void {
    const { random, season, gateway, witness, tell, time } = this.#around;
    const [obligationId, unitId] = [pk.split("#")[2] ?? "", sk.slice("UNIT#".length)];
    const duty = moments.at(-1)!;
    const what = random.weighted(likelyActs(duty.state, this.#isDead(unitId)));
    const byUnit = what === "file" || what === "draft" || (what === "reason" && random.chance(0.7));
    const isOfUnit = what === "mend" || what === "enter-again";
    // Of Sở Nội vụ, which keeps the register, is whoever withdraws, makes a year final or mends an address.
    const ofKeeper = what === "withdraw" || what === "year" || isOfUnit;
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
      body: bodyOf(what, { duty, unitId, random, season, time, next: () => ++this.#asked }),
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
        } else if (!isOfUnit) witnessAct(witness, heard, { act: what, obligationId, unitId, at: time.now });
      });
    };
    ask(0);
  }

  /** Whether the desk shows that mail to all addresses that a unit had at first has come back. */
  #isDead(unitId: string): boolean {
    const { season, witness } = this.#around;
    const unit = season.units.find(({ id }) => id === unitId)!;
    return addressesOf(unit).every((address) => witness.isMarked(address));
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
    state?: string;
  };
  const { revision, receipt, added, released, state } = told;
  const filing = status === 201 ? { revision, receipt: receipt?.number, sha256: receipt?.sha256 } : {};
  witness.acknowledged.push({
    ...about,
    attempt: heard.attempt,
    ...filing,
    ...(added && { added, released, underWay: state === "under-way" }),
  } as Witness["acknowledged"][number]);
}
