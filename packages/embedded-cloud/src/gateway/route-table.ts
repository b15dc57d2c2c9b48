import type { Route } from "../template/route-resources.ts";

export type RouteMatch = {
  readonly route: Route;
  /** Decoded. */
  readonly parameters: Readonly<Record<string, string>>;
};

/**
 * Finds the route of a request as API Gateway does: a path that is written out wins over one with parameters, either over one
 * that takes any rest of a path (`{proxy+}`), a method over `ANY`, and `$default` takes what is left.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 *
 * @returns how to ask: a method and a path as it is on the wire; undefined where no route fits
 * @throws URIError for a parameter that is not well encoded
 */
export function routeTable(routes: readonly Route[]): (method: string, path: string) => RouteMatch | undefined {
  const rest = routes.find(({ key }) => key === "$default");
  const table = routes
    .map((route) => ({ route, segments: route.path.split("/") }))
    .toSorted((a, b) => specificity(b).localeCompare(specificity(a)));
  return (method, path) => {
    const asked = path.split("/");
    const found = table.find(({ route, segments }) => [method, "ANY"].includes(route.method) && fits(segments, asked));
    if (found === undefined) return rest && { route: rest, parameters: {} };
    const parameters = found.segments.flatMap((segment, index) =>
      isParameter(segment)
        ? [[segment.slice(1, isGreedy(segment) ? -2 : -1), decodeURIComponent(taken(segment, asked, index))]]
        : [],
    );
    return { route: found.route, parameters: Object.fromEntries(parameters) };
  };
}

type Candidate = { readonly route: Route; readonly segments: readonly string[] };

/** Sorts by whether all of the path is known, by where it first has a parameter (later is more specific), and by the method. */
function specificity({ route, segments }: Candidate): string {
  const parts = segments.map((segment) => (isParameter(segment) ? "0" : "1")).join("");
  return `${segments.some(isGreedy) ? "0" : "1"}${parts}${route.method === "ANY" ? "0" : "1"}`;
}

function fits(segments: readonly string[], asked: readonly string[]): boolean {
  if (segments.some(isGreedy) ? segments.length > asked.length : segments.length !== asked.length) return false;
  return segments.every((segment, index) =>
    isParameter(segment) ? taken(segment, asked, index) !== "" : segment === asked[index],
  );
}

/** What of a path a parameter stands for, as it is on the wire. */
function taken(segment: string, asked: readonly string[], index: number): string {
  return isGreedy(segment) ? asked.slice(index).join("/") : (asked[index] ?? "");
}

function isParameter(segment: string): boolean {
  return segment.startsWith("{");
}

/** It takes all that is left, and so is the last. */
function isGreedy(segment: string): boolean {
  return segment.endsWith("+}");
}
