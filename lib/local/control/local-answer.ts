import type { ServerResponse } from "node:http";

/** RFC 9457. */
export type Problem = {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
};

/** @param problem says what was wrong, the value got, and what is allowed */
export function sendProblem(response: ServerResponse, problem: Problem): void {
  response.writeHead(problem.status, {
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify({ type: "about:blank", ...problem }));
}
