import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { describe, expect, it } from "vitest";

import { deploymentNamed } from "../../../lib/deployment-file.ts";
import { addSystem } from "../../../lib/systems/add-system.ts";
import { userPoolOf } from "../../../lib/systems/user-pool.ts";
import { temporaryDirectory } from "../local/stand-ins.ts";
import { dakLak } from "../synthesized.ts";
import { POOL, UserPoolService } from "./user-pool-service.ts";

/** A folder with the deployment's file, and the command over it. */
async function start(settings: object = {}) {
  const service = await UserPoolService.start();
  const folder = temporaryDirectory();
  const file = join(folder, "dak-lak.json");
  writeFileSync(file, `${JSON.stringify({ ...dakLak, ...settings }, undefined, 2)}\n`);
  const told: string[] = [];
  return {
    service,
    folder,
    file,
    told,
    written: () => readFileSync(file, "utf8"),
    add: async (unit = "stc", more: Partial<Parameters<typeof addSystem>[0]> = {}) => {
      told.length = 0;
      await addSystem({
        name: "dak-lak",
        unit,
        poolOf: userPoolOf,
        tell: (line) => void told.push(line),
        folder,
        ...more,
      });
    },
  };
}

const forSystems = {
  AllowedOAuthFlows: ["client_credentials"],
  AllowedOAuthScopes: ["dung-han/api"],
  ClientSecret: "a-secret",
};

describe("a unit's system", () => {
  it("gets a client of its own, for client credentials and nothing else", async () => {
    const { service, add } = await start();
    await add();
    expect(service.clients).toEqual([
      {
        UserPoolId: POOL,
        ClientId: expect.any(String),
        ClientName: "system-stc",
        ClientSecret: expect.any(String),
        AllowedOAuthFlows: ["client_credentials"],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes: ["dung-han/api"],
        ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
        PreventUserExistenceErrors: "ENABLED",
        AccessTokenValidity: 60,
        TokenValidityUnits: { AccessToken: "minutes" },
      },
    ]);
  });

  it("is named in the deployment's file, whose other lines stay as they are", async () => {
    const { service, add, written, folder } = await start({ mailRate: 14 });
    const before = written();
    await add();
    const [client] = service.clients;
    expect(written()).toBe(
      before.replace(
        /\n\}\n$/,
        `,\n  "systems": [\n    {\n      "client": "${client?.ClientId}",\n      "unit": "stc"\n    }\n  ]\n}\n`,
      ),
    );
    await add("stp");
    expect(deploymentNamed("dak-lak", folder).systems).toEqual([
      { client: client?.ClientId, unit: "stc" },
      { client: service.clients[1]?.ClientId, unit: "stp" },
    ]);
    expect(readdirSync(folder)).toEqual(["dak-lak.json"]);
  });

  it("has its secret told once, and what is to be done next", async () => {
    const { service, add, told } = await start();
    await add();
    const [client] = service.clients;
    expect(told).toEqual([
      "The system of stc in dak-lak:",
      `  client id      ${client?.ClientId}`,
      `  client secret  ${String(client?.["ClientSecret"])}`,
      "The secret is told this once. Give it to the unit's system alone; it belongs into no file of this project.",
      "",
      "lib/deployments/dak-lak.json names it for stc now.",
      "Next: npm run deploy -- dak-lak, so that the gateway knows it; then whoever keeps the register enters the",
      "client id on the page of stc. How the system gets its tokens: docs/api.md.",
    ]);
    await add();
    expect(told).toEqual([
      `lib/deployments/dak-lak.json names ${client?.ClientId} for stc already. To see its secret again:`,
      `  aws cognito-idp describe-user-pool-client --region ap-southeast-1 --user-pool-id ${POOL} --client-id ${client?.ClientId}`,
      "Next: npm run deploy -- dak-lak, so that the gateway knows it; then whoever keeps the register enters the",
      "client id on the page of stc. How the system gets its tokens: docs/api.md.",
    ]);
  });
});

describe("run again", () => {
  it("makes no second client, and changes nothing", async () => {
    const { service, add, written } = await start();
    await add();
    const once = written();
    await add();
    expect([service.clients.length, written()]).toEqual([1, once]);
  });

  it("after the answer was lost, it goes on with the client that was made", async () => {
    const { service, add, written, told, folder } = await start();
    service.losesNextAnswer = true;
    const before = written();
    await expect(add()).rejects.toThrow("socket hang up");
    // The client was asked for once, and not again by the SDK: there is one.
    expect([service.clients.length, written()]).toEqual([1, before]);
    await add();
    const [client] = service.clients;
    expect(service.clients).toHaveLength(1);
    expect(told.join("\n")).toContain(String(client?.["ClientSecret"]));
    expect(deploymentNamed("dak-lak", folder).systems).toEqual([{ client: client?.ClientId, unit: "stc" }]);
  });

  it("after it broke off before the file was written, it goes on with the client that was made", async () => {
    const { service, add, told, folder } = await start();
    const breaksOff = (line: string) => {
      if (line.startsWith("The secret is told")) throw new Error("killed");
    };
    await expect(add("stc", { tell: breaksOff })).rejects.toThrow("killed");
    expect(deploymentNamed("dak-lak", folder).systems).toEqual([]);
    await add();
    expect(service.clients).toHaveLength(1);
    expect(told.join("\n")).toContain(String(service.clients[0]?.["ClientSecret"]));
    expect(deploymentNamed("dak-lak", folder).systems).toHaveLength(1);
  });

  it("finds a client beyond the first page of the pool's", async () => {
    const { service, add } = await start();
    service.pageSize = 2;
    for (const i of [1, 2, 3, 4, 5]) service.put({ ClientName: `other-${i}` });
    const ClientId = service.put({ ClientName: "system-stc", ...forSystems });
    await add();
    expect(service.clients).toHaveLength(6);
    expect(service.asked).toEqual([
      "DescribeStacks",
      "ListUserPoolClients",
      "ListUserPoolClients",
      "ListUserPoolClients",
      "DescribeUserPoolClient",
    ]);
    expect(service.clients.at(-1)?.ClientId).toBe(ClientId);
  });

  it("takes no client of another unit, whose name begins alike", async () => {
    const { service, add } = await start();
    service.put({ ClientName: "system-stc-2", ...forSystems });
    await add();
    expect(service.clients.map(({ ClientName }) => ClientName)).toEqual(["system-stc-2", "system-stc"]);
  });
});

describe("nothing is made, and nothing written", () => {
  const named = (i: number) => ({ client: `c${i}`, unit: `don-vi-${i}` });

  it.each([
    [
      "for a deployment with a sign-on of its own: how it is done by hand is said",
      { issuer: "https://sso.daklak.test", audience: ["dung-han"] },
      `dak-lak has a sign-on of its own, https://sso.daklak.test: a client for stc is made there, for client credentials.
Then add to "systems" in lib/deployments/dak-lak.json:
  { "client": "the client's id", "unit": "stc", "subject": "what stands in sub of its tokens" }
"subject" may be left out where that is the client's id. docs/api.md says what sign-ons write there.`,
    ],
    [
      "for one system more than the gateway knows",
      { systems: Array.from({ length: 48 }, (_, i) => named(i)) },
      `lib/deployments/dak-lak.json with one system more cannot be used:
- systems: got "49 clients, with those of audience"; allowed: 48 at most, since the gateway takes 50 audiences, 2 of the site's own among them`,
    ],
    [
      "by a file that cannot be used",
      { sender: "văn thư" },
      "lib/deployments/dak-lak.json cannot be used:\n- sender: got",
    ],
  ])("%s", async (_what, settings, message) => {
    const { service, add, written } = await start(settings);
    const before = written();
    await expect(add()).rejects.toThrow(message);
    expect([service.asked, written()]).toEqual([[], before]);
  });

  it.each(["STC", "", "../stc", "s t c"])("for what is no unit's id: %j", async (unit) => {
    const { service, add } = await start();
    await expect(add(unit)).rejects.toThrow("is no unit's id");
    expect(service.asked).toEqual([]);
  });

  it("for a deployment that does not stand yet", async () => {
    const { service, add } = await start();
    service.stacks = {};
    await expect(add()).rejects.toThrow("There is no stack DungHan-dak-lak in ap-southeast-1 yet: deploy it first.");
    expect(service.clients).toEqual([]);
  });

  it("for a stack without a user pool", async () => {
    const { service, add } = await start();
    service.stacks = { "DungHan-dak-lak": { SiteUrl: "https://x.test" } };
    await expect(add()).rejects.toThrow("The stack DungHan-dak-lak in ap-southeast-1 has no user pool of its own.");
  });

  it("where the file names a client that the pool has not", async () => {
    const { service, add, written } = await start({ systems: [{ client: "gone", unit: "stc" }] });
    await expect(add()).rejects.toThrow(
      `lib/deployments/dak-lak.json names gone for stc, and the user pool ${POOL} has no such client. Take it out`,
    );
    expect([service.clients, JSON.parse(written()).systems]).toEqual([[], [{ client: "gone", unit: "stc" }]]);
  });

  it.each([
    ["signs people in", { AllowedOAuthFlows: ["code"], AllowedOAuthScopes: ["openid"], ClientSecret: "s" }],
    ["has no secret", { ...forSystems, ClientSecret: undefined }],
    ["may ask for another scope only", { ...forSystems, AllowedOAuthScopes: ["other/api"] }],
    ["has no flow at all", { ...forSystems, AllowedOAuthFlows: undefined }],
  ])("where the client of that name %s", async (_what, client) => {
    const { service, add, written, told } = await start();
    const before = written();
    service.put({ ClientName: "system-stc", ...client });
    await expect(add()).rejects.toThrow("(system-stc) is not for a system");
    expect([service.clients.length, written(), told]).toEqual([1, before, []]);
  });

  it("where the pool has two clients of that name", async () => {
    const { service, add, written } = await start();
    const before = written();
    const ids = [1, 2].map(() => service.put({ ClientName: "system-stc", ...forSystems }));
    await expect(add()).rejects.toThrow(`several clients called system-stc: ${ids.join(", ")}. Delete all but one.`);
    expect(written()).toBe(before);
  });
});

it("a file that cannot be written loses nothing: the client is found again", async () => {
  const { service, add, file, written, folder } = await start();
  const before = written();
  // In the way of what is written before it takes the file's place.
  mkdirSync(`${file}.new`);
  await expect(add()).rejects.toThrow("EISDIR");
  expect(written()).toBe(before);
  rmdirSync(`${file}.new`);
  await add();
  expect(service.clients).toHaveLength(1);
  expect(deploymentNamed("dak-lak", folder).systems).toEqual([{ client: service.clients[0]?.ClientId, unit: "stc" }]);
});

it("the command says how it is called, and fails when it is called otherwise", async () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["bin/add-system.ts", ...args]).then(
      ({ stdout }) => [0, stdout] as const,
      ({ code, stderr }: { code: number; stderr: string }) => [code, stderr] as const,
    );
  expect(await run("--help")).toEqual([0, expect.stringContaining("npm run add-system -- NAME UNIT")]);
  expect(await run("dak-lak")).toEqual([
    1,
    expect.stringContaining('One deployment and one unit are needed; got ["dak-lak"].'),
  ]);
  expect(await run("nowhere", "stc")).toEqual([1, expect.stringContaining('No deployment is called "nowhere"')]);
});
