import { parseInstant } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { addressesOf } from "../../../functions/domain/unit.ts";
import { startDeployment } from "../deployment.ts";
import type { MailboxLetter } from "../mail/local-mailbox.ts";
import type { PostedLetter } from "./account.ts";
import type { Stage } from "./stage.ts";

export type OpenStage = {
  readonly stage: Stage;
  /** A file that the site gives, whether itself or by a link. @throws what the site says instead, if it gives none */
  readonly download: (path: string, as: string) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
};

/**
 * An embedded deployment of its own to play a season on: in memory, on any free port, its register kept by the
 * given unit.
 */
export async function openStage({ startAt, homeUnit }: { startAt: EpochMs; homeUnit: UnitRecord }): Promise<OpenStage> {
  const [keeper] = addressesOf(homeUnit);
  const deployment = await startDeployment({ startAt, quiet: true, context: { homeUnit: homeUnit.id, keeper } });
  const stage: Stage = {
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
    letters: () => deployment.mailbox().map(postedLetter),
  };
  return {
    stage,
    async download(path, as) {
      const { status, headers, body, bytes } = await deployment.call("GET", path, { email: as });
      if (status === 200) return bytes;
      const link = headers.get("location");
      if (status !== 303 || link === null) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
      return new Uint8Array(await (await fetch(link)).arrayBuffer());
    },
    close: () => deployment.close(),
  };
}

function postedLetter({ at, recipients, subject, text, outcome, tags }: MailboxLetter): PostedLetter {
  const tag = (name: string): string => tags[name] ?? "";
  return {
    at: parseInstant(at),
    to: recipients,
    subject,
    text: text ?? "",
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
