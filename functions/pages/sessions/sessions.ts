import { keepsRegister } from "../../domain/access.ts";
import { EmailSchema } from "../../domain/ids.ts";
import { quote } from "../../domain/parsing.ts";
import { forbidden, invalid, isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { isOpen } from "../../domain/session.ts";
import { seeOther } from "../../http/exchange.ts";
import { expired } from "../form-kit/again.ts";
import { nameOf, personOf } from "../session.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { log } from "../../runtime/log.ts";
import type { PageEffects, Pages } from "../page-app.ts";
import type { FoundSessions } from "./found-sessions.ts";
import { sessionsPage } from "./sessions-page.ts";

/** Where one is signed in; to those who keep the register, where anybody is. */
const showSessions: PageHandler<PageEffects> = async (visit, effects) => {
  const found = await findSessions(visit, visit.query["of"] ?? "", effects);
  return isRefusal(found) ? found : sessionsPage(visit, found);
};

/** Ends one of one's own, or all but the one in hand; of somebody else's all. One that has ended already stays so. */
const endSessions: PageHandler<PageEffects> = async (visit, effects) => {
  const { form } = visit;
  const found = await findSessions(visit, form.get("of") ?? "", effects);
  if (isRefusal(found)) return found;
  if (visit.formState === "expired") return sessionsPage(visit, found, expired(visit));
  const { whose, isOwn, sessions } = found;
  const one = isOwn ? form.get("session") : null;
  const ended = sessions.filter(({ hash, isThis }) => !isThis && (one === null || hash === one));
  const person = personOf(whose);
  await Promise.all(ended.map(({ hash }) => effects.register.sessions.end({ person, hash })));
  log("info", "Sessions were ended.", { ended: ended.length, by: isOwn ? "their owner" : "a keeper" });
  return seeOther(
    `/sessions?${new URLSearchParams({ ...(isOwn ? {} : { of: whose }), ended: String(ended.length) }).toString()}`,
  );
};

async function findSessions(
  visit: Visit,
  of: string,
  { register, homeUnit, sessionRules }: PageEffects,
): Promise<FoundSessions | Refusal> {
  const { caller, session, receivedAt } = visit;
  const isKeeper = keepsRegister(caller, homeUnit);
  const asked = of.trim() === "" ? caller.principal : of.trim().toLowerCase();
  const isOwn = asked === caller.principal;
  if (!isOwn && !isKeeper) return NOT_YOURS;
  if (!isOwn && !EmailSchema.safeParse(asked).success) return notAnAddress(asked);
  const own = session && nameOf(session.token).hash;
  const kept = await register.sessions.sessionsOf(personOf(asked));
  const sessions = kept
    .filter((one) => isOpen(one, receivedAt, sessionRules))
    .map((one) => ({ ...one, isThis: one.hash === own }))
    .toSorted((a, b) => Number(b.isThis) - Number(a.isThis) || b.usedAt - a.usedAt);
  return { whose: asked, isOwn, isKeeper, sessions };
}

/** Pages of whoever is signed in, of the function that signs people in. */
export const sessionsPages: Pages<PageEffects> = { showSessions, endSessions };

const NOT_YOURS = forbidden(
  "Only the unit that keeps the register can look at the sessions of others.",
  "Chỉ đơn vị quản lý danh bạ mới xem được phiên đăng nhập của người khác.",
);

const notAnAddress = (got: string): Refusal =>
  invalid(
    `This is no e-mail address: got ${quote(got)}; it is written like vanthu@so.tinh.example.`,
    `Không phải là địa chỉ thư điện tử: ${quote(got)}. Ghi theo dạng vanthu@so.tinh.example.`,
    [],
  );
