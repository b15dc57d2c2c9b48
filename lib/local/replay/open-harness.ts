import { refusalLine } from "embedded-cloud";
import type { Assembly } from "../../kept/kept-assemblies.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { addressesOf } from "../../../functions/domain/unit.ts";
import { startDeployment } from "../deployment.ts";
import type { Deployment } from "../stood-up.ts";
import { SeasonRefused } from "./outcome.ts";
import type { PostedLetter } from "./results.ts";
import { isIssueTo, postedLetter } from "./posted-letter.ts";
import type { Watched } from "./progress.ts";
import type { Harness } from "./harness.ts";

export type OpenStage = {
  readonly harness: Harness;
  readonly watched: Watched;
  /** A file that the site gives, whether itself or by a link. @throws what the site says instead, if it gives none */
  readonly download: (path: string, as: string) => Promise<Uint8Array>;
  /** Every letter to a unit as it was sent, whole. */
  readonly lettersTo: (unit: string) => Promise<string[]>;
  /** Fails with the first call that the stack's permissions do not let through: what is not done is tried for ever. */
  readonly refused: Promise<never>;
  readonly close: () => Promise<void>;
};

/**
 * An embedded deployment of its own to play a season on: in memory, on any free port, its register kept by the
 * given unit.
 */
export async function openHarness({
  startAt,
  homeUnit,
  sockets = false,
  assembly,
}: {
  startAt: EpochMs;
  homeUnit: UnitRecord;
  sockets?: boolean | undefined;
  /** The stack, where it is made already. @default - it is made now */
  assembly?: Promise<Assembly> | undefined;
}): Promise<OpenStage> {
  const [keeper] = addressesOf(homeUnit);
  const { promise: refused, reject } = Promise.withResolvers<never>();
  // It is heard by who races it.
  refused.catch(() => {});
  const deployment = await startDeployment({
    startAt,
    quiet: true,
    onRefusal: (refusal) => reject(new Error(refusalLine(refusal))),
    sockets,
    settings: { homeUnit: homeUnit.id, keeper },
    ...(assembly && { assembly }),
  });
  const watched: Watched = { now: () => deployment.now(), sent: () => deployment.letters() };
  return {
    harness: stageOn(deployment),
    watched,
    async download(path, as) {
      const { status, headers, body, bytes } = await deployment.call("GET", path, { email: as });
      if (status === 200) return bytes;
      const link = headers.get("location");
      if (status !== 303 || link === null) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
      return new Uint8Array(await (await fetch(link)).arrayBuffer());
    },
    async lettersTo(unit) {
      const letters = deployment.mailbox().filter(({ tags }) => tags["unit"] === unit && tags["kind"] === "letter");
      const whole: string[] = [];
      for (const letter of letters) {
        const { subject, text } = await deployment.open(letter);
        whole.push([`${letter.at} → ${letter.recipients.join(", ")}`, subject, "", text ?? ""].join("\n"));
      }
      return whole;
    },
    refused,
    close: () => deployment.close(),
  };
}

/** The gateway lets in no more than the stack says; whoever plays asks for more. */
function turnedAway(route: string, body: unknown): SeasonRefused {
  return new SeasonRefused(`The throttle of the route ${route} turns a request away: 429 ${JSON.stringify(body)}`);
}

/** A deployment, as a season is played on it; a request that the gateway does not let in throws SeasonRefused. */
export function stageOn(deployment: Deployment): Harness {
  return {
    now: async () => deployment.now(),
    async moveTo(instant) {
      await deployment.moveTo(instant);
    },
    settle: () => deployment.settle(),
    async call({ method, path, as, body, headers }) {
      const answer = await deployment.call(method, path, { email: as, body, ...(headers && { headers }) });
      if (answer.status === 429) throw turnedAway(deployment.routeOf(method, path) ?? `${method} ${path}`, answer.body);
      return answer;
    },
    async bounce(address) {
      deployment.faults.inject({ kind: "bounce", address, count: null });
    },
    async letters() {
      const letters: PostedLetter[] = [];
      for (const letter of deployment.mailbox()) {
        const { text } = letter.tags["kind"] === "supervisor-letter" ? await deployment.open(letter) : { text: null };
        letters.push(postedLetter({ ...letter, text }));
      }
      return letters;
    },
    async letterOfIssue(to) {
      const letter = deployment.mailbox().find((one) => isIssueTo(to, postedLetter({ ...one, text: null })));
      return letter && ((await deployment.open(letter)).text ?? undefined);
    },
  };
}
