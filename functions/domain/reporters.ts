import type { Duty } from "./duty.ts";
import { isOpen } from "./duty.ts";
import { quote } from "./parsing.ts";
import type { Fault } from "./refusal.ts";
import type { Unit } from "./unit.ts";
import { STATE_WORDS } from "./vietnamese.ts";

/** What is known of the units that are to be added or released. */
export type Known = {
  readonly units: ReadonlyMap<string, Pick<Unit, "name">>;
  readonly duties: ReadonlyMap<string, Pick<Duty, "state" | "unitName">>;
};

/**
 * What keeps units from being added to those who report, or released from it: each unit by name. Added can be who is in the
 * register and is not asked for this report; released, who still owes it.
 */
export function reportersFaults(
  { add, release }: { readonly add: readonly string[]; readonly release: readonly string[] },
  known: Known,
): Fault[] {
  const all = [...add, ...release];
  return [
    ...add.flatMap((id, i) => at(`add[${i}]`, twice(id, all.indexOf(id) < i) ?? notToAdd(id, known))),
    ...release.flatMap((id, i) =>
      at(`release[${i}]`, twice(id, all.indexOf(id) < add.length + i) ?? notToRelease(id, known)),
    ),
  ];
}

type Words = Omit<Fault, "path">;

const at = (path: string, words: Words | undefined): Fault[] => (words ? [{ path, ...words }] : []);

function twice(id: string, isNamedBefore: boolean): Words | undefined {
  return isNamedBefore
    ? { message: `each unit may stand once; got ${quote(id)} again`, vi: `Đơn vị ${id} được nêu hai lần.` }
    : undefined;
}

function notToAdd(id: string, { units, duties }: Known): Words | undefined {
  const unit = units.get(id);
  if (!unit)
    return {
      message: `no unit of the register has this id; got ${quote(id)}`,
      vi: `Danh bạ không có đơn vị mang mã này; nhận được ${quote(id)}.`,
    };
  const duty = duties.get(id);
  if (!duty) return undefined;
  return duty.state === "exempt"
    ? {
        message: `${unit.name} was exempted from this report: reinstate it instead; got ${quote(id)}`,
        vi: `${unit.name} đã được miễn báo cáo này; để yêu cầu lại, đề nghị hủy miễn.`,
      }
    : {
        message: `${unit.name} is among those who report already (${duty.state}); got ${quote(id)}`,
        vi: `${unit.name} đã có trong danh sách báo cáo (${STATE_WORDS[duty.state]}).`,
      };
}

function notToRelease(id: string, { duties }: Known): Words | undefined {
  const duty = duties.get(id);
  if (!duty)
    return {
      message: `no such unit is asked for this report; got ${quote(id)}`,
      vi: `Không có đơn vị mang mã này trong danh sách báo cáo; nhận được ${quote(id)}.`,
    };
  if (isOpen(duty)) return undefined;
  return {
    message: `${duty.unitName} owes this report no more (${duty.state}), so it cannot be released from it; got ${quote(id)}`,
    vi: `Không bớt được ${duty.unitName}, vì nhiệm vụ báo cáo ở trạng thái “${STATE_WORDS[duty.state]}”.`,
  };
}
