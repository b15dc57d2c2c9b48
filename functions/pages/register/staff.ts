import { EmailSchema } from "../../domain/ids.ts";
import type { Staff } from "../../domain/access.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { UnitList } from "../../store/unit-list.ts";
import { STAFF_ENTRY, StaffEntrySchema, deleteStaff, putStaff } from "../../use-cases/save-staff.ts";
import { changedMeanwhile, expired, faultsOf, faulty, stale } from "../form-kit/again.ts";
import type { Again, FieldFault } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked } from "../form-kit/form.ts";
import { stateOf } from "../form-kit/version.ts";
import type { Visit } from "../visit.ts";
import { forKeepers } from "./for-keepers.ts";
import { label, memberPreviewPage, staffPage } from "./staff-pages.ts";
import { MOST_CHOICES } from "./unit-field.ts";
import { unitIdOf } from "./unit-names.ts";

/** Who stands under the address that a link or the form names, and whether he is to be taken off the list. */
type Found = {
  readonly member: Staff | undefined;
  readonly removes: boolean;
  readonly members: readonly Staff[];
  readonly list: UnitList;
};

/** Supervisors and leaders: somebody is put on the list, in place of what stands there for the address, or taken off. */
const pages = formPages<Found, Readonly<Record<string, string>>>({
  async find({ form, query }, { register }) {
    const { edit, remove } = query;
    const email = EmailSchema.safeParse(form.get("email") ?? edit ?? remove);
    const [members, list] = await Promise.all([register.staff.members(), register.units.list()]);
    const member = email.success ? members.find((one) => one.email === email.data) : undefined;
    return { member, members, list, removes: remove !== undefined || form.get("do") === "remove" };
  },
  label,
  async page(asked, again, field) {
    const { visit, effects, found } = asked;
    const { member, members, removes, list } = found;
    if (member && removes) return preview(asked, typedOf(member), again);
    const areMany = list.total > MOST_CHOICES;
    const named = members.map(({ unitId }) => unitId);
    const units = await (areMany ? effects.register.units.unitsNamed([...new Set(named)]) : list.all());
    return staffPage(visit, { ...again, field, members, units, areMany });
  },
  begin: ({ member }) => (member ? typedOf(member) : new URLSearchParams()),
  expired,
  version: {
    of: ({ found }) => stateOf(found.member),
    changed: ({ visit }) => changedMeanwhile(visit),
    previewed: true,
  },
  judge({ visit, found }) {
    const again = found.removes ? ownRemoval(visit, found) : entryFaults(visit);
    return again ? { again } : Object.fromEntries(visit.form);
  },
  preview: (asked, _given, again) => preview(asked, asked.visit.form, again),
  acts: ["put", "remove"],
  async act({ email, name, role, unitId = "" }, { effects, found }) {
    const member = read(StaffEntrySchema, { email, name, role, unitId: unitId || undefined }, STAFF_ENTRY);
    if (isRefusal(member)) return member;
    const done = await (found.removes ? deleteStaff(member.email, effects) : putStaff(member, effects));
    return isRefusal(done) ? done : `/staff?done=${found.removes ? "removed" : "saved"}`;
  },
  refused: ({ visit }, refusal) => faulty(faultsOf(visit, refusal, (path) => path || "email")),
});

export const showStaff = forKeepers(pages.ask);
export const keepStaff = forKeepers(pages.give);

async function preview({ visit, found }: Asked<Found>, given: URLSearchParams, again: Again) {
  const units = await found.list.all();
  const typed = new URLSearchParams(given);
  typed.set("unitId", unitIdOf(typed.get("unitId") ?? "", units));
  return memberPreviewPage(visit, { ...again, ...found, typed, units, basis: stateOf(found.member) });
}

function ownRemoval({ say, caller }: Visit, { member }: Found): Again | undefined {
  if (member?.email !== caller.principal) return undefined;
  return stale(
    say("Không tự gỡ chính mình; đề nghị người khác thực hiện.", "Nobody removes himself: let somebody else do this."),
  );
}

/** What of an entry can be told before it is looked at. */
function entryFaults({ form, say }: Visit): Again | undefined {
  const missing = (field: string, text: string): FieldFault[] => (form.get(field)?.trim() ? [] : [{ field, text }]);
  const wrongAddress = {
    field: "email",
    text: say("Ghi theo dạng ten@so.tinh.example.", "It is written like ten@so.tinh.example."),
  };
  const faults = [
    ...(EmailSchema.safeParse(form.get("email")).success ? [] : [wrongAddress]),
    ...missing("name", say("Không được để trống.", "It must not be empty.")),
    ...missing("role", say("Cần chọn vai trò.", "Choose a role.")),
  ];
  return faults.length > 0 ? faulty(faults) : undefined;
}

function typedOf({ email, name, role, unitId }: Staff): URLSearchParams {
  return new URLSearchParams({ email, name, role, unitId });
}
