import { parseInstant } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { addressesOf } from "../../../functions/domain/unit.ts";
import { startDeployment } from "../deployment.ts";
import type { Deployment } from "../deployment.ts";
import type { MailboxLetter } from "../mail/local-mailbox.ts";
import type { PostedLetter } from "./account.ts";
import type { Stage } from "./stage.ts";

/**
 * An embedded deployment of its own to play a season on: in memory, on any free port, its register kept by the
 * given unit.
 */
export async function openStage({
  startAt,
  homeUnit,
}: {
  startAt: EpochMs;
  homeUnit: UnitRecord;
}): Promise<{ stage: Stage; close: () => Promise<void> }> {
  const [keeper] = addressesOf(homeUnit);
  const deployment = await startDeployment({ startAt, quiet: true, context: { homeUnit: homeUnit.id, keeper } });
  return { stage: stageOn(deployment), close: () => deployment.close() };
}

/** A deployment, as a season is played on it. */
export function stageOn(deployment: Deployment): Stage {
  return {
    now: () => deployment.now(),
    async moveTo(instant) {
      await deployment.moveTo(instant);
    },
    settle: () => deployment.settle(),
    call: ({ method, path, as, body, contentType }) =>
      deployment.call(method, path, {
        email: as,
        body,
        ...(contentType === undefined ? {} : { headers: { "content-type": contentType } }),
      }),
    async bounce(address) {
      deployment.faults.inject({ kind: "bounce", address, count: null });
    },
    sent: () => deployment.letters(),
    async letters() {
      const letters: PostedLetter[] = [];
      for (const letter of deployment.mailbox()) {
        const { text } = letter.tags["kind"] === "supervisor-letter" ? await deployment.open(letter) : { text: null };
        letters.push(postedLetter(letter, text ?? undefined));
      }
      return letters;
    },
  };
}

function postedLetter({ at, recipients, outcome, tags }: MailboxLetter, text: string | undefined): PostedLetter {
  const tag = (name: string): string => tags[name] ?? "";
  return {
    at: parseInstant(at),
    to: recipients,
    text,
    outcome,
    directive: tag("directive"),
    obligation: tag("obligation"),
    unit: tag("unit"),
    kind: tag("kind"),
    ladder: Number(tag("ladder")),
    milestone: tag("milestone"),
    addressee: tag("addressee") === "head" ? "head" : "unit",
    of: tags["of"],
  };
}
