import { parseHTML } from "linkedom";

import { pageRoutes } from "../../../functions/http/page-routes.ts";
import { webApp } from "../../../functions/site/web-app.ts";
import type { Pages } from "../../../functions/pages/page-app.ts";
import { beginSession } from "../../../functions/pages/session.ts";
import type { UnitId } from "../../../functions/domain/ids.ts";
import { email } from "../season.ts";
import type { World } from "../use-cases/world.ts";
import { everySite } from "../http/every-site.ts";

/** A page as the browser got it. */
export type Page = {
  readonly status: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  /** Where the answer leads on to; empty for a page. */
  readonly location: string;
  readonly body: string;
  /** As they came: a file is no text. */
  readonly bytes: Uint8Array;
  readonly document: Document;
  /** What is read on it, white space made one. */
  readonly text: string;
};

export type Fields = Readonly<Record<string, string | readonly string[]>>;
/** Files to be sent with a form, by the name of their field. */
export type Files = Readonly<Record<string, { readonly name: string; readonly content: string | Buffer }>>;
type Sent = {
  /** Besides those of a browser on this site. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly cookies?: readonly string[];
};

/** A browser over a world's pages, without script: it keeps cookies, fills in forms and follows where it is led. */
export class Browser {
  readonly world: World;
  readonly #app: ReturnType<typeof webApp>;
  readonly cookies = new Map<string, string>();

  /** @param instead pages that stand in for the product's own */
  constructor(world: World, instead: Pages<World> = {}) {
    this.world = world;
    const { pages, ...every } = everySite(world);
    this.#app = webApp(world, { ...every, pages: { ...pages, ...instead } });
  }

  /**
   * Signs in as the holder of a mailbox, as the sign-in function does after the issuer has vouched for it.
   * @param actedFor the units that he acted for then, if these are not those of now
   */
  async signIn(address: string, { actedFor }: { readonly actedFor?: readonly UnitId[] } = {}): Promise<this> {
    const { clock, register } = this.world;
    actedFor ??= await register.units.unitsActedForBy(address);
    const { cookie } = await beginSession(email(address), clock.now(), register.sessions, { actedFor });
    this.#keep([cookie]);
    return this;
  }

  async get(target: string, sent: Sent = {}): Promise<Page> {
    return this.#send("GET", target, undefined, sent);
  }

  /** Asks for what a page would be answered; its body is the gateway's to leave out. */
  async head(target: string): Promise<Page> {
    return this.#send("HEAD", target, undefined, {});
  }

  /** Posts fields as a form of this site would. */
  async post(target: string, fields: Fields, sent: Sent = {}): Promise<Page> {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
    ).toString();
    return this.#send("POST", target, { body, type: "application/x-www-form-urlencoded" }, sent);
  }

  /**
   * Fills in a page's form and presses the button that does `press`, following where that leads.
   * @param fill values by field name, over those that the page has already
   */
  async submit(page: Page, press: string | undefined, fill: Fields = {}, files: Files = {}): Promise<Page> {
    const answer = await this.press(page, press, fill, files);
    return answer.location.startsWith("/") ? this.get(answer.location) : answer;
  }

  /** As `submit`, but stays with the answer to the post itself. */
  async press(page: Page, press: string | undefined, fill: Fields = {}, files: Files = {}): Promise<Page> {
    const form = formOf(page, press);
    const action = form.getAttribute("action") || page.path;
    const fields = { ...fieldsOf(form), ...fill, ...(press === undefined ? {} : { do: press }) };
    return form.getAttribute("enctype") === "multipart/form-data"
      ? this.upload(action, fields, files)
      : this.post(action, fields);
  }

  /** Posts fields and files as a form that sends files would. */
  async upload(target: string, fields: Fields, files: Files, sent: Sent = {}): Promise<Page> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) form.append(name, one.replace(/\r?\n/g, "\r\n"));
    for (const [name, { name: fileName, content }] of Object.entries(files))
      form.append(name, new File([new Uint8Array(Buffer.from(content))], fileName));
    const encoded = new Response(form);
    const body = Buffer.from(await encoded.arrayBuffer());
    return this.#send("POST", target, { body, type: encoded.headers.get("content-type") ?? "" }, sent);
  }

  async #send(
    method: "GET" | "HEAD" | "POST",
    target: string,
    content: { body: string | Buffer; type: string } | undefined,
    sent: Sent,
  ) {
    const [path = "/", search = ""] = target.split("#")[0]?.split("?") ?? [];
    const { routeKey, pathParameters } = routed(method, path);
    const cookies = sent.cookies ?? [...this.cookies].map(([name, value]) => `${name}=${value}`);
    const headers: Record<string, string | undefined> = {
      accept: "text/html",
      host: "dunghan.daklak.example",
      ...(method === "POST" ? { origin: this.world.siteUrl, "sec-fetch-site": "same-origin" } : {}),
      ...(content ? { "content-type": content.type } : {}),
      ...sent.headers,
    };
    const answer = await this.#app({
      version: "2.0",
      routeKey,
      rawPath: decodeURIComponent(path),
      rawQueryString: search,
      headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
      cookies: [...cookies],
      ...(search === "" ? {} : { queryStringParameters: joined(new URLSearchParams(search)) }),
      ...(pathParameters ? { pathParameters } : {}),
      requestContext: { ...CONTEXT, routeKey, timeEpoch: this.world.clock.now(), http: { ...HTTP, method, path } },
      ...(content ? { body: Buffer.from(content.body).toString("base64") } : {}),
      isBase64Encoded: content !== undefined,
    });
    const { statusCode = 0, headers: got = {}, cookies: set = [] } = answer;
    const bytes = Buffer.from(answer.body ?? "", answer.isBase64Encoded ? "base64" : "utf8");
    const body = bytes.toString("utf8");
    this.#keep(set);
    const { document } = parseHTML(body.startsWith("<!doctype") ? body : "<!doctype html><html><body></body></html>");
    return {
      status: statusCode,
      path: target,
      headers: got as Record<string, string>,
      cookies: set,
      bytes,
      location: String(got["location"] ?? ""),
      body,
      document,
      text: (document.body?.textContent ?? "").replace(/\s+/g, " ").trim(),
    };
  }

  #keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (cookie.includes("Max-Age=0")) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** Parameters as the gateway gives them: what stands twice is joined by a comma. */
function joined(search: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...search.keys()].map((name) => [name, search.getAll(name).join(",")]));
}

/** The form of a page that has a button which does something; without a button, the page's main form. */
export function formOf(page: Page, press: string | undefined): Element {
  const forms = [...page.document.querySelectorAll("main form")];
  const found = forms.find((form) => press === undefined || form.querySelector(`button[name="do"][value="${press}"]`));
  if (!found)
    throw new Error(`${page.path} (${page.status}) has no form that does ${press}: ${page.text.slice(0, 600)}`);
  return found;
}

/** What a form would send as it stands, its buttons apart. */
export function fieldsOf(form: Element): Fields {
  const fields: Record<string, string[]> = {};
  for (const field of form.querySelectorAll("input, textarea, select")) {
    const name = field.getAttribute("name");
    const type = field.getAttribute("type");
    if (!name || field.hasAttribute("disabled") || type === "file" || type === "submit") continue;
    if ((type === "radio" || type === "checkbox") && !field.hasAttribute("checked")) continue;
    (fields[name] ??= []).push(valueOf(field));
  }
  return fields;
}

function valueOf(field: Element): string {
  if (field.tagName === "TEXTAREA") return typedIn(field);
  if (field.tagName !== "SELECT") return field.getAttribute("value") ?? "";
  const chosen = field.querySelector("option[selected]") ?? field.querySelector("option");
  return chosen?.getAttribute("value") ?? chosen?.textContent ?? "";
}

/** HTML takes one line break off the beginning of a text area; this parser leaves its character references alone. */
export function typedIn(textArea: Element): string {
  const text = (textArea.textContent ?? "").replace(/^\n/, "");
  return text.replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));
}

const HTTP = { protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "" };
const CONTEXT = {
  accountId: "1",
  apiId: "api",
  domainName: "api.example",
  domainPrefix: "api",
  requestId: "request-1",
  stage: "$default",
  time: "",
};

/** The route that the gateway would match: the one with the fewest parameters. */
function routed(method: string, path: string): { routeKey: string; pathParameters?: Record<string, string> } {
  const found = Object.values(pageRoutes)
    .filter((route) => route.method === method)
    .flatMap((route) => {
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      const pattern = route.path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "([^/]+)");
      const match = new RegExp(`^${pattern}$`).exec(path);
      if (!match) return [];
      const values = names.map((name, i) => [name, decodeURIComponent(match[i + 1] ?? "")]);
      return [
        { routeKey: `${route.method} ${route.path}`, pathParameters: Object.fromEntries(values), of: names.length },
      ];
    })
    .toSorted((a, b) => a.of - b.of)[0];
  return found ?? { routeKey: "$default" };
}
