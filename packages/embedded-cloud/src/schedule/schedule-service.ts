import * as z from "zod/mini";
import type { AwsEnvironment } from "../aws-environment.ts";
import type { Enforced } from "../permissions/permissions.ts";
import { readDefinition, readName, readValid } from "./schedule-definition.ts";
import { checkScheduleCall } from "./schedule-permissions.ts";
import { scheduleArnOf } from "./schedule-store.ts";
import type { ScheduleKey, ScheduleStore } from "./schedule-store.ts";
import type { Schedule } from "./schedule-row.ts";
import { ServiceRefusal } from "../service-refusal.ts";
import type { HttpAnswer, Service } from "../transport/service.ts";

const BodySchema = z.record(z.string(), z.unknown());
const TokenSchema = z.optional(z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[a-zA-Z0-9-_]+$/)));
const EnvelopeSchema = z.object({ GroupName: z._default(z.string(), "default"), ClientToken: TokenSchema });
const PageSchema = z.object({
  MaxResults: z._default(z.coerce.number().check(z.minimum(1), z.maximum(100)), 100),
  NextToken: z._default(z.coerce.number().check(z.minimum(0)), 0),
});

/** EventBridge Scheduler in its REST-JSON protocol. */
export function scheduleService({
  store,
  awsEnvironment,
  enforced = () => undefined,
}: {
  readonly store: ScheduleStore;
  readonly awsEnvironment: AwsEnvironment;
  readonly enforced?: Enforced;
}): Service {
  return async ({ method, url: path, headers, body: text }) => {
    const url = new URL(path, "http://127.0.0.1");
    const [, collection = "", encoded] = url.pathname.split("/");
    const name = encoded === undefined ? undefined : decodeURIComponent(encoded);
    try {
      const body = text === "" ? {} : readValid(BodySchema, parseJson(text));
      const operation = `${method} ${collection}${name === undefined ? "" : "/{Name}"}`;
      const permissions = enforced();
      if (permissions !== undefined) {
        const call = { operation, name: name ?? "", body, query: url.searchParams };
        checkScheduleCall(permissions, headers.authorization, call);
      }
      return answered(200, answer(operation, name ?? "", body, url.searchParams));
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
      return answered(error.status, { Message: error.message }, { "x-amzn-errortype": error.code });
    }
  };

  function answer(operation: string, name: string, body: Record<string, unknown>, query: URLSearchParams): object {
    switch (operation) {
      case "POST schedules/{Name}":
        return create(name, body);
      case "PUT schedules/{Name}": {
        const { GroupName, ClientToken } = readValid(EnvelopeSchema, body);
        const { groupName } = existing({ groupName: GroupName, name });
        store.save({ groupName, name }, definitionIn(body), ClientToken);
        return { ScheduleArn: scheduleArnOf({ groupName, name }, awsEnvironment) };
      }
      case "GET schedules/{Name}":
        return written(existing({ groupName: query.get("groupName") ?? "default", name }));
      case "DELETE schedules/{Name}":
        store.delete(existing({ groupName: query.get("groupName") ?? "default", name }));
        return {};
      case "GET schedules": {
        const group = query.get("ScheduleGroup");
        if (group !== null) existingGroup(group);
        const found = store
          .schedules()
          .filter((schedule) => group === null || schedule.groupName === group)
          .filter((schedule) => schedule.name.startsWith(query.get("NamePrefix") ?? ""))
          .filter((schedule) => schedule.definition.State === (query.get("State") ?? schedule.definition.State));
        const { items, NextToken } = pageOf(found, query);
        return { Schedules: items.map(summary), NextToken };
      }
      case "POST schedule-groups/{Name}":
        if (store.groups().some((group) => group.name === name)) throw conflict(`Schedule group ${name}`);
        store.createGroup(name);
        return { ScheduleGroupArn: groupArnOf(name) };
      case "GET schedule-groups/{Name}":
        return writtenGroup(existingGroup(name));
      case "DELETE schedule-groups/{Name}":
        if (name === "default") throw new ServiceRefusal("ValidationException", "Cannot delete the default group.");
        store.deleteGroup(existingGroup(name).name);
        return {};
      case "GET schedule-groups": {
        const prefix = query.get("NamePrefix") ?? "";
        const { items, NextToken } = pageOf(
          store.groups().filter((group) => group.name.startsWith(prefix)),
          query,
        );
        return { ScheduleGroups: items.map(writtenGroup), NextToken };
      }
      default:
        throw new ServiceRefusal(
          "UnknownOperationException",
          `The embedded deployment's Scheduler does not know the operation ${operation}`,
          404,
        );
    }
  }

  function create(name: string, body: Record<string, unknown>): object {
    const { GroupName, ClientToken } = readValid(EnvelopeSchema, body);
    const key = { groupName: readName("groupName", GroupName), name: readName("name", name) };
    const { definition } = readDefinition(definitionIn(body));
    const earlier = store.find(key);
    // A repeated request with the same token is the first one again, not a conflict.
    const repeated = ClientToken !== undefined && earlier?.clientToken === ClientToken;
    if (earlier !== undefined && !(repeated && JSON.stringify(earlier.definition) === JSON.stringify(definition))) {
      throw conflict(`Schedule ${name}`);
    }
    if (earlier === undefined) store.save(key, definition, ClientToken);
    return { ScheduleArn: scheduleArnOf(key, awsEnvironment) };
  }

  function existing(key: ScheduleKey): Schedule {
    const schedule = store.find(key);
    if (schedule !== undefined) return schedule;
    throw new ServiceRefusal("ResourceNotFoundException", `Schedule ${key.name} does not exist.`, 404);
  }

  function existingGroup(wanted: string): ReturnType<ScheduleStore["groups"]>[number] {
    const group = store.groups().find(({ name }) => name === wanted);
    if (group !== undefined) return group;
    throw new ServiceRefusal("ResourceNotFoundException", `Schedule group ${wanted} does not exist.`, 404);
  }

  function written(schedule: Schedule): object {
    return { ...schedule.definition, ...summary(schedule), Target: schedule.definition.Target };
  }

  function summary(schedule: Schedule): object {
    return {
      Arn: scheduleArnOf(schedule, awsEnvironment),
      Name: schedule.name,
      GroupName: schedule.groupName,
      State: schedule.definition.State,
      CreationDate: schedule.createdMs / 1000,
      LastModificationDate: schedule.modifiedMs / 1000,
      Target: { Arn: schedule.definition.Target.Arn },
    };
  }

  function writtenGroup({ name, createdMs }: { name: string; createdMs: number }): object {
    const at = createdMs / 1000;
    return { Arn: groupArnOf(name), Name: name, State: "ACTIVE", CreationDate: at, LastModificationDate: at };
  }

  function groupArnOf(name: string): string {
    return `arn:aws:scheduler:${awsEnvironment.region}:${awsEnvironment.account}:schedule-group/${name}`;
  }
}

function definitionIn(body: Record<string, unknown>): object {
  const envelope = new Set(["GroupName", "ClientToken"]);
  return Object.fromEntries(Object.entries(body).filter(([member]) => !envelope.has(member)));
}

function pageOf<Item>(all: Item[], query: URLSearchParams): { items: Item[]; NextToken?: string } {
  const { MaxResults, NextToken } = readValid(PageSchema, Object.fromEntries(query));
  const end = NextToken + MaxResults;
  return { items: all.slice(NextToken, end), ...(end < all.length && { NextToken: String(end) }) };
}

function conflict(what: string): ServiceRefusal {
  return new ServiceRefusal("ConflictException", `${what} already exists.`, 409);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceRefusal("SerializationException", "The body is not JSON");
  }
}

function answered(status: number, body: object, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}
