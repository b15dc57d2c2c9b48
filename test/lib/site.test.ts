import { describe, expect, it } from "vitest";

import { pageRoutes } from "../../functions/http/page-routes.ts";
import { routeKeyOf } from "../../functions/http/routes.ts";
import { routes } from "../../functions/api/all.ts";
import { arnOf, deployedFunctions, only, resourcesOf, synthesize } from "./synthesized.ts";

const template = synthesize();
const all = [...Object.values(routes), ...Object.values(pageRoutes)];
const inTemplate = resourcesOf(template, "AWS::ApiGatewayV2::Route").map(({ properties }) => properties);
const authorizer = only(resourcesOf(template, "AWS::ApiGatewayV2::Authorizer"));

describe("the front desk", () => {
  it("has every route of both lists, those for what no route takes, and no other", () => {
    const declared = [...all.map(routeKeyOf), "ANY /api/{proxy+}", "ANY /openapi.json", "$default"];
    expect(inTemplate.map((route) => String(route["RouteKey"])).toSorted()).toEqual(declared.toSorted());
  });

  it.each(all)("asks for a token on $method $path exactly if it is signed-in", ({ method, path, access }) => {
    const route = only(inTemplate.filter(({ RouteKey }) => RouteKey === `${method} ${path}`));
    expect([route["AuthorizationType"], route["AuthorizerId"]]).toEqual(
      access === "signed-in" ? ["JWT", { Ref: authorizer.id }] : ["NONE", undefined],
    );
  });

  it.each(all)("has $method $path answered by the function that the list names", ({ method, path, by }) => {
    const route = only(inTemplate.filter(({ RouteKey }) => RouteKey === `${method} ${path}`));
    const fn = only(deployedFunctions(template).filter(({ entry }) => entry === by));
    const integration = only(
      resourcesOf(template, "AWS::ApiGatewayV2::Integration").filter(
        ({ properties }) => JSON.stringify(properties["IntegrationUri"]) === JSON.stringify(arnOf(fn.id)),
      ),
    );
    expect(integration.properties["PayloadFormatVersion"]).toBe("2.0");
    expect(JSON.stringify(route["Target"])).toContain(integration.id);
  });

  it("writes each request into the access log, without a name or address", () => {
    const stage = only(resourcesOf(template, "AWS::ApiGatewayV2::Stage")).properties;
    expect(stage["StageName"]).toBe("$default");
    expect(Object.keys(JSON.parse(stage["AccessLogSettings"].Format))).not.toContain("email");
  });

  it("trusts the stack's own user pool and clients", () => {
    const pool = only(resourcesOf(template, "AWS::Cognito::UserPool")).id;
    const clients = resourcesOf(template, "AWS::Cognito::UserPoolClient");
    expect(authorizer.properties["JwtConfiguration"]).toEqual({
      Issuer: { "Fn::GetAtt": [pool, "ProviderURL"] },
      Audience: clients.map(({ id }) => ({ Ref: id })),
    });
  });

  it("tells every function that answers the API whose tokens count", () => {
    const systems = [{ client: "edoc-stc", unit: "stc" }];
    const told = synthesize({ issuer: "https://sso.daklak.example", audience: ["dung-han"], systems });
    const answering = new Set<string>(
      Object.values(routes).flatMap(({ by, access }) => (access === "signed-in" ? by : [])),
    );
    const knowing = deployedFunctions(told).filter(({ environment }) => environment["CLIENTS"] !== undefined);
    expect(new Set(knowing.map(({ entry }) => entry))).toEqual(answering);
    for (const { environment } of knowing) expect(environment["CLIENTS"]).toBe("dung-han edoc-stc=stc");
  });

  it("trusts a province's own issuer instead, and then makes no user pool", () => {
    const own = synthesize({ issuer: "https://sso.daklak.example", audience: ["dung-han", "van-thu"] });
    expect(only(resourcesOf(own, "AWS::ApiGatewayV2::Authorizer")).properties["JwtConfiguration"]).toEqual({
      Issuer: "https://sso.daklak.example",
      Audience: ["dung-han", "van-thu"],
    });
    own.resourceCountIs("AWS::Cognito::UserPool", 0);
  });

  it("writes links to the address it was given, else to the API's own", () => {
    const addresses = (siteUrl?: string) =>
      deployedFunctions(siteUrl === undefined ? template : synthesize({ siteUrl })).flatMap(
        ({ environment }) => environment["SITE_URL"] ?? [],
      );
    const api = only(resourcesOf(template, "AWS::ApiGatewayV2::Api")).id;
    const endpoint = { "Fn::GetAtt": [api, "ApiEndpoint"] };
    expect(new Set(addresses().map((address) => JSON.stringify(address)))).toEqual(new Set([JSON.stringify(endpoint)]));
    expect(new Set(addresses("https://baocao.daklak.example/"))).toEqual(new Set(["https://baocao.daklak.example"]));
  });
});

describe("signing in", () => {
  it.each([
    [false, "INACTIVE"],
    [true, "ACTIVE"],
  ])("has its accounts protected from being deleted once the deployment stands: %s, %s", (stands, protection) => {
    const pool = only(resourcesOf(synthesize({ stands }), "AWS::Cognito::UserPool")).properties;
    expect(pool["DeletionProtection"]).toBe(protection);
  });
});
