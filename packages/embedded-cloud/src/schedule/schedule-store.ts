import * as z from "zod/mini";
import type { Faults } from "../faults.ts";
import type { StateDb } from "../state-db.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import { readDefinition, readName } from "./schedule-definition.ts";
import { inputOfFiring } from "./schedule-input.ts";
import { parseSchedule } from "./schedule-row.ts";
import type { Schedule } from "./schedule-row.ts";
import { nextThinnedTick } from "./schedule-thinning.ts";
import { scheduleStatements } from "./schedule-statements.ts";
import { ServiceRefusal } from "../service-refusal.ts";
import type { VirtualClock } from "../virtual-clock.ts";

export type ScheduleKey = { readonly groupName: string; readonly name: string };

/** A schedule whose time has come. */
export type Fired = ScheduleKey & {
  readonly targetArn: string;
  readonly roleArn: string;
  /** Context attributes are in it already. */
  readonly input: string;
  /** Epoch milliseconds. */
  readonly scheduledMs: number;
  readonly recurring: boolean;
  /** Where it goes when the target cannot take it. */
  readonly deadLetterArn: string | undefined;
};

/** A schedule that will fire; epoch milliseconds, in the past for one that is overdue. */
export type Upcoming = {
  readonly schedule: Schedule;
  readonly atMs: number;
  /** When it was to fire: earlier, where the service is late. */
  readonly scheduledMs: number;
};

/** A schedule of the template. */
export type RecurringSchedule = {
  readonly name: string;
  readonly groupName: string;
  /** `rate(5 minutes)` */
  readonly expression: string;
  readonly target: {
    readonly arn: string;
    readonly roleArn: string;
    readonly input?: string;
    readonly deadLetterArn?: string;
  };
};

export type ScheduleStoreProps = {
  readonly stateDb: StateDb;
  readonly clock: VirtualClock;
  readonly awsEnvironment: AwsEnvironment;
  /** What befalls schedules. @default - nothing */
  readonly faults?: Faults;
};

const GroupSchema = z.object({ name: z.string(), created_at: z.int() });
const SettingSchema = z.object({ value: z.int() });

/**
 * EventBridge Scheduler on the virtual clock. A one-off whose time is past already is accepted and due at once: no
 * document of the service says what it does with one, so nobody should count on either.
 */
export class ScheduleStore {
  readonly #stateDb: StateDb;
  readonly #clock: VirtualClock;
  readonly #awsEnvironment: AwsEnvironment;
  readonly #faults: Faults | undefined;
  readonly #sql: ReturnType<typeof scheduleStatements>;
  #activityMs: number | undefined;
  /** Until when those are held up that a fault makes late, by group and name. */
  readonly #late = new Map<string, number>();
  /** The first one-off by time and every recurring one, as they stand in the state database; read anew after a change. */
  #candidates: readonly Schedule[] | undefined;

  constructor({ stateDb, clock, awsEnvironment, faults }: ScheduleStoreProps) {
    this.#faults = faults;
    this.#stateDb = stateDb;
    this.#clock = clock;
    this.#awsEnvironment = awsEnvironment;
    this.#sql = scheduleStatements(stateDb);
    stateDb.onUndone(() => {
      this.#activityMs = undefined;
      this.#candidates = undefined;
      this.#late.clear();
    });
    this.createGroup("default");
  }

  /** Creates the group; one that exists stays as it is. */
  createGroup(name: string): void {
    this.#sql.putGroup.run(readName("name", name), this.#clock.now());
  }

  groups(): { name: string; createdMs: number }[] {
    return this.#sql.groups.all().map((row) => {
      const { name, created_at } = z.parse(GroupSchema, row);
      return { name, createdMs: created_at };
    });
  }

  /** Deletes the group with its schedules. */
  deleteGroup(name: string): void {
    this.#stateDb.transaction(() => {
      this.#sql.dropSchedulesOf.run(name);
      this.#sql.dropGroup.run(name);
      this.#candidates = undefined;
    });
  }

  /** Creates a schedule of the template; one that exists with the same definition keeps its rhythm. */
  putRecurring({ name, groupName, expression, target }: RecurringSchedule): void {
    const definition = {
      ScheduleExpression: expression,
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: {
        Arn: target.arn,
        RoleArn: target.roleArn,
        ...(target.input !== undefined && { Input: target.input }),
        ...(target.deadLetterArn !== undefined && { DeadLetterConfig: { Arn: target.deadLetterArn } }),
      },
    };
    const existing = this.find({ groupName, name });
    const same = JSON.stringify(existing?.definition) === JSON.stringify(readDefinition(definition).definition);
    if (!same) this.save({ groupName, name }, definition, undefined);
  }

  /**
   * Creates or replaces; a replaced one keeps its day of creation.
   *
   * @throws ServiceRefusal `ValidationException`, `ResourceNotFoundException` for the group
   */
  save(key: ScheduleKey, input: unknown, clientToken: string | undefined): void {
    const { definition, expression } = readDefinition(input);
    if (!this.groups().some(({ name }) => name === key.groupName)) {
      throw new ServiceRefusal("ResourceNotFoundException", `Schedule group ${key.groupName} does not exist.`, 404);
    }
    const now = this.#clock.now();
    const recurring = expression.kind === "rate";
    this.#late.delete(nameOf(key));
    const firstMs = recurring ? Math.max(now, (definition.StartDate ?? 0) * 1000) : expression.atMs;
    this.#candidates = undefined;
    this.#sql.put.run(
      key.groupName,
      key.name,
      JSON.stringify(definition),
      clientToken ?? null,
      this.find(key)?.createdMs ?? now,
      now,
      definition.State === "ENABLED" ? Math.round(firstMs) : null,
      recurring ? expression.periodMs : null,
      recurring && definition.EndDate !== undefined ? Math.round(definition.EndDate * 1000) : null,
    );
  }

  find({ groupName, name }: ScheduleKey): Schedule | undefined {
    const row = this.#sql.find.get(groupName, name);
    return row === undefined ? undefined : parseSchedule(row);
  }

  delete({ groupName, name }: ScheduleKey): void {
    this.#late.delete(nameOf({ groupName, name }));
    this.#candidates = undefined;
    this.#sql.drop.run(groupName, name);
  }

  /** All schedules by group and name. */
  schedules(): Schedule[] {
    return this.#sql.all.all().map(parseSchedule);
  }

  /**
   * Says that something happened which a recurring schedule may have to follow up: for the virtual half hour to come it
   * fires at every tick. Not for what a recurring schedule did itself, or it would never rest.
   */
  noteActivity(): void {
    this.#noteActivity(this.#clock.now());
  }

  /** All that will fire, the next one first. */
  upcoming(): Upcoming[] {
    return this.#upcomingOf(this.schedules());
  }

  /** When the next schedule fires; epoch milliseconds, in the past for one that is overdue. */
  nextDueAt(): number | undefined {
    return this.#next()?.atMs;
  }

  /**
   * Takes all that fires up to `nowMs`, in order of time, then group and name. Hand it over in the same transaction
   * (`stateDb.transaction(() => store.takeDue(now).forEach(…))`): then a crash between loses none.
   */
  takeDue(nowMs: number): Fired[] {
    return this.#stateDb.transaction(() => {
      const fired: Fired[] = [];
      for (let next = this.#next(); next !== undefined && next.atMs <= nowMs; next = this.#next()) {
        if (!this.#isHeldUp(next)) fired.push(this.#fire(next.schedule, next.scheduledMs));
      }
      return fired;
    });
  }

  #next(): Upcoming | undefined {
    // Asked at every move of the clock; of recurring schedules there are few.
    const { candidates, candidatesAfterLate } = this.#sql;
    this.#candidates ??= (this.#late.size === 0 ? candidates : candidatesAfterLate).all().map(parseSchedule);
    return this.#upcomingOf(this.#candidates)[0];
  }

  /** Whether a fault makes late what is due now. It is decided once, when its time has come. */
  #isHeldUp({ schedule, scheduledMs }: Upcoming): boolean {
    if (this.#faults === undefined || this.#late.has(nameOf(schedule))) return false;
    const fault = this.#faults.strike("late-schedules", [schedule.name]);
    if (fault === undefined) return false;
    this.#late.set(nameOf(schedule), scheduledMs + fault.delaySeconds * 1000);
    this.#candidates = undefined;
    return true;
  }

  #lastActivityMs(): number {
    if (this.#activityMs !== undefined) return this.#activityMs;
    const row = this.#sql.activity.get();
    this.#activityMs = row === undefined ? 0 : z.parse(SettingSchema, row).value;
    return this.#activityMs;
  }

  #noteActivity(atMs: number): void {
    if (atMs === this.#activityMs) return;
    this.#activityMs = atMs;
    this.#sql.noteActivity.run(atMs);
  }

  #upcomingOf(schedules: readonly Schedule[]): Upcoming[] {
    const activityMs = this.#lastActivityMs();
    return schedules
      .flatMap((schedule) => {
        const { dueMs, periodMs, lastFiredMs, endsMs } = schedule;
        if (dueMs === undefined) return [];
        const repeats = periodMs !== undefined && lastFiredMs !== undefined;
        const scheduledMs = repeats ? nextThinnedTick({ lastFiredMs, periodMs, activityMs }) : dueMs;
        if (endsMs !== undefined && scheduledMs > endsMs) return [];
        return [{ schedule, scheduledMs, atMs: this.#late.get(nameOf(schedule)) ?? scheduledMs }];
      })
      .toSorted((a, b) => a.atMs - b.atMs);
  }

  #fire({ groupName, name, definition, periodMs }: Schedule, scheduledMs: number): Fired {
    this.#candidates = undefined;
    this.#late.delete(nameOf({ groupName, name }));
    if (periodMs !== undefined) {
      this.#sql.firedAgain.run(scheduledMs, groupName, name);
    } else {
      // What a one-off sets going may need the watch.
      this.#noteActivity(scheduledMs);
      if (definition.ActionAfterCompletion === "DELETE") this.delete({ groupName, name });
      else this.#sql.firedOnce.run(scheduledMs, groupName, name);
    }
    const { Arn, RoleArn, Input, DeadLetterConfig } = definition.Target;
    const scheduleArn = scheduleArnOf({ groupName, name }, this.#awsEnvironment);
    return {
      groupName,
      name,
      targetArn: Arn,
      roleArn: RoleArn,
      input: inputOfFiring(Input, { scheduleArn, scheduledMs }, this.#awsEnvironment),
      scheduledMs,
      recurring: periodMs !== undefined,
      deadLetterArn: DeadLetterConfig?.Arn,
    };
  }
}

const nameOf = ({ groupName, name }: ScheduleKey): string => `${groupName}/${name}`;

export function scheduleArnOf({ groupName, name }: ScheduleKey, awsEnvironment: AwsEnvironment): string {
  return `arn:aws:scheduler:${awsEnvironment.region}:${awsEnvironment.account}:schedule/${groupName}/${name}`;
}
