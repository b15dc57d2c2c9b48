import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";

import { letters } from "../../../functions/letters/letters.ts";
import { issueDirective } from "../api/operations.ts";
import { ClientsSchema } from "../../../functions/domain/clients.ts";
import { runKey } from "../../../functions/domain/milestone-run.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import type { Directive } from "../../../functions/domain/directive.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import type { Refusal } from "../../../functions/domain/refusal.ts";
import { countMoves } from "../../../functions/use-cases/count-moves.ts";
import { handleMailMessage } from "../../../functions/use-cases/handle-mail-message.ts";
import { recordMailEvent } from "../../../functions/use-cases/record-mail-event.ts";
import { runMilestone } from "../../../functions/use-cases/run-milestone.ts";
import type { Handler, Request } from "../../../functions/http/exchange.ts";
import type { Effects, OfficeEffects } from "../../../functions/use-cases/effects.ts";
import { readMailEvent } from "../../../functions/mail/mail-event.ts";
import type { MailEvent } from "../../../functions/mail/mail-event.ts";
import type { MailMessage } from "../../../functions/queue/messages.ts";
import type { Item } from "../../../functions/store/expressions.ts";
import type { Shelf } from "../../../functions/use-cases/effects.ts";
import { FakeArchive } from "../objects/fake-archive.ts";
import { expectRefusalInVietnamese } from "../expect-vietnamese.ts";
import { BOUNCES } from "../mail/bounces.ts";
import { at, directive, email, ref, unitId, unitNamed, lying } from "../season.ts";
import { freshRegister } from "../store/engines.ts";
import type { Engine, TestRegister } from "../store/engines.ts";
import { FakeClock, FakeMailer, FakeQueues, FakeSchedules, newLane } from "./fakes.ts";
import type { SentMail } from "./fakes.ts";

export const SITE = "https://dunghan.daklak.example";
export const SNV = "vanthu@snv.daklak.example";
/** As whose client people sign in, and the systems that the deployment names. */
export const CLIENTS = ClientsSchema.parse("dung-han edoc-stc=stc edoc-2=stc edoc-stp=stp");
/** Two hours unused, as is usual. */
export const SESSION_RULES = { idleMs: 2 * 3_600_000, notesUse: true };
/** A season small enough to be looked over: four that report to Sở Nội vụ, which reports to the Office. */
const SMALL = ["vpub", "snv", "stp", "stc", "ubnd-lak"];

export type World = Effects &
  OfficeEffects & {
    readonly clock: FakeClock;
    readonly queues: FakeQueues;
    readonly schedules: FakeSchedules;
    readonly mailer: FakeMailer;
    readonly table: TestRegister;
    readonly archive: FakeArchive;
    /** Where long files are left: in the archive, too. */
    readonly shelf: Shelf;
  };

/** The program on the embedded engine, with a clock, queues, schedules and a mail service of the test's own. */
export async function newWorld(engine: Engine, now = at("2017-07-14T08:00")): Promise<World> {
  const table = await freshRegister(engine);
  const clock = new FakeClock(now);
  const archive = new FakeArchive();
  const queues = new FakeQueues(clock);
  let attempts = 100;
  return {
    clock,
    table,
    register: table.register,
    queues,
    askExport: queues.askExport,
    schedules: new FakeSchedules(clock),
    mailer: new FakeMailer(),
    sendRateLimiter: newLane(),
    letters,
    archive,
    shelf: archive,
    newAttempt: () => `attempt${++attempts}`,
    homeUnit: unitId("snv"),
    firstKeeper: { email: email("keeper@snv.daklak.example"), name: "", role: "supervisor", unitId: unitId("snv") },
    sessionRules: SESSION_RULES,
    clients: CLIENTS,
    siteUrl: SITE,
    assets: "0123456789",
  };
}

type Season = { readonly items: Item[]; readonly schedules: readonly MilestoneRun[] };
const seasons = new WeakMap<Engine, Promise<Season>>();

/** The small season, issued on 14/7/2017, its letters of issue sent and the queues empty. */
export async function issuedWorld(engine: Engine): Promise<World> {
  // Issued once for an engine, then copied.
  const season = seasons.get(engine) ?? issueOnce(engine);
  seasons.set(engine, season);
  const { items, schedules } = await season;
  const world = await newWorld(engine);
  await world.table.table.writeMany({ put: items });
  for (const run of schedules) await world.schedules.set(run);
  return world;
}

/** The time that a function has left when nothing hurries it. */
export const plenty = () => 60_000;

/** A season of the units named, of this directive, issued and its letters sent. */
export async function issuedTo(engine: Engine, units: readonly string[], of: Directive = directive): Promise<World> {
  const world = await newWorld(engine);
  await world.register.units.putUnits(units.map(unitNamed), new Map());
  await world.register.directives.createDirective(of, world.clock.now());
  await ok(world, issueDirective, { by: SNV, params: { directiveId: of.id } });
  await drain(world);
  world.mailer.mails.length = 0;
  return world;
}

async function issueOnce(engine: Engine): Promise<Season> {
  const { table, schedules } = await issuedTo(engine, SMALL);
  const scan = new ScanCommand({ TableName: table.name });
  const { Items = [] } = await DynamoDBDocumentClient.from(table.client).send(scan);
  return { items: Items, schedules: schedules.all };
}

type Asked = {
  readonly by: string;
  readonly unit?: string;
  readonly body?: unknown;
  readonly attempt?: string;
  readonly again?: boolean;
  readonly receivedAt?: number;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
};
export type Answered = { readonly status: number; readonly body: Record<string, unknown> };

/** A request of a caller of the register, about the duty of a unit to report unless told otherwise. */
export async function requestOf(world: World, asked: Asked): Promise<Request> {
  const { by, unit = "stc", body, params = {}, query = {} } = asked;
  return {
    path: "/",
    params: { ...ref, unitId: unit, ...params },
    query,
    body: typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body),
    contentType: typeof body === "string" ? "text/csv" : "application/json",
    caller: {
      principal: by,
      units: await world.register.units.unitsActedForBy(by),
      staff: await world.register.staff.member(by),
    },
    receivedAt: asked.receivedAt ?? world.clock.now(),
    attempt: asked.attempt ?? world.newAttempt(),
    again: asked.again ?? false,
  };
}

/** Asks a handler. What it refuses, it refuses in both languages. */
export async function ask(world: World, handler: Handler<World>, asked: Asked): Promise<Answered | Refusal> {
  const answer = await handler(await requestOf(world, asked), world);
  if (!isRefusal(answer)) return { status: answer.status, body: JSON.parse(answer.body || "{}") };
  expectRefusalInVietnamese(answer);
  return answer;
}

/** Asks what must be granted. */
export async function ok(world: World, handler: Handler<World>, asked: Asked): Promise<Record<string, unknown>> {
  const answer = await ask(world, handler, asked);
  if (isRefusal(answer)) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.body;
}

/** Asks what must be refused, and how. */
export async function refused(world: World, handler: Handler<World>, asked: Asked): Promise<Refusal> {
  const answer = await ask(world, handler, asked);
  if (!isRefusal(answer)) throw new Error(`granted: ${JSON.stringify(answer)}`);
  return answer;
}

/** Handles one message of the post queue, in an invocation of its own; not handled, or died on, it goes back. */
export async function handle(world: World, message: MailMessage): Promise<"done" | "again" | "died"> {
  const handled = await handleMailMessage(message, { ...world, sendRateLimiter: newLane() }).catch(
    () => "died" as const,
  );
  if (handled !== "done") world.queues.putBack(message);
  return handled;
}

/** Works all queues until nothing is left that is visible now. */
export async function drain(world: World): Promise<void> {
  for (;;) {
    const runs = world.queues.takeRuns();
    const post = world.queues.takePost();
    for (const move of world.queues.takeCounts()) await countMoves([move], world);
    if (runs.length + post.length === 0) return;
    for (const run of runs) await runMilestone(run, world, () => 60_000);
    for (const message of post) await handle(world, message);
  }
}

/** Moves the clock to an instant, firing on the way every schedule at its time, and works the queues. */
export async function goTo(world: World, wall: string): Promise<void> {
  const end = at(wall);
  while (world.clock.now() < end) {
    const next = Math.min(end, world.schedules.nextAt, world.queues.nextAt);
    world.clock.moveTo(Math.max(next, world.clock.now()));
    const due = world.schedules.takeDue();
    for (const run of due)
      await world.queues.askRun({ directiveId: run.directiveId, obligationId: run.obligationId, run: runKey(run) });
    await drain(world);
  }
}

/** Moves the clock on by minutes, firing nothing, and works the queues. */
export async function wait(world: World, minutes: number): Promise<void> {
  world.clock.moveTo(world.clock.now() + minutes * 60_000);
  await drain(world);
}

type Told =
  | "Send"
  | "Delivery"
  | "DeliveryDelay"
  | "Bounce"
  | "Transient bounce"
  | "Automatic reply"
  | "Complaint"
  | "Reject";

/** The mail service tells what became of a mail: as the event that it publishes, read as the function reads it. */
export async function tell(world: World, mail: SentMail, what: Told): Promise<void> {
  const event = eventOf(world, mail, what);
  if (event) await recordMailEvent(event, world);
}

const TOLD_AS_BOUNCES: Partial<Record<Told, object>> = {
  Bounce: BOUNCES.lasting,
  "Transient bounce": BOUNCES.forNow,
  "Automatic reply": BOUNCES.automaticReply,
};

export function eventOf(world: World, { to, tags }: SentMail, what: Told): MailEvent | undefined {
  const bounce = TOLD_AS_BOUNCES[what];
  return readMailEvent({
    time: new Date(world.clock.now()).toISOString(),
    detail: {
      eventType: bounce ? "Bounce" : what,
      mail: {
        destination: [to],
        tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
      },
      ...(bounce ? { bounce } : {}),
    },
  });
}

/** Which letter of the ledger a mail is, and to whom: `stc 0.remind-10.unit vanthu@…`. */
export const named = ({ to, tags }: SentMail): string =>
  `${tags["unit"]} ${tags["ladder"]}.${tags["milestone"]}.${tags["addressee"]} ${to}`;

/** A duty's ledger, each letter with its outcome and, where there is one, the reason. */
export async function ledgerOf(world: World, unit: string): Promise<Record<string, string>> {
  const duty = await world.register.duties.duty({ ...ref, unitId: unitId(unit) }, lying());
  return Object.fromEntries(
    Object.entries(duty?.letters ?? {}).map(([name, { status, reason }]) => [
      name,
      reason ? `${status}: ${reason}` : status,
    ]),
  );
}

export async function dutyIn(world: World, unit: string) {
  const duty = await world.register.duties.duty({ ...ref, unitId: unitId(unit) }, lying());
  if (!duty) throw new Error(`${unit} has no duty.`);
  return duty;
}

/** All bytes of a file that is made as it is read. */
export async function bytesOf(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<Buffer> {
  if (content instanceof Uint8Array) return Buffer.from(content);
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}
