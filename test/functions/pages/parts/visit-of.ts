import { workingDaysOfVietNam } from "../../../../functions/domain/working-days-vn.ts";
import { speaking } from "../../../../functions/wording/language.ts";
import type { Visit } from "../../../../functions/pages/visit.ts";
import type { Language } from "../../../../functions/wording/language.ts";
import { at, unitId } from "../../season.ts";

/** Who visits: the same visit by people of different authority. */
export const CALLERS = {
  nobody: { principal: "", units: [] },
  unit: { principal: "vanthu@stp.daklak.example", units: [unitId("stp")] },
  keeper: { principal: "vanthu@snv.daklak.example", units: [unitId("snv")] },
  leader: {
    principal: "lanhdao@ubnd.daklak.example",
    units: [],
    staff: {
      email: "lanhdao@ubnd.daklak.example",
      name: "Lãnh đạo Ủy ban nhân dân tỉnh",
      role: "leader",
      unitId: "ubnd",
    } as unknown as NonNullable<Visit["caller"]["staff"]>,
  },
  stranger: { principal: "ai-do@noi-khac.example", units: [] },
} as const satisfies Record<string, Visit["caller"]>;

/** A visit as a page's parts see it: of an officer of Sở Tư pháp, in Vietnamese, on the day that Sở Nội vụ escalates. */
export function visitOf({ language = "vi", ...changes }: Partial<Visit> & { language?: Language } = {}): Visit {
  const caller = changes.caller ?? CALLERS.unit;
  const receivedAt = at("2017-10-30T08:00");
  return {
    path: "/",
    params: {},
    query: {},
    body: "",
    contentType: "",
    wantsJson: false,
    ledByScript: false,
    caller,
    receivedAt,
    attempt: "attempt-1",
    language,
    say: speaking(language),
    assets: "0123456789",
    homeUnit: "snv",
    calendar: workingDaysOfVietNam,
    session:
      caller.principal === "" ? undefined : { token: "t", principal: caller.principal, endsAt: receivedAt + 3_600_000 },
    form: new URLSearchParams(),
    files: new Map(),
    formState: "fresh",
    ...changes,
  };
}
