import type { Bounced, ContactRole } from "../../domain/unit.ts";
import { formatMinute } from "../../wording/dates.ts";
import type { Visit } from "../visit.ts";

type Speaks = Pick<Visit, "say">;

/** Why letters no longer go to an address, and since when. */
export function addressNote(visit: Speaks, { at, why }: Bounced): string {
  const when = formatMinute(visit, at);
  switch (why) {
    case "bounce":
      return visit.say(`thư bị trả về lúc ${when}`, `a letter came back at ${when}`);
    case "complaint":
      return visit.say(`người nhận báo là thư rác lúc ${when}`, `reported as spam at ${when}`);
    case "refused":
      return visit.say(`dịch vụ thư không nhận địa chỉ lúc ${when}`, `the mail service refused it at ${when}`);
    default:
      return why satisfies never;
  }
}

/** Whose mailbox it is. */
export function roleWords({ say }: Speaks, role: ContactRole): string {
  return say(...ROLES[role]);
}

const ROLES: Readonly<Record<ContactRole, readonly [vi: string, en: string]>> = {
  clerk: ["Văn thư", "Clerk"],
  office: ["Văn phòng", "Office"],
  head: ["Thủ trưởng", "Head"],
};
