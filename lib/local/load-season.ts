import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { parseInstant } from "../../functions/domain/instant.ts";
import type { Deployment } from "./stood-up.ts";

/** When công văn 5500 was issued. */
export const seasonStartMs = parseInstant("2017-07-14T08:00:00+07:00");

/** Who reads everything and rules on nothing. */
export const leader = "lanhdao@ubnd.daklak.example";

const DirectiveSchema = z.looseObject({ id: z.string() });

/**
 * Lays out the season of 2017 on a deployment that has not seen it: the 35 units, công văn 5500, and its issue with
 * all letters, each through the API as the keeper of the register would do it.
 *
 * @returns what there is to tell of it; undefined when it was there already
 */
export async function loadSeason(deployment: Deployment): Promise<string | undefined> {
  const { keeper: email } = deployment;
  const directive = z.parse(DirectiveSchema, JSON.parse(read("directive-5500.json")));
  const known = await deployment.call("GET", `/api/directives/${directive.id}`, { email });
  if (known.status === 200) return undefined;
  const post = async (path: string, body: unknown, contentType = "application/json") => {
    const answer = await deployment.call("POST", path, { email, body, headers: { "content-type": contentType } });
    if (answer.status < 300) return;
    throw new Error(`POST ${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  };
  await post("/api/units/import", read("units.csv"), "text/csv; charset=utf-8");
  await keepLeader(deployment);
  await post("/api/directives", directive);
  if (deployment.now() < seasonStartMs) return "35 units; the directive waits to be issued.";
  try {
    await post(`/api/directives/${directive.id}/issue`, {});
  } catch (error) {
    // A clock that begins after the deadlines is a wish as good as any.
    return `35 units; the directive could not be issued: ${error instanceof Error ? error.message : String(error)}`;
  }
  await deployment.settle();
  return `35 units; the directive is issued, ${deployment.letters()} letters are sent.`;
}

/** UBND tỉnh only reads: somebody of it, so that the leader's pages can be seen too. */
async function keepLeader(deployment: Deployment): Promise<void> {
  const body = { name: "Lãnh đạo UBND tỉnh", role: "leader", unitId: "vpub" };
  const { status } = await deployment.call("PUT", `/api/staff/${leader}`, { email: deployment.keeper, body });
  if (status >= 300) throw new Error(`${leader} could not be entered: the answer was ${status}`);
}

function read(name: string): string {
  return readFileSync(new URL(`./season/${name}`, import.meta.url), "utf8");
}
