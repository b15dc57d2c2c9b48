import { HttpMethod, HttpNoneAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpUrlIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";

import { pageRoutes } from "../../functions/http/page-routes.ts";
import { routeKeyOf } from "../../functions/http/routes.ts";
import { routes } from "../../functions/api/all.ts";
import { Gateway } from "../../lib/gateway.ts";
import { limitOf, limits, stageLimit } from "../../lib/route-limits.ts";
import { only, resourcesOf, synthesize } from "./synthesized.ts";

const template = synthesize();
const all = [...Object.values(routes), ...Object.values(pageRoutes)];
const keysWith = (limit: ReturnType<typeof limitOf>) => all.filter((route) => limitOf(route) === limit).map(routeKeyOf);
const duty = "/duties/{directiveId}/{obligationId}/{unitId}";
const received = "/received/{directiveId}/{obligationId}/{unitId}/{seal}";

describe("a route's limit", () => {
  it("is there for each that takes something in, by page or API, and for nothing that is only read but could be guessed at", () => {
    for (const route of all)
      expect([routeKeyOf(route), limitOf(route) === undefined]).toEqual([
        routeKeyOf(route),
        route.method === "GET" && !["/sign-in", "/signed-in", "/receipts", received].includes(route.path),
      ]);
  });

  it("is that of a rush for what units do at a deadline: drafts, reports, reasons and attachments", () => {
    expect(keysWith("rush").toSorted()).toEqual(
      [
        `PUT /api${duty}/draft`,
        `POST /api${duty}/submissions`,
        `POST /api${duty}/reason`,
        `POST /api${duty}/attachments`,
        `DELETE /api${duty}/attachments/{attachmentId}`,
        `POST ${duty}/report`,
        `POST ${duty}/preview`,
        `POST ${duty}/reason`,
        `POST ${duty}/attachments`,
        `POST ${duty}/attachments/{attachmentId}`,
      ].toSorted(),
    );
    expect(limits.rush.perSecond).toBeGreaterThanOrEqual(500);
    expect(limits.rush.burst).toBeGreaterThanOrEqual(1_000);
  });

  it("is slow where anybody may knock, and names, codes or numbers could be tried out", () => {
    expect(keysWith("guessing").toSorted()).toEqual([
      "GET /receipts",
      "GET /sign-in",
      "GET /signed-in",
      "POST /language",
      "POST /sign-out",
    ]);
    expect(limits.guessing).toEqual({ perSecond: 20, burst: 40 });
  });

  it("is one of its own where letters lead, which are opened by thousands at one moment", () => {
    expect(keysWith("links")).toEqual([`GET ${received}`, `HEAD ${received}`, `POST ${received}`]);
    expect(limits.links).toEqual({ perSecond: 100, burst: 200 });
  });

  it("lets the stage as a whole take more than any route, and no more than the smaller regions' accounts have", () => {
    for (const { perSecond, burst } of Object.values(limits)) {
      expect(stageLimit.perSecond).toBeGreaterThan(perSecond);
      expect(stageLimit.burst).toBeGreaterThan(burst);
    }
    expect(stageLimit.perSecond).toBeLessThanOrEqual(2_500);
    expect(stageLimit.burst).toBeLessThanOrEqual(1_250);
  });
});

describe("the stage", () => {
  const id = only(resourcesOf(template, "AWS::ApiGatewayV2::Stage")).id;
  const stage = template.findResources("AWS::ApiGatewayV2::Stage")[id] ?? {};

  it("holds each route to its limit, and all others to its own", () => {
    expect(stage["Properties"].DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: stageLimit.perSecond,
      ThrottlingBurstLimit: stageLimit.burst,
    });
    expect(stage["Properties"].RouteSettings).toEqual(
      Object.fromEntries(
        all.flatMap((route) => {
          const limit = limitOf(route);
          if (limit === undefined) return [];
          const { perSecond, burst } = limits[limit];
          return [[routeKeyOf(route), { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst }]];
        }),
      ),
    );
  });

  it("is made after every route that its settings name: the service refuses it else", () => {
    const ids = new Map(
      resourcesOf(template, "AWS::ApiGatewayV2::Route").map((route) => [route.properties["RouteKey"], route.id]),
    );
    const named = Object.keys(stage["Properties"].RouteSettings);
    expect(named.length).toBeGreaterThan(30);
    expect(named.map((key) => ids.get(key)).toSorted()).toEqual(stage["DependsOn"].toSorted());
  });

  it("cannot be given a limit of a route that it does not wait for", () => {
    const stack = new Stack(new App(), "Test");
    const gateway = new Gateway(stack, "Door", { siteUrl: "https://baocao.daklak.example" });
    const integration = new HttpUrlIntegration("Elsewhere", "https://daklak.example");
    const route = { integration, method: HttpMethod.POST, authorizer: new HttpNoneAuthorizer() };
    gateway.addRoute({ ...route, path: "/held", limit: "guessing" });
    gateway.addRoute({ ...route, path: "/free", limit: undefined });
    const [made] = Object.values(Template.fromStack(stack).findResources("AWS::ApiGatewayV2::Stage"));
    expect(Object.keys(made?.["Properties"].RouteSettings)).toEqual(["POST /held"]);
    expect(made?.["DependsOn"]).toEqual([expect.stringMatching(/POSTheld/)]);
  });
});
