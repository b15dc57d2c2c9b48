import type { Standing } from "../account/stack-standing.ts";
import type { Deployment } from "../settings.ts";
import { stackNameOf } from "../stack-name.ts";
import { changesOf } from "./changes.ts";
import type { Change, Fact } from "./changes.ts";
import { adviceOn } from "./stack-advice.ts";

export type Situation = {
  readonly deployment: Deployment & { readonly region: string };
  /** What stands there under the deployment's name. */
  readonly standing: Standing | undefined;
  /** What may be the same deployment, before its file was given another region or name. */
  readonly before: readonly Standing[];
  /** Changes that were asked for by name. */
  readonly allowed: ReadonlySet<Fact>;
};

export type Plan =
  /** One run of the CDK's command line after the other, each with `-c stands=`. */
  | { readonly runs: readonly ("no" | "yes")[]; readonly say: readonly string[] }
  | { readonly refused: readonly string[] };

/**
 * What is to be done so that a deployment stands as its file says. A first deployment is two runs: protections come only
 * with the second, so that whatever the first has made can be rolled back (D68).
 */
export function planDeployment({ deployment, standing, before, allowed }: Situation): Plan {
  const { name, region } = deployment;
  const advice = adviceOn(standing?.status, { name, region, stackName: stackNameOf(name) });
  switch (advice.kind) {
    case "wait":
    case "stuck":
      return { refused: [advice.say] };
    case "absent":
    case "failed-first": {
      const refused = refuseUnlessAllowed(movesOf(before, deployment), allowed);
      if (refused) return refused;
      const again =
        "The first deployment failed and was taken back, and nothing of it was kept: what is left of the stack is removed, and it is made anew.";
      return {
        runs: ["no", "yes"],
        say: [
          ...(advice.kind === "failed-first" ? [again] : []),
          "First deployment: the stack is made first, and protected from being removed once it stands.",
        ],
      };
    }
    case "stands":
      return overWhatStands(deployment, standing, allowed);
    default:
      return advice satisfies never;
  }
}

function overWhatStands(deployment: Deployment, standing: Standing | undefined, allowed: ReadonlySet<Fact>): Plan {
  if (standing?.facts === undefined) {
    return {
      refused: [
        `a stack of this name stands there and does not say what it was deployed as: it is none of ours. Give the deployment another name.`,
      ],
    };
  }
  const refused = refuseUnlessAllowed(changesOf(standing.facts, deployment), allowed);
  if (refused) return refused;
  const say = standing.isProtected ? [] : ["It stands unprotected: this run protects it from being removed."];
  return { runs: ["yes"], say };
}

/** What another stack was, and this one is to be. */
function movesOf(before: readonly Standing[], deployment: Deployment): Change[] {
  const moved = before.flatMap(({ facts }) => (facts === undefined ? [] : changesOf(facts, deployment)));
  return moved.filter(({ fact }) => fact === "region" || fact === "name");
}

function refuseUnlessAllowed(changes: readonly Change[], allowed: ReadonlySet<Fact>): Plan | undefined {
  const missing = [...new Set(changes.flatMap(({ fact }) => (allowed.has(fact) ? [] : [fact])))];
  if (missing.length === 0) return undefined;
  return {
    refused: [
      "this would change what stands:",
      ...changes.map(({ fact, from, to, follows }) => `  ${fact}: ${from} → ${to} (${follows})`),
      `If that is meant, say so: --change ${missing.join(",")}`,
    ],
  };
}
