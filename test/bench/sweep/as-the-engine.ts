import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

import { dutyItem } from "../../../functions/store/duty-item.ts";
import { freshRegister } from "../../functions/store/engines.ts";
import type { Engine } from "../../functions/store/engines.ts";
import { withEngine } from "../engine.ts";
import { dutyOfUnit, tableOf, where } from "../far-side/made-up-season.ts";
import type { MadeUpSeason } from "../far-side/made-up-season.ts";
import { clientOf } from "../far-side/start-far-side.ts";
import type { FarSide } from "../far-side/start-far-side.ts";
import { whole } from "../figures.ts";
import type { BenchOptions, Row } from "../part.ts";
import { scanOnce } from "../rivals/scan-once.ts";
import { sweepOnce } from "./sweep-once.ts";
import type { SeasonTable } from "./sweep-once.ts";

/** Seasons small enough to be laid into a real engine; the last is scanned in pages that its 1 MB cuts. */
const SEASONS: readonly MadeUpSeason[] = [
  { units: 100, openOneIn: 1 },
  { units: 1_000, openOneIn: 1 },
  { units: 2_000, openOneIn: 10 },
];

/** Lays the same seasons into a real engine, and compares what sweep and scan find and pay there, page by page. */
export async function asTheEngine({ endpoint }: FarSide, { quick, tell }: BenchOptions): Promise<Row[]> {
  const seasons = quick ? SEASONS.slice(0, 2) : SEASONS;
  return withEngine(async (engine, { name }) => {
    const rows: Row[] = [];
    for (const season of seasons) {
      tell(`laying ${whole(season.units)} duties into ${name}`);
      const client = new DynamoDBClient(clientOf(endpoint));
      const far = await whatIsFound({ client, name: tableOf(season), season });
      const near = await whatIsFound(await laidOut(engine, season));
      const ok = same(far, near);
      rows.push({
        what: `far side as ${name}, 1 in ${season.openOneIn} of ${whole(season.units)} open`,
        measured: `${whole(far.swept.length)} units by ${far.sweepReads.join(" + ")} read units, scanned by ${far.scanReads.join(" + ")}`,
        reach: { asked: "the same", ok },
      });
    }
    return rows;
  });
}

async function laidOut(engine: Engine, season: MadeUpSeason): Promise<SeasonTable> {
  const { client, name, table } = await freshRegister(engine);
  const { shards } = where(season);
  await table.writeMany({
    put: Array.from({ length: season.units }, (_, number) => dutyItem(dutyOfUnit(season, number), shards)),
  });
  return { client, name, season };
}

async function whatIsFound(table: SeasonTable) {
  const swept: string[] = [];
  const scanned: string[] = [];
  const sweepReads = await sweepOnce(table, (messages) => {
    for (const message of messages) if (message.kind === "letter") swept.push(message.unitId);
  });
  const scanReads = await scanOnce(table, (unitIds) => void scanned.push(...unitIds));
  // A scan's order is the engine's own.
  return { swept, scanned: scanned.toSorted(), sweepReads, scanReads };
}

type Found = Awaited<ReturnType<typeof whatIsFound>>;

/**
 * The same units in the same order, and the same price. An engine on the machine charges nothing for a page that turns
 * out to be empty; the service charges half a unit.
 */
function same(far: Found, near: Found): boolean {
  const paid = ({ sweepReads, scanReads }: Found) => [...sweepReads, ...scanReads].map((units) => Math.max(units, 0.5));
  return (
    far.swept.join() === near.swept.join() &&
    far.scanned.join() === near.scanned.join() &&
    paid(far).join() === paid(near).join()
  );
}
