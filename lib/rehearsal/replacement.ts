import { isDeepStrictEqual } from "node:util";

import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";

import { referencesIn } from "./values.ts";

/** What CloudFormation's own reference, as the CDK publishes it, says of one type of resource. */
type Specified = { properties: ReturnType<typeof specified> };
type Property = Specified["properties"][string];
type Type = Property["type"];

let database: ReturnType<typeof loadAwsServiceSpecSync> | undefined;

/**
 * The properties whose change lets CloudFormation replace a resource ("Update requires: Replacement", or "Some
 * interruptions" that may be one); none if it is changed in place.
 * Source: CloudFormation's resource reference, by @aws-cdk/aws-service-spec.
 * @param isReplaced whether another resource, which a property may name, gets a new name
 */
export function replacingChanges(
  type: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  isReplaced: (id: string) => boolean,
): string[] {
  return isSame(before, after) ? [] : within(specified(type), before, after, "");

  function within(properties: Specified["properties"], old: object, now: object, path: string): string[] {
    const [olds, nows] = [new Map(Object.entries(old)), new Map(Object.entries(now))];
    return [...new Set([...olds.keys(), ...nows.keys()])].flatMap((name) => {
      const property = properties[name];
      const [was, is] = [olds.get(name), nows.get(name)];
      if (property === undefined || isSame(was, is)) return [];
      const replaces = property.causesReplacement === "yes" || property.causesReplacement === "maybe";
      return replaces ? [path + name] : inside(property.type, was, is, `${path}${name}.`);
    });
  }

  /** A list is compared entry by entry: one that is added or taken away changes no other. */
  function inside(of: Type, was: unknown, is: unknown, path: string): string[] {
    if (typeof was !== "object" || typeof is !== "object" || was === null || is === null) return [];
    switch (of.type) {
      case "ref":
        return within(opened().get("typeDefinition", of.reference).properties, was, is, path);
      case "array":
      case "map": {
        const nows = new Map(Object.entries(is));
        return Object.entries(was).flatMap(([key, member]) => inside(of.element, member, nows.get(key), path));
      }
      case "union":
        return of.types.flatMap((one) => inside(one, was, is, path));
      default:
        return [];
    }
  }

  function isSame(was: unknown, is: unknown): boolean {
    return isDeepStrictEqual(was, is) && ![...referencesIn(is)].some(isReplaced);
  }
}

function specified(type: string) {
  const [found] = opened().lookup("resource", "cloudFormationType", "equals", type);
  if (!found) throw new Error(`CloudFormation's reference has no type ${type}.`);
  return found.properties;
}

function opened(): ReturnType<typeof loadAwsServiceSpecSync> {
  // Half a second, and only for who asks.
  database ??= loadAwsServiceSpecSync();
  return database;
}
