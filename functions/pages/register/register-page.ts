import type { Answer } from "../../http/exchange.ts";
import { formPage } from "../form-kit/form-page.ts";
import type { FormPage } from "../form-kit/form-page.ts";
import type { Visit } from "../visit.ts";

/** A page of the register: below one of its lists, or one of them. `crumbs`: what lies between. */
export function registerPage(visit: Visit, { of, crumbs = [], ...p }: FormPage & { readonly of?: List }): Answer {
  return formPage(visit, { ...p, crumbs: of ? [{ href: of, label: visit.say(...LISTS[of]) }, ...crumbs] : undefined });
}

type List = "/units" | "/staff" | "/directives" | "/calendar";

const LISTS: Readonly<Record<List, readonly [vi: string, en: string]>> = {
  "/units": ["Danh bạ đơn vị", "Register of units"],
  "/staff": ["Cán bộ theo dõi", "Supervisors and leaders"],
  "/calendar": ["Lịch làm việc", "Working calendar"],
  "/directives": ["Văn bản chỉ đạo", "Directives"],
};

/** The way out of a form, back to the list. */
export const leave = ({ say }: Visit, href: List) => ({ label: say("Hủy, về danh sách", "Cancel"), href });
