import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { chooseFrom, standUp } from "../src/index.ts";
import type { CloudOptions } from "../src/index.ts";
import { arn, httpApi, permission, role } from "./fixture-cloud.ts";
import { startMs, temporaryDirectory } from "./stand-ins.ts";

const hash = "0".repeat(64);
const site = {
  ...httpApi("Web", { "GET /": "public", "GET /me": "signed-in" }),
  Web: {
    Type: "AWS::Lambda::Function",
    Properties: { Runtime: "nodejs24.x", Handler: "index.handler", Role: arn("Role"), Code: { S3Key: `${hash}.zip` } },
  },
  Role: role(),
  Permission: permission("Web", "apigateway.amazonaws.com"),
  Metadata: { Type: "AWS::CDK::Metadata", Condition: "CDKMetadataAvailable" },
};
const code = `exports.handler = async ({ requestContext: { authorizer } }) => {
  console.log("asked");
  return { at: Date.now(), who: authorizer?.jwt.claims.email ?? null };
};`;

/** A cloud assembly as `cdk synth` writes it, of one stack for each template. */
function writeAssembly({
  issuer = "https://issuer.example",
  stacks = { Site: site },
}: {
  issuer?: string;
  stacks?: Record<string, object>;
} = {}): string {
  const directory = temporaryDirectory();
  const artifacts = Object.keys(stacks).map((name) => {
    const properties = { templateFile: `${name}.template.json` };
    return [name, { type: "aws:cloudformation:stack", properties }];
  });
  writeFileSync(join(directory, "manifest.json"), JSON.stringify({ artifacts: Object.fromEntries(artifacts) }));
  for (const [name, Resources] of Object.entries(stacks)) {
    const text = JSON.stringify({ Resources }).replaceAll('"ISSUER"', JSON.stringify(issuer));
    writeFileSync(join(directory, `${name}.template.json`), text);
  }
  mkdirSync(join(directory, `asset.${hash}`));
  writeFileSync(join(directory, `asset.${hash}`, "index.js"), code);
  return directory;
}

async function stand(options: Partial<CloudOptions> = {}) {
  const cloud = await standUp({ assembly: writeAssembly(), startAt: startMs, onLog: () => {}, ...options });
  onTestFinished(() => cloud.close());
  return cloud;
}

test("a stack is stood up from the folder that cdk synth wrote; the clock stands where it is put", async () => {
  const cloud = await stand();
  expect(await cloud.call("GET", "/")).toMatchObject({ status: 200, body: { at: startMs + 1, who: null } });
  expect(cloud.resources()).toMatchObject({ region: "us-east-1", functions: [{ name: "Site-Web" }] });
});

test("what writes the assembly is told where the cloud is, so that a token of its issuer opens a route", async () => {
  const cloud = await stand({ assembly: ({ issuer }) => writeAssembly({ issuer }), audience: "site" });
  expect((await cloud.call("GET", "/me")).status).toBe(401);
  expect((await cloud.call("GET", "/me", { email: "ada@site.example" })).body).toMatchObject({
    who: "ada@site.example",
  });
});

test("of several stacks one is named; else those that are there are told", async () => {
  const assembly = writeAssembly({ stacks: { Site: site, Other: {} } });
  await expect(stand({ assembly })).rejects.toThrow("got no name of a stack; the stacks there are: Site, Other");
  await expect(stand({ assembly, stackName: "Sight" })).rejects.toThrow("got Sight; the stacks there are: Site, Other");
  expect((await stand({ assembly, stackName: "Other" })).resources().functions).toEqual([]);
});

test("a folder that is no assembly is refused by its name", async () => {
  const assembly = temporaryDirectory();
  await expect(stand({ assembly })).rejects.toThrow(`${assembly}/manifest.json is no part of a cloud assembly`);
});

test("what cannot be stood up is told by its name, with all that is wrong with it", async () => {
  const Jobs = { Type: "AWS::SQS::Queue", Properties: { FifoQueue: true, DelaySeconds: "soon" } };
  const refused = stand({ assembly: writeAssembly({ stacks: { Site: { Jobs } } }) });
  await expect(refused).rejects.toThrow("cannot stand up Jobs (AWS::SQS::Queue)");
  await expect(refused).rejects.toThrow('- DelaySeconds: got "soon", known is a value of type number');
  await expect(refused).rejects.toThrow("- FifoQueue is not known");
});

test("faults wait from the start; one that does not exist is refused", async () => {
  const cloud = await stand({ faults: [{ kind: "throttle", count: 2 }] });
  expect(cloud.faults.waiting()).toMatchObject([{ fault: { kind: "throttle" }, remaining: 2 }]);
  await expect(stand({ faults: [{ kind: "flood" as "throttle" }] })).rejects.toThrow(
    "No such fault: kind: One of throttle",
  );
});

test("who asks for them hears the lines that functions write", async () => {
  const lines: string[] = [];
  const cloud = await stand({ onLog: ({ functionName, line }) => void lines.push(`${functionName}: ${line}`) });
  await cloud.call("GET", "/");
  await expect.poll(() => lines).toEqual(["Site-Web: asked"]);
  expect(cloud.log().map(({ line }) => line)).toEqual(["asked"]);
});

test("below /local answer the issuer, and what is given for it; the rest is the template's", async () => {
  const bare = await stand();
  expect((await bare.call("GET", "/local/issuer/jwks")).status).toBe(200);
  expect((await bare.call("GET", "/local/clock")).status).toBe(404);
  const cloud = await stand({
    control:
      ({ awsEnvironment }) =>
      async (_, response) =>
        void response.end(awsEnvironment.region),
  });
  expect((await cloud.call("GET", "/local/clock")).body).toBe("us-east-1");
});

test("a page of another site cannot ask the issuer, whatever name it gives this machine", async () => {
  const { url } = await stand();
  const ask = (headers: Record<string, string>) =>
    new Promise((resolve) => {
      request(`${url}/local/issuer/jwks`, { headers }, ({ statusCode }) => resolve(statusCode)).end();
    });
  expect(await ask({ host: "evil.example" })).toBe(403);
  expect(await ask({ origin: "https://evil.example" })).toBe(403);
});

test("whoever is on the list may be chosen in the browser, and is who signed in", async () => {
  const cloud = await stand({
    assembly: ({ issuer }) => writeAssembly({ issuer }),
    audience: "site",
    signIn: () => chooseFrom([{ name: "Ada <A.>", email: "ada@site.example" }], { returnPath: "/back" }),
  });
  const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const asked = new URLSearchParams({
    client_id: "site",
    redirect_uri: `${cloud.url}/back`,
    response_type: "code",
    scope: "openid email",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  });
  const cookies = new Map<string, string>();
  /** As a browser goes: with cookies, along redirects until they lead back to the site. */
  async function open(address: string, form?: Record<string, string>): Promise<{ url: URL; text: string }> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(address, {
      redirect: "manual",
      headers: { cookie },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    const next = new URL(location ?? address, cloud.url);
    if (location === null || next.pathname === "/back") return { url: next, text: await response.text() };
    return open(next.href);
  }

  const list = await open(`${cloud.url}/local/issuer/auth?${asked.toString()}`);
  expect(list.text).toContain("Ada &#60;A.&#62;");
  expect((await open(list.url.href, { address: "ada" })).text).toContain("This is not an e-mail address: ada");
  const { url } = await open(list.url.href, { address: "ada@site.example" });
  const body = new URLSearchParams({
    client_id: "site",
    redirect_uri: `${cloud.url}/back`,
    grant_type: "authorization_code",
    code: url.searchParams.get("code") ?? "",
    code_verifier: verifier,
  });
  const redeemed = await fetch(`${cloud.url}/local/issuer/token`, { method: "POST", body });
  const { id_token: token } = (await redeemed.json()) as { id_token: string };
  const me = await cloud.call("GET", "/me", { headers: { authorization: `Bearer ${token}` } });
  expect(me.body).toMatchObject({ who: "ada@site.example" });
});

test("what is kept in a directory is there again at the next start, its clock too", async () => {
  const dataDirectory = temporaryDirectory();
  const first = await stand({ dataDirectory });
  await first.moveTo(startMs + 60_000);
  await first.close();
  const again = await stand({ dataDirectory });
  expect(again.now()).toBe(startMs + 60_000);
});
