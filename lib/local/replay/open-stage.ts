import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { addressesOf } from "../../../functions/domain/unit.ts";
import { startDeployment } from "../deployment.ts";
import { postedLetter } from "./posted-letter.ts";
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
  const stage: Stage = {
    now: async () => deployment.now(),
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
    letters: async () => deployment.mailbox().map(postedLetter),
  };
  return { stage, close: () => deployment.close() };
}
