import { isKnown, keepsRegister } from "../../domain/access.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Visit } from "../visit.ts";
import { attributes, nothing } from "./attributes.ts";

/** The head of every page: whose it is, who is signed in, and the way to what the visitor may see. */
export function masthead(visit: Visit): Html {
  return html`<header class="masthead">
    <div class="masthead-top">
      <a class="brand" href="/"><img src="/look/icon.${visit.assets}.svg" alt="" width="32" height="32" />Đúng Hạn</a>
      <div class="visitor">${visit.session ? signedIn(visit) : signInLink(visit)}${languageSwitch(visit)}</div>
    </div>
    ${visit.session && isKnown(visit.caller) ? navigation(visit) : nothing}
  </header>`;
}

function signedIn({ say, caller }: Visit): Html {
  return html`<p class="who">
      <span class="unseen">${say("Đang đăng nhập: ", "Signed in as ")}</span><a href="/sessions"><b>${caller.principal}</b></a>${
        caller.staff?.name ? html` <span lang="vi">(${caller.staff.name})</span>` : nothing
      }
    </p>
    <form method="post" action="/sign-out"><button class="quiet">${say("Đăng xuất", "Sign out")}</button></form>`;
}

function signInLink(visit: Visit): Html {
  const to = new URLSearchParams({ to: here(visit) });
  return html`<a href="/sign-in?${to.toString()}">${visit.say("Đăng nhập", "Sign in")}</a>`;
}

function languageSwitch(visit: Visit): Html {
  const [language, label] = visit.language === "vi" ? ["en", "English"] : ["vi", "Tiếng Việt"];
  return html`<form method="post" action="/language">
    <input type="hidden" name="back" value="${here(visit)}" />
    <button class="quiet" name="language" value="${language}" lang="${language}">${label}</button>
  </form>`;
}

function navigation(visit: Visit): Html {
  const { say } = visit;
  const items = placesOf(visit).map(({ href, label, current }) => {
    return html`<li><a${attributes({ href, "aria-current": current })}>${label}</a></li>`;
  });
  return html`<nav class="places" aria-label="${say("Các mục chính", "Main sections")}"><ul>${items}</ul></nav>`;
}

type Place = { readonly href: string; readonly label: string; readonly current: "page" | "true" | undefined };

/** Where the caller may go: the register to those who keep it, contacts to those who act for a unit. */
function placesOf({ caller, homeUnit, path, say }: Visit): Place[] {
  const keeper = keepsRegister(caller, homeUnit);
  // Whoever else receives reports comes to them from the start.
  const follows = keeper || caller.staff !== undefined;
  const places = [
    {
      open: true,
      href: "/",
      below: follows ? /^\/duties\// : /^\/(duties|obligations)\//,
      label: say("Nhiệm vụ báo cáo", "Reporting duties"),
    },
    {
      open: follows,
      href: "/obligations",
      below: /^\/obligations\//,
      label: say("Yêu cầu báo cáo", "Reports asked for"),
    },
    { open: true, href: "/directives", below: /^\/directives\//, label: say("Văn bản chỉ đạo", "Directives") },
    { open: keeper, href: "/units", below: /^\/units\//, label: say("Danh bạ đơn vị", "Register of units") },
    { open: keeper, href: "/calendar", below: /^\/calendar\//, label: say("Lịch làm việc", "Working calendar") },
    { open: keeper, href: "/staff", below: /^\/staff\//, label: say("Cán bộ theo dõi", "Supervisors and leaders") },
    {
      open: caller.units.length > 0,
      href: "/contacts",
      below: /^\/contacts\//,
      label: say("Liên hệ của đơn vị", "Own contacts"),
    },
  ];
  return places
    .filter(({ open }) => open)
    .map(({ href, below, label }) => ({
      href,
      label,
      current: path === href ? "page" : below.test(path) ? "true" : undefined,
    }));
}

function here({ path, query }: Visit): string {
  const search = new URLSearchParams(query).toString();
  return search === "" ? path : `${path}?${search}`;
}
