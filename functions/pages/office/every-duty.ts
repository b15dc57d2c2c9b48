import type { Duty } from "../../domain/duty.ts";
import type { Cursor } from "../../domain/milestone-run.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import type { WebEffects } from "../../use-cases/effects.ts";

/** Every duty of an obligation, for pages that look at all of them at once; nothing when there are more than `most`. */
export async function everyDuty(
  found: FoundObligation,
  { register }: Pick<WebEffects, "register">,
  most: number,
): Promise<Duty[] | undefined> {
  const where = { ...obligationRefOf(found), place: found.place };
  const duties: Duty[] = [];
  let cursor: Cursor | undefined;
  do {
    const page = await register.duties.dutiesOf(where, { cursor, limit: most + 1 - duties.length });
    duties.push(...page.items);
    cursor = page.next;
  } while (cursor && duties.length <= most);
  return duties.length <= most ? duties : undefined;
}
