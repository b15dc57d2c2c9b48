import type { IncomingMessage } from "node:http";
import * as z from "zod/mini";
import { pathOf, quote } from "../../../functions/domain/parsing.ts";
import { readAtMost } from "embedded-cloud";
import type { Problem } from "./local-answer.ts";

/** What was asked cannot be done; told to who asked. */
export class LocalRefusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

const largestBodyBytes = 100_000;

/** @throws LocalRefusal that names every fault, the value got and what is allowed */
export async function readJson<S extends z.ZodMiniType>(request: IncomingMessage, schema: S): Promise<z.output<S>> {
  const text = await readText(request);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw invalid([{ path: "", message: `The body must be JSON: ${why}; got ${quote(text)}` }]);
  }
  return readValue(value, schema);
}

/** The fields of a form. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request));
}

/** @throws LocalRefusal */
export function readValue<S extends z.ZodMiniType>(value: unknown, schema: S): z.output<S> {
  const parsed = z.safeParse(schema, value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw invalid(
    parsed.error.issues.map(({ path, message, input }) => ({
      path: pathOf(path),
      message: `${message}; got ${quote(input)}`,
    })),
  );
}

export function invalid(errors: NonNullable<Problem["errors"]>): LocalRefusal {
  const detail = errors.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join(" · ");
  return new LocalRefusal({ status: 400, title: "What was sent is not as it should be", detail, errors });
}

async function readText(request: IncomingMessage): Promise<string> {
  const body = await readAtMost(request, largestBodyBytes);
  if (body !== undefined) return body.toString("utf8");
  request.resume();
  const detail = `At most ${largestBodyBytes} bytes are read here`;
  throw new LocalRefusal({ status: 413, title: "What was sent is too large", detail });
}
