import { availableParallelism } from "node:os";

import { PROTOCOLS } from "../../simulation/protocols.ts";
import type { ProtocolName } from "../../simulation/protocols.ts";
import { playMany } from "../../simulation/play-many.ts";
import { whole } from "../figures.ts";
import type { BenchOptions, Part, Row } from "../part.ts";

/** Within so many histories a protocol that must not be is caught. */
const CAUGHT_WITHIN = 100;
const TOLD_EVERY = 10_000;

/** The letters' protocol in seeded histories, and the two protocols that it could have been. */
export const mailProtocol: Part = {
  name: "mail-protocol",
  run: async (options) => [await theProgram(options), ...(await Promise.all(WRONG.map(theWrongOne)))],
};

const WRONG = Object.keys(PROTOCOLS).filter((name) => name !== "real") as Exclude<ProtocolName, "real">[];

async function theProgram({ quick, tell }: BenchOptions): Promise<Row> {
  const seeds = quick ? 1_000 : 100_000;
  const broken: number[] = [];
  let told = 0;
  tell(`playing ${whole(seeds)} histories`);
  const { histories, letters, acts, faults } = await playMany(
    { ...choiceOf("real"), seeds, workers: availableParallelism() },
    ({ histories: so, found }) => {
      broken.push(...found.map(({ seed }) => seed));
      if (so < told + TOLD_EVERY) return;
      told = so;
      tell(`${whole(so)} histories`);
    },
  );
  return {
    what: `${whole(histories)} histories`,
    measured: `${whole(letters)} letters, ${whole(acts)} acts, ${whole(faults)} faults; broken: ${broken.length === 0 ? "none" : `seeds ${broken.join(", ")}`}`,
    reach: { asked: "no letter doubled, lost, or to who had filed", ok: histories >= seeds && broken.length === 0 },
  };
}

async function theWrongOne(protocol: Exclude<ProtocolName, "real">): Promise<Row> {
  const seeds: number[] = [];
  await playMany(
    { ...choiceOf(protocol), seeds: CAUGHT_WITHIN, workers: 1 },
    ({ found }) => void seeds.push(...found.map(({ seed }) => seed)),
  );
  const first = Math.min(...seeds);
  return {
    what: `${protocol}, caught`,
    measured: seeds.length === 0 ? "never" : `at history ${first}, and in ${seeds.length} of ${CAUGHT_WITHIN}`,
    reach: { asked: `within ${CAUGHT_WITHIN}`, ok: seeds.length > 0 },
  };
}

const choiceOf = (protocol: string) => ({ from: 1, choice: { protocol, without: undefined } });
