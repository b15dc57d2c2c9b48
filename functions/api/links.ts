import { routes } from "./all.ts";
import type { RouteName } from "./all.ts";
import type { Json } from "./json-schema.ts";

/** Where an answer names what further operations are about: parameters of a path, each by its JSON pointer. */
type Named = Readonly<Record<string, string>>;

const duty = { directiveId: "/items/0/directiveId", obligationId: "/items/0/obligationId", unitId: "/items/0/unitId" };

const NAMED: Readonly<Partial<Record<RouteName, readonly Named[]>>> = {
  listOwnDuties: [duty],
  listObligationDuties: [duty],
  listEscalations: [duty],
  createDirective: [{ directiveId: "/id" }],
  listDirectives: [
    { directiveId: "/items/0/id" },
    { directiveId: "/items/0/id", obligationId: "/items/0/obligations/0/id" },
  ],
  readDirective: [{ obligationId: "/obligations/0/id" }],
  fileReport: [{ revision: "/revision" }],
  announceAttachment: [{ attachmentId: "/id" }],
  listAttachments: [{ attachmentId: "/items/0/id" }],
  listUnits: [{ unitId: "/items/0/id" }],
  listStaff: [{ email: "/items/0/email" }],
  readCalendar: [{ year: "/items/0/year" }],
};

/**
 * Where an operation's answer leads: to every operation on just what it names. Whatever else the path of one of these needs
 * stands in the path that was asked.
 */
export function linksFrom(name: RouteName): Json {
  const own = namesIn(routes[name].path);
  return Object.fromEntries(
    (NAMED[name] ?? []).flatMap((named) => {
      const known = new Set([...own, ...Object.keys(named)]);
      const onIt = Object.entries(routes).filter(([, { path }]) => isSame(known, new Set(namesIn(path))));
      return onIt.map(([operationId, { path }]) => [
        operationId,
        { operationId, parameters: Object.fromEntries(namesIn(path).map((one) => [one, expression(named, one)])) },
      ]);
    }),
  );
}

/** A runtime expression of OpenAPI 3.1, section 4.8.20.3. */
function expression(named: Named, name: string): string {
  const pointer = named[name];
  return pointer === undefined ? `$request.path.${name}` : `$response.body#${pointer}`;
}

const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((name) => other.has(name));
