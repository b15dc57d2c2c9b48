import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import { notice } from "../parts/notice.ts";
import type { Visit } from "../visit.ts";
import { chosenIn } from "./chosen.ts";

/** What was just done to a report in a review, told on the page that it led on to: `done=accepted&of=stp`. */
export async function reviewed(
  { say, query }: Visit,
  found: FoundObligation,
  { register }: Pick<WebEffects, "register">,
): Promise<Html> {
  const words = DONE.get(query["done"] ?? "");
  const [unitId] = chosenIn(query, query["of"] === undefined ? "after" : "of");
  if (!words || unitId === undefined) return nothing;
  const duty = await register.duties.duty({ ...obligationRefOf(found), unitId }, found.place, { consistent: false });
  return duty ? notice("good", `${say(...words)} ${duty.unitName}.`) : nothing;
}

const DONE = new Map<string, readonly [vi: string, en: string]>([
  ["accepted", ["Đã chấp nhận báo cáo của", "Accepted: the report of"]],
  ["returned", ["Đã trả lại báo cáo, và gửi thư cho", "Returned, and a letter sent: the report of"]],
]);
