import { expect, test } from "vitest";
import { embeddedEngine, freshRegister } from "./engines.ts";
import { newDuty } from "../../../functions/domain/duty.ts";
import { move } from "../../../functions/domain/moves.ts";
test("x", async () => {
  const e = await embeddedEngine();
  const { register, costOf } = await freshRegister(e);
  const ref: any = { directiveId: "5500-ubnd-kgvx-2017", obligationId: "bao-cao", unitId: "ubnd-krong-ana" };
  const d = newDuty(ref, { name: "UBND huyện Krông Ana", kind: "huyen", headTitle: "Chủ tịch UBND huyện Krông Ana", phone: "" }, "2017-10-30" as any);
  console.log("layout", await costOf(() => register.duties.layOut([d], 1)));
  console.log("open", await costOf(async () => console.log(await register.duties.openDuties({ ...ref, shards: 1 }, { limit: 50 }))));
  const after: any = { ...(move(d, { act: "submit", receivedAt: 1 }, 2) as any), receipts: { "1": 1 } };
  console.log("file", await costOf(async () => console.log(await register.duties.file(d, after, 1, ["awaiting", "draft"]))));
  console.log("open", await register.duties.openDuties({ ...ref, shards: 1 }, { limit: 50 }));
  console.log(await register.duties.dutiesOfUnit(ref.unitId, { limit: 10 }));
  await e.close();
});
