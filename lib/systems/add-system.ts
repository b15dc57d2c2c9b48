import { readFileSync, renameSync, writeFileSync } from "node:fs";
import * as z from "zod/mini";

import { UnitIdSchema } from "../../functions/domain/ids.ts";
import { deploymentNamed, deploymentPath } from "../deployment-file.ts";
import { readDeployment } from "../settings.ts";
import { stackNameOf } from "../stack-name.ts";
import type { Place, SystemClient, UserPool } from "./user-pool.ts";

export type AddSystem = {
  /** The deployment, as its file is called. */
  readonly name: string;
  readonly unit: string;
  readonly poolOf: (place: Place) => Promise<UserPool>;
  /** Takes what is said, line by line; the secret among it. */
  readonly tell: (line: string) => void;
  /**
   * Where deployments' files are.
   * @default - lib/deployments
   */
  readonly folder?: string;
};

/** A file as it stands: all of it is written again, in its own order. */
const FileSchema = z.record(z.string(), z.unknown());
const SystemsSchema = z._default(z.array(z.unknown()), []);

/** Holds the place of a client that is not made yet: as long as the user pool's ids are. */
const NOT_MADE_YET = "x".repeat(26);

/**
 * Gives a unit's system a client of the deployment's user pool, and names it for the unit in the deployment's file. Run
 * again it goes on where it broke off: a client that was made is found by its name, and what stands in the file stays.
 *
 * @throws Error that says what is in the way, before anything is made
 */
export async function addSystem({ name, unit, poolOf, tell, folder }: AddSystem): Promise<void> {
  const deployment = deploymentNamed(name, folder);
  const { region, issuer, systems } = deployment;
  if (!z.safeParse(UnitIdSchema, unit).success) {
    throw new Error(`${JSON.stringify(unit)} is no unit's id: allowed are 1 to 64 small letters a–z, digits, - and _.`);
  }
  if (issuer !== undefined) throw new Error(byHand({ name, unit, issuer }));
  if (region === undefined) throw new Error(`${name} stands in no region, and has no user pool.`);
  const file = new DeploymentFile(name, folder);
  const known = systems.find((system) => system.unit === unit)?.client;
  if (known === undefined) file.refuseUnlessFit({ client: NOT_MADE_YET, unit });

  const pool = await poolOf({ region, stackName: stackNameOf(name) });
  if (known !== undefined) {
    if ((await pool.client(known)) === undefined) throw new Error(isGone({ name, unit, client: known, pool: pool.id }));
    tell(`${file.path} names ${known} for ${unit} already. To see its secret again:`);
    tell(
      `  aws cognito-idp describe-user-pool-client --region ${region} --user-pool-id ${pool.id} --client-id ${known}`,
    );
  } else {
    const called = `system-${unit}`;
    const client = (await pool.clientNamed(called)) ?? (await pool.makeClient(called));
    // The secret first: of a client that is in the file it is not told any more.
    for (const line of secretOf(client, { name, unit })) tell(line);
    file.enter({ client: client.id, unit });
    tell(`${file.path} names it for ${unit} now.`);
  }
  tell(`Next: npm run deploy -- ${name}, so that the gateway knows it; then whoever keeps the register enters the`);
  tell(`client id on the page of ${unit}. How the system gets its tokens: docs/api.md.`);
}

class DeploymentFile {
  /** As messages name it. */
  readonly path: string;
  readonly #path: string;

  constructor(name: string, folder: string | undefined) {
    this.path = `lib/deployments/${name}.json`;
    this.#path = deploymentPath(name, folder);
  }

  /** @throws Error when the deployment could not be made with this system in it */
  refuseUnlessFit(system: object): void {
    readDeployment(this.#with(system), `${this.path} with one system more`);
  }

  /** All at once: whoever reads the file meanwhile finds it whole, as it was or as it is then. */
  enter(system: object): void {
    const written = `${this.#path}.new`;
    writeFileSync(written, `${JSON.stringify(this.#with(system), undefined, 2)}\n`);
    renameSync(written, this.#path);
  }

  #with(system: object) {
    const content = z.parse(FileSchema, JSON.parse(readFileSync(this.#path, "utf8")));
    return { ...content, systems: [...z.parse(SystemsSchema, content["systems"]), system] };
  }
}

function secretOf({ id, secret }: SystemClient, { name, unit }: { name: string; unit: string }): string[] {
  return [
    `The system of ${unit} in ${name}:`,
    `  client id      ${id}`,
    `  client secret  ${secret}`,
    "The secret is told this once. Give it to the unit's system alone; it belongs into no file of this project.",
    "",
  ];
}

function byHand({ name, unit, issuer }: { name: string; unit: string; issuer: string }): string {
  return [
    `${name} has a sign-on of its own, ${issuer}: a client for ${unit} is made there, for client credentials.`,
    `Then add to "systems" in lib/deployments/${name}.json:`,
    `  { "client": "the client's id", "unit": "${unit}", "subject": "what stands in sub of its tokens" }`,
    '"subject" may be left out where that is the client\'s id. docs/api.md says what sign-ons write there.',
  ].join("\n");
}

function isGone({ name, unit, client, pool }: { name: string; unit: string; client: string; pool: string }): string {
  return `lib/deployments/${name}.json names ${client} for ${unit}, and the user pool ${pool} has no such client. Take it out of the file, and run this again.`;
}
