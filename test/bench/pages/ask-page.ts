import { pageRoutes } from "../../../functions/http/page-routes.ts";
import { webApp } from "../../../functions/site/web-app.ts";
import { everySite } from "../../functions/http/every-site.ts";
import { NOW, secretOf } from "./grown-season.ts";
import type { SeasonOfPages } from "./grown-season.ts";
import { nameOfPage } from "./pages-asked.ts";
import type { AskedPage } from "./pages-asked.ts";
import type { Asked } from "./watched-calls.ts";

/** What a page takes: of the table, and of the line before compression. */
export type Taken = Asked & { readonly kilobytes: number };

export type Asking = (page: AskedPage) => Promise<Taken>;

/** Asks for pages as the gateway hands them on, signed in, and tells what each took. @throws when one does not come as a page */
export function asking({ world, watched }: SeasonOfPages): Asking {
  const app = webApp(world, everySite(world));
  return async (asked) => {
    const { asked: ofTable, answer } = await watched.of(() => app(eventOf(asked)));
    const body = answer.body ?? "";
    if (answer.statusCode !== 200)
      throw new Error(`${nameOfPage(asked)} came as ${answer.statusCode}: ${body.slice(0, 2_000)}`);
    return { ...ofTable, kilobytes: Buffer.byteLength(body) / 1_024 };
  };
}

function eventOf({ page, by, params = {}, query = "" }: AskedPage): Parameters<ReturnType<typeof webApp>>[0] {
  const { method, path: pattern } = pageRoutes[page];
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? "");
  const routeKey = `${method} ${pattern}`;
  return {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: query,
    headers: { accept: "text/html", host: "dunghan.daklak.example" },
    cookies: [`__Host-session=${secretOf(by)}`],
    ...(query === "" ? {} : { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
    pathParameters: params,
    requestContext: {
      accountId: "1",
      apiId: "api",
      domainName: "api.example",
      domainPrefix: "api",
      requestId: "request-1",
      routeKey,
      stage: "$default",
      time: "",
      timeEpoch: NOW,
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "" },
    },
    isBase64Encoded: false,
  };
}
