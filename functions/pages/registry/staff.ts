import { EmailSchema } from "../../domain/ids.ts";
import type { Staff } from "../../domain/access.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { deleteStaff, putStaff } from "../../handlers/keep-staff.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer, WebEffects } from "../../http/exchange.ts";
import { once } from "../confirmation.ts";
import type { Visit } from "../visit.ts";
import { forKeepers } from "./for-keepers.ts";
import { changedMeanwhile, faultsOf, reopened, stale, stateOf } from "../form-state.ts";
import type { Again, FieldFault } from "../form-state.ts";
import { memberLookPage, staffPage } from "./staff-pages.ts";
import { unitIdOf } from "./unit-names.ts";

/** Supervisors and leaders; `edit` and `remove` name the one that a link was pressed for. */
export const showStaff = forKeepers(async (visit, effects) => {
  const { edit, remove } = visit.query;
  const member = await memberNamed(edit ?? remove, effects);
  if (member && remove !== undefined) return look(visit, effects, { typed: typedOf(member), member, removes: true });
  return show(visit, effects, { typed: member ? typedOf(member) : new URLSearchParams() });
});

/** Puts somebody on the list, in place of what stands there for the same address, or takes him off: after a look. */
export const keepStaff = forKeepers(async (visit, effects) => {
  const { form, formState, caller, say } = visit;
  const deed = form.get("do");
  const isAddress = EmailSchema.safeParse(form.get("email")).success;
  const member = await memberNamed(form.get("email"), effects);
  const removes = deed === "remove";
  const faults = removes ? [] : entryFaults(visit, isAddress);
  const again = (why: Again) =>
    removes && member
      ? look(visit, effects, { typed: typedOf(member), member, removes, ...why })
      : show(visit, effects, { typed: form, ...why });
  if (formState === "reopened") return again(reopened(visit));
  if (deed === "edit") return again({});
  if (deed === "look")
    return faults.length > 0 ? again({ faults, status: 400 }) : look(visit, effects, { typed: form, member, removes });

  return once(visit, effects, async (request) => {
    if (faults.length > 0) return again({ faults, status: 400 });
    if (removes && member?.email === caller.principal)
      return again(
        stale(
          say(
            "Không tự gỡ chính mình; đề nghị người khác thực hiện.",
            "Nobody removes himself: let somebody else do this.",
          ),
        ),
      );
    if (form.get("basis") !== (await stateOf(member)))
      return look(visit, effects, { typed: form, member, removes, ...changedMeanwhile(visit) });
    const params = { email: form.get("email") ?? "" };
    const { name, role, unitId = "" } = Object.fromEntries(form);
    const body = JSON.stringify({ name, role, unitId: unitId || undefined });
    const done = await (removes ? deleteStaff : putStaff)({ ...request, params, body }, effects);
    if (isRefusal(done)) return again({ faults: faultsOf(visit, done, (path) => path || "email"), status: 400 });
    return done.status >= 400 ? done : seeOther(`/staff?done=${removes ? "removed" : "saved"}`);
  });
});

async function memberNamed(address: unknown, { register }: WebEffects): Promise<Staff | undefined> {
  const email = EmailSchema.safeParse(address);
  return email.success ? register.staff.member(email.data) : undefined;
}

async function show(visit: Visit, { register }: WebEffects, form: Again & { typed: URLSearchParams }): Promise<Answer> {
  const [members, units] = await Promise.all([register.staff.members(), register.units.allUnits()]);
  return staffPage(visit, { ...form, members, units });
}

type Looked = Again & { typed: URLSearchParams; member: Staff | undefined; removes: boolean };

async function look(visit: Visit, { register }: WebEffects, looked: Looked): Promise<Answer> {
  const units = await register.units.allUnits();
  const typed = new URLSearchParams(looked.typed);
  typed.set("unitId", unitIdOf(typed.get("unitId") ?? "", units));
  return memberLookPage(visit, { ...looked, typed, units, basis: await stateOf(looked.member) });
}

/** What of an entry can be told before it is looked at. */
function entryFaults({ form, say }: Visit, hasAddress: boolean): FieldFault[] {
  const missing = (field: string, text: string): FieldFault[] => (form.get(field)?.trim() ? [] : [{ field, text }]);
  return [
    ...(hasAddress
      ? []
      : [
          {
            field: "email",
            text: say("Ghi theo dạng ten@so.tinh.example.", "It is written like ten@so.tinh.example."),
          },
        ]),
    ...missing("name", say("Không được để trống.", "It must not be empty.")),
    ...missing("role", say("Cần chọn vai trò.", "Choose a role.")),
  ];
}

function typedOf({ email, name, role, unitId }: Staff): URLSearchParams {
  return new URLSearchParams({ email, name, role, unitId });
}
