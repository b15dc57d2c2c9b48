import { vi } from "vitest";

import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { GatewayEvent } from "../../../functions/http/gateway-event.ts";
import { sessionOf } from "../../../functions/pages/session.ts";
import type { Session } from "../../../functions/pages/visit.ts";
import { issuerAt } from "../../../functions/sign-in/issuer.ts";
import { signInApp } from "../../../functions/sign-in/sign-in-app.ts";
import type { Register } from "../../../functions/store/register.ts";
import { at, email, unitId } from "../season.ts";
import { freshRegister } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { CLIENT_ID, TestIssuer } from "./issuer.ts";

const SESSION_RULES = { idleMs: 2 * 3_600_000, notesUse: true };
/** Who keeps the register until a contact of the home unit is there. */
export const FIRST_KEEPER = {
  email: email("keeper@snv.daklak.example"),
  name: "",
  role: "supervisor",
  unitId: unitId("snv"),
} as const;
export const SITE = "https://dunghan.daklak.example";

export type Got = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Lines of Set-Cookie. */
  readonly cookies: readonly string[];
  readonly location: string;
  readonly body: string;
};

/** The sign-in function over a table and an issuer of its own, and as many browsers as come to it. */
export class Office {
  readonly register: Register;
  readonly issuer: TestIssuer;
  now: EpochMs = at("2017-10-27T08:00");
  /** What the function has written to its log. */
  log = "";
  readonly #app: ReturnType<typeof signInApp>;

  private constructor(register: Register, issuer: TestIssuer, issuerUrl: string) {
    this.register = register;
    this.issuer = issuer;
    this.#app = signInApp({
      register,
      issuer: issuerAt({ url: issuerUrl, clientId: CLIENT_ID, siteUrl: SITE }),
      newAttempt: () => "attempt",
      homeUnit: unitId("snv"),
      firstKeeper: FIRST_KEEPER,
      sessionRules: SESSION_RULES,
      siteUrl: SITE,
      assets: "look",
    });
  }

  static async open(engine: Engine, p: { issuerUrl?: string } = {}): Promise<Office> {
    const [register, issuer] = await Promise.all([registerOf(engine), TestIssuer.start()]);
    return new Office(register, issuer, p.issuerUrl ?? issuer.url);
  }

  browser(): Browser {
    return new Browser(this);
  }

  async send(method: "GET" | "POST", target: string, { headers, cookies }: Sending): Promise<Got> {
    const { pathname, search, searchParams } = new URL(target, SITE);
    const routeKey = `${method} ${pathname}`;
    const write = vi.spyOn(process.stdout, "write").mockImplementation((line) => {
      this.log += String(line);
      return true;
    });
    const { statusCode, ...answer } = await this.#app({
      routeKey,
      rawPath: pathname,
      rawQueryString: search.slice(1),
      headers,
      cookies,
      queryStringParameters: Object.fromEntries(searchParams),
      requestContext: { routeKey, requestId: "request-1", timeEpoch: this.now },
      isBase64Encoded: false,
    } as unknown as GatewayEvent);
    write.mockRestore();
    const got = (answer.headers ?? {}) as Record<string, string>;
    return {
      status: statusCode ?? 0,
      headers: got,
      cookies: answer.cookies ?? [],
      location: got["location"] ?? "",
      body: answer.body ?? "",
    };
  }
}

const tables = new WeakMap<Engine, Promise<Register>>();

/** One table for all offices of an engine: nobody's secret is another's. */
function registerOf(engine: Engine): Promise<Register> {
  const known = tables.get(engine) ?? freshRegister(engine).then(({ register }) => register);
  tables.set(engine, known);
  return known;
}

type Sending = { readonly headers: Record<string, string>; readonly cookies: string[] };

/** Keeps the cookies that it is told to keep, as browsers do. */
export class Browser {
  readonly jar = new Map<string, string>();
  readonly #office: Office;

  constructor(office: Office) {
    this.#office = office;
  }

  async get(target: string, headers: Record<string, string> = {}): Promise<Got> {
    return this.#send("GET", target, headers);
  }

  /** Presses a button of a page of the site. */
  async post(target: string, headers: Record<string, string> = { origin: SITE }): Promise<Got> {
    return this.#send("POST", target, headers);
  }

  /** Starts a sign-in. @returns where the issuer is to be asked */
  async start(to = "/", more = ""): Promise<string> {
    const { location } = await this.get(`/sign-in?to=${encodeURIComponent(to)}${more}`);
    return location;
  }

  /** Signs in, from the first page to the last. @returns the answer to the way back from the issuer */
  async signIn(to = "/"): Promise<Got> {
    return this.get(this.#office.issuer.signIn(await this.start(to, "&as=another")));
  }

  /** Whom the site takes this browser for. */
  async session(): Promise<Session | undefined> {
    return sessionOf(this.#cookies, this.#office.now, {
      register: this.#office.register,
      sessionRules: SESSION_RULES,
    });
  }

  /** The cookies of sign-ins that were started. */
  get started(): string[] {
    return [...this.jar.keys()].filter((name) => name.startsWith("__Host-signing-in-"));
  }

  get #cookies(): string[] {
    return [...this.jar].map(([name, value]) => `${name}=${value}`);
  }

  async #send(method: "GET" | "POST", target: string, headers: Record<string, string>): Promise<Got> {
    const got = await this.#office.send(method, target, { headers, cookies: this.#cookies });
    for (const line of got.cookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/; Max-Age=0(?:;|$)/.test(line)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return got;
  }
}
