import type { Route } from "../template/route-resources.ts";

export type RouteMatch = {
  readonly route: Route;
  /** Decoded. */
  readonly parameters: Readonly<Record<string, string>>;
};

/**
 * Finds the route of a request as API Gateway does: a path that is written out wins over one with parameters, and
 * `$default` takes what is left.
 *
 * @returns how to ask: a method and a path as it is on the wire; undefined where no route fits
 * @throws URIError for a parameter that is not well encoded
 */
export function routeTable(routes: readonly Route[]): (method: string, path: string) => RouteMatch | undefined {
  const rest = routes.find(({ key }) => key === "$default");
  const table = routes
    .map((route) => ({ route, segments: route.path.split("/") }))
    .toSorted((a, b) => specificity(b.segments).localeCompare(specificity(a.segments)));
  return (method, path) => {
    const asked = path.split("/");
    const found = table.find(({ route, segments }) => route.method === method && fits(segments, asked));
    if (found === undefined) return rest && { route: rest, parameters: {} };
    const parameters = found.segments.flatMap((segment, index) =>
      isParameter(segment) ? [[segment.slice(1, -1), decodeURIComponent(asked[index] ?? "")]] : [],
    );
    return { route: found.route, parameters: Object.fromEntries(parameters) };
  };
}

/** Sorts by where a path first has a parameter: later is more specific. */
function specificity(segments: readonly string[]): string {
  return segments.map((segment) => (isParameter(segment) ? "0" : "1")).join("");
}

function fits(segments: readonly string[], asked: readonly string[]): boolean {
  if (segments.length !== asked.length) return false;
  return segments.every((segment, index) => (isParameter(segment) ? asked[index] !== "" : segment === asked[index]));
}

function isParameter(segment: string): boolean {
  return segment.startsWith("{");
}
