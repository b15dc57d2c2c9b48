import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

import { EmailSchema, UnitIdSchema } from "../../../functions/domain/ids.ts";
import { unitSiteRoutes } from "../../../functions/http/unit-site-routes.ts";
import { newAttempt, systemClock } from "../../../functions/runtime/clock.ts";
import type { GatewayEvent } from "../../../functions/http/gateway-event.ts";
import { webApp } from "../../../functions/site/web-app.ts";
import * as duties from "../../../functions/api/duties.ts";
import { unitPages } from "../../../functions/pages/unit/unit-pages.ts";
import { queuesAt } from "../../../functions/queue/queues.ts";
import { Table } from "../../../functions/store/dynamo.ts";
import { registerIn } from "../../../functions/store/register.ts";
import { bareSwitch } from "./bare-switch.ts";
import type { Call } from "./season-calls.ts";

type Handler = (event: GatewayEvent) => Promise<unknown>;
/** A command of the document client, as far as it is looked at. */
type Asked = {
  readonly input: {
    readonly Key?: { readonly pk: string; readonly sk: string };
    readonly ExpressionAttributeValues?: Readonly<Record<string, string>>;
  };
};

const CALLS_A_ROUND = 200;
const settings = { region: "ap-southeast-1", credentials: { accessKeyId: "none", secretAccessKey: "none" } };

/**
 * What a call costs a warm function until it has read all that it is sent and told, and asks for the duty or writes: the
 * table's answers, got once from `endpoint`, are at hand, so that the SDK does nothing. In microseconds, ours and a bare
 * switch's in turn; the quarter of the rounds that were least disturbed.
 */
export async function measureWarmCall(
  { event }: Call,
  { endpoint, rounds }: { readonly endpoint: string; readonly rounds: number },
): Promise<{ ours: number; bare: number }> {
  const client = new DynamoDBClient({ ...settings, endpoint });
  const table = DynamoDBDocumentClient.from(client);
  // Its own `send` stays what it is.
  const real = Object.assign(DynamoDBDocumentClient.from(client), { send: table.send.bind(table) });
  const answers = new Map<string, Promise<unknown>>();
  let arrived = (): void => {};
  const send = (command: Asked): Promise<unknown> => {
    const { Key, ExpressionAttributeValues = {} } = command.input;
    if (command instanceof PutCommand || Key?.pk.startsWith("OBLIGATION#")) {
      arrived();
      return new Promise<never>(() => {});
    }
    const of = Key ? `${Key.pk} ${Key.sk}` : Object.values(ExpressionAttributeValues).join(" ");
    const answer = answers.get(of) ?? real.send(command as never);
    answers.set(of, answer);
    return answer;
  };
  // Over the one that it inherits, for the clients of both.
  Object.defineProperty(DynamoDBDocumentClient.prototype, "send", { configurable: true, value: send });
  try {
    const contenders = { ours: ours(client), bare: bareSwitch(table) };
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
    client.destroy();
  }

  async function callsOf(handler: Handler): Promise<number> {
    const started = performance.now();
    for (let i = 0; i < CALLS_A_ROUND; i++) {
      await new Promise<void>((resolve, reject) => {
        arrived = resolve;
        handler(event).then((answer) => reject(new Error(`It answered too early: ${JSON.stringify(answer)}`)), reject);
      });
    }
    return ((performance.now() - started) / CALLS_A_ROUND) * 1_000;
  }
}

function ours(client: DynamoDBClient): Handler {
  const table = new Table({ name: "register", client });
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
      sessionRules: { idleMs: 7_200_000, notesUse: true },
      clients: { people: ["dung-han"], systems: [] },
      siteUrl: "https://dunghan.daklak.example",
      assets: "0123456789",
    },
    { operations: duties.operations, routes: unitSiteRoutes, pages: unitPages },
  );
}

function lowerQuartile(taken: readonly number[]): number {
  return taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 4)] ?? Number.NaN;
}
