import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

import { EmailSchema, UnitIdSchema } from "../../../functions/domain/ids.ts";
import { newAttempt, systemClock } from "../../../functions/runtime/clock.ts";
import type { GatewayEvent } from "../../../functions/http/gateway-event.ts";
import { webApp } from "../../../functions/site/web-app.ts";
import * as duties from "../../../functions/api/duties.ts";
import * as me from "../../../functions/api/me.ts";
import { unitPages } from "../../../functions/pages/unit/unit-pages.ts";
import { queuesAt } from "../../../functions/queue/queues.ts";
import { Table } from "../../../functions/store/dynamo.ts";
import { registerIn } from "../../../functions/store/register.ts";
import { bareSwitch } from "./bare-switch.ts";
import type { Call } from "./season-calls.ts";

type Handler = (event: GatewayEvent) => Promise<unknown>;

const CALLS_A_ROUND = 200;
const settings = { region: "ap-southeast-1", credentials: { accessKeyId: "none", secretAccessKey: "none" } };

/**
 * What a call costs a warm function before anything is sent: until the SDK is first asked to send, which here it never
 * does. In microseconds, ours and a bare switch's in turn; the quarter of the rounds that were least disturbed.
 */
export async function measureWarmCall({ event }: Call, rounds: number): Promise<{ ours: number; bare: number }> {
  let asked = (): void => {};
  // Over the one that it inherits, for the clients of both.
  Object.defineProperty(DynamoDBDocumentClient.prototype, "send", {
    configurable: true,
    value: () => {
      asked();
      return new Promise<never>(() => {});
    },
  });
  try {
    const contenders = { ours: ours(), bare: bareSwitch(DynamoDBDocumentClient.from(new DynamoDBClient(settings))) };
    const taken: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    // A tenth of the rounds goes by while the engine is still compiling.
    for (let round = -rounds / 10; round < rounds; round++) {
      const [first, second] = [await callsOf(contenders.ours), await callsOf(contenders.bare)];
      if (round < 0) continue;
      taken.ours.push(first);
      taken.bare.push(second);
    }
    return { ours: lowerQuartile(taken.ours), bare: lowerQuartile(taken.bare) };
  } finally {
    Reflect.deleteProperty(DynamoDBDocumentClient.prototype, "send");
  }

  async function callsOf(handler: Handler): Promise<number> {
    const started = performance.now();
    for (let i = 0; i < CALLS_A_ROUND; i++) {
      await new Promise<void>((resolve) => {
        asked = resolve;
        void handler(event);
      });
    }
    return ((performance.now() - started) / CALLS_A_ROUND) * 1_000;
  }
}

function ours(): Handler {
  const table = new Table({ name: "register", client: new DynamoDBClient(settings) });
  const homeUnit = UnitIdSchema.parse("snv");
  return webApp(
    {
      clock: systemClock,
      newAttempt,
      register: registerIn(table),
      queues: queuesAt({}),
      homeUnit,
      firstKeeper: {
        email: EmailSchema.parse("keeper@snv.daklak.example"),
        name: "",
        role: "supervisor",
        unitId: homeUnit,
      },
      clients: { people: ["dung-han"], systems: [] },
      siteUrl: "https://dunghan.daklak.example",
      assets: "0123456789",
    },
    { operations: { ...me.operations, ...duties.operations }, pages: unitPages },
  );
}

function lowerQuartile(taken: readonly number[]): number {
  return taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 4)] ?? Number.NaN;
}
