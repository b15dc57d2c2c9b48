import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { afterEach, describe, expect, it } from "vitest";

import { readAllowed } from "../../../lib/deploy/changes.ts";
import { deploy } from "../../../lib/deploy/deploy.ts";
import { readDeployment } from "../../../lib/settings.ts";
import { standingFacts } from "../../../lib/standing-facts.ts";
import { recordedAccount, xmlFault } from "../account/recorded-account.ts";
import type { RecordedAccount } from "../account/recorded-account.ts";
import { ACCOUNT, cloudFormationOf } from "../account/stacks.ts";
import type { RecordedStack, RecordedStacks } from "../account/stacks.ts";
import { dakLak } from "../synthesized.ts";

const region = dakLak.region;
const NAME = "DungHan-dak-lak";
const deploymentOf = (changed: Record<string, unknown> = {}) => readDeployment({ ...dakLak, ...changed }, "a file");
const outputsOf = (changed: Record<string, unknown> = {}) => ({
  Deployment: standingFacts.write(deploymentOf(changed)),
  SiteUrl: "https://a1b2c3.execute-api.ap-southeast-1.amazonaws.com",
});
const bootstrap: RecordedStack = { status: "UPDATE_COMPLETE" };
const standing = (changed: Record<string, unknown> = {}): RecordedStack => ({
  status: "CREATE_COMPLETE",
  isProtected: true,
  outputs: outputsOf(changed),
});

let account: RecordedAccount | undefined;
afterEach(() => account?.close());

type Case = {
  stacks: RecordedStacks;
  settings?: Record<string, unknown>;
  change?: string[];
  names?: string[];
  attended?: boolean;
  /** The runs of the CDK's command line that fail, and what status that leaves. */
  fails?: Record<number, string>;
  deniedRegion?: string;
};

/** Deploys to an account that goes on from where it stands. */
async function deployTo({ stacks, settings, change = [], names = ["dak-lak"], fails = {}, ...more }: Case) {
  const answer = cloudFormationOf(stacks);
  account = await recordedAccount((question) =>
    question.region === more.deniedRegion
      ? xmlFault("InvalidClientTokenId", "The security token included in the request is invalid", 403)
      : answer(question),
  );
  const { clientIn } = account;
  const said: string[] = [];
  const runs: string[] = [];
  const deployment = deploymentOf(settings);
  const stands = await deploy({
    deployment,
    names,
    allowed: readAllowed(change),
    regions: ["ap-southeast-1", "ap-southeast-3", "ap-southeast-5"],
    cloudFormationIn: (where) => new CloudFormationClient(clientIn(where)),
    attended: more.attended ?? false,
    say: (line) => void said.push(line),
    async cdk(args) {
      runs.push(args.join(" "));
      const failed = fails[runs.length];
      const here = (stacks[deployment.region!] ??= {});
      if (failed !== undefined) {
        here[args[1]!] = { ...here[args[1]!], status: failed };
        return 1;
      }
      const isFirst = here[args[1]!]?.outputs === undefined;
      here[args[1]!] = {
        status: isFirst ? "CREATE_COMPLETE" : "UPDATE_COMPLETE",
        isProtected: args.includes("stands=yes"),
        outputs: outputsOf(settings),
      };
      return 0;
    },
  });
  return { stands, said: said.join("\n"), runs, asked: account.asked };
}

const RUN = `deploy ${NAME} -c deployment=dak-lak -c stands=`;
const UNASKED = " --require-approval never";

describe("a first deployment", () => {
  it.each([
    ["there is no stack", {}],
    ["only a change set was made", { [NAME]: { status: "REVIEW_IN_PROGRESS" } }],
    ["the first one was taken back", { [NAME]: { status: "ROLLBACK_COMPLETE" } }],
  ])("is made without protections, and protected once it stands: %s", async (_, there) => {
    const { stands, runs, said } = await deployTo({ stacks: { [region]: { CDKToolkit: bootstrap, ...there } } });
    expect(runs).toEqual([`${RUN}no${UNASKED}`, `${RUN}yes${UNASKED}`]);
    expect(stands).toBe(true);
    expect(said).toContain(`${NAME} in ap-southeast-1, account ${ACCOUNT}: `);
    expect(said).toContain(`${NAME} stands, protected.`);
  });

  it("lets the CDK ask about permissions when somebody is there to answer", async () => {
    const { runs } = await deployTo({ stacks: { [region]: { CDKToolkit: bootstrap } }, attended: true });
    expect(runs).toEqual([`${RUN}no`, `${RUN}yes`]);
  });

  it("that fails is not protected; it can be tried again, and is told so", async () => {
    const { stands, runs, said } = await deployTo({
      stacks: { [region]: { CDKToolkit: bootstrap } },
      fails: { 1: "ROLLBACK_COMPLETE" },
    });
    expect({ stands, runs }).toEqual({ stands: false, runs: [`${RUN}no${UNASKED}`] });
    expect(said).toContain(
      `Not deployed: ${NAME} is ROLLBACK_COMPLETE. It was taken back, and nothing of it was kept.`,
    );
    expect(said).toContain("npm run deploy -- dak-lak");
  });

  it("that was broken off before it was protected is protected by the next", async () => {
    const stacks = { [region]: { CDKToolkit: bootstrap, [NAME]: { ...standing(), isProtected: false } } };
    const { runs, said } = await deployTo({ stacks });
    expect(runs).toEqual([`${RUN}yes${UNASKED}`]);
    expect(said).toContain("It stands unprotected: this run protects it");
  });

  it("needs the region to be prepared for the CDK", async () => {
    const { stands, runs, said } = await deployTo({ stacks: {} });
    expect({ stands, runs }).toEqual({ stands: false, runs: [] });
    expect(said).toContain("once: npx cdk bootstrap -c deployment=dak-lak");
  });

  it("asks in the region of its file, and of no other than in search of the same deployment", async () => {
    const { asked } = await deployTo({ stacks: { [region]: { CDKToolkit: bootstrap } } });
    expect(asked.filter((question) => question.region !== region).map(({ input }) => input["StackName"])).toEqual([
      NAME,
      NAME,
    ]);
  });
});

describe("the laptop's deployment", () => {
  it("is not deployed", async () => {
    const laptop = { name: "laptop", homeUnit: "snv", keeper: "a@b.example", sender: "a@b.example", identity: "make" };
    await expect(
      deploy({
        deployment: readDeployment(laptop, "laptop.json"),
        names: [],
        allowed: new Set(),
        regions: [],
        cloudFormationIn: () => expect.unreachable(),
        cdk: () => expect.unreachable(),
        attended: false,
        say: () => {},
      }),
    ).rejects.toThrow("laptop is the deployment of a laptop, whose addresses are examples");
  });
});

describe("over what stands", () => {
  it.each(["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE"])(
    "as %s, a deployment is one run, and takes no protection away",
    async (status) => {
      const stacks = { [region]: { CDKToolkit: bootstrap, [NAME]: { ...standing(), status } } };
      const { stands, runs } = await deployTo({ stacks });
      expect({ stands, runs }).toEqual({ stands: true, runs: [`${RUN}yes${UNASKED}`] });
    },
  );

  it.each([
    ["CREATE_IN_PROGRESS", "wait until CREATE_IN_PROGRESS is over"],
    ["UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "wait until"],
    ["DELETE_IN_PROGRESS", "wait until"],
    ["CREATE_FAILED", `aws cloudformation delete-stack --stack-name ${NAME} --region ap-southeast-1`],
    ["ROLLBACK_FAILED", `aws cloudformation delete-stack --stack-name ${NAME} --region ap-southeast-1`],
    ["UPDATE_FAILED", `aws cloudformation rollback-stack --stack-name ${NAME} --region ap-southeast-1`],
    ["UPDATE_ROLLBACK_FAILED", `aws cloudformation continue-update-rollback --stack-name ${NAME} --region`],
    ["IMPORT_ROLLBACK_FAILED", "aws cloudformation describe-stack-events"],
    ["DELETE_FAILED", `aws cloudformation delete-stack --stack-name ${NAME} --region ap-southeast-1`],
  ])("as %s, nothing is deployed, and what to do is said", async (status, advice) => {
    const stacks = { [region]: { CDKToolkit: bootstrap, [NAME]: { ...standing(), status } } };
    const { stands, runs, said } = await deployTo({ stacks });
    expect({ stands, runs }).toEqual({ stands: false, runs: [] });
    expect(said).toContain(advice);
  });

  it("a deployment that fails leaves what stood before, and says so", async () => {
    const { stands, said } = await deployTo({
      stacks: { [region]: { CDKToolkit: bootstrap, [NAME]: standing() } },
      fails: { 1: "UPDATE_ROLLBACK_COMPLETE" },
    });
    expect(stands).toBe(false);
    expect(said).toContain(`${NAME} is UPDATE_ROLLBACK_COMPLETE. What stood before stands.`);
  });

  it("nothing is deployed of a stack that is none of ours", async () => {
    const stacks = { [region]: { CDKToolkit: bootstrap, [NAME]: { status: "CREATE_COMPLETE" } } };
    const { runs, said } = await deployTo({ stacks });
    expect(runs).toEqual([]);
    expect(said).toContain("it is none of ours");
  });
});

describe("what would change of what stands", () => {
  const sso = { issuer: "https://sso.daklak.test", audience: ["dung-han"] };
  it.each([
    ["sender", {}, { sender: "baocao@daklak.test" }, "dunghan@daklak.test → baocao@daklak.test"],
    ["homeUnit", {}, { homeUnit: "vpubnd" }, "snv → vpubnd"],
    ["identity", {}, { identity: "adopt" }, "make → adopt"],
    ["issuer", sso, {}, "https://sso.daklak.test → none"],
    ["scan", { scan: "guardduty" }, {}, "guardduty → none"],
  ])("%s is shown, and done only when it is named", async (fact, before, after, shown) => {
    const stacks = () => ({ [region]: { CDKToolkit: bootstrap, [NAME]: standing(before) } });
    const refused = await deployTo({ stacks: stacks(), settings: after });
    expect(refused.runs).toEqual([]);
    expect(refused.said).toContain(`  ${fact}: ${shown} (`);
    expect(refused.said).toContain(`If that is meant, say so: --change ${fact}`);
    await account?.close();
    const done = await deployTo({ stacks: stacks(), settings: after, change: [fact] });
    expect(done).toMatchObject({ stands: true, runs: [`${RUN}yes${UNASKED}`] });
  });

  it("is named as a whole: what was not is not done", async () => {
    const stacks = { [region]: { CDKToolkit: bootstrap, [NAME]: standing() } };
    const settings = { sender: "a@b.test", scan: "guardduty" };
    const { runs, said } = await deployTo({ stacks, settings, change: ["sender"] });
    expect(runs).toEqual([]);
    expect(said).toContain("--change scan");
  });

  it("is nothing, when other settings change", async () => {
    const stacks = { [region]: { CDKToolkit: bootstrap, [NAME]: standing() } };
    const { stands } = await deployTo({
      stacks,
      settings: { mailRate: 50, keeper: "a@b.test", siteUrl: "https://a.test" },
    });
    expect(stands).toBe(true);
  });

  it("may be the region: the same deployment stands in another", async () => {
    const stacks = () => ({
      "ap-southeast-3": { [NAME]: standing({ region: "ap-southeast-3" }) },
      [region]: { CDKToolkit: bootstrap },
    });
    const refused = await deployTo({ stacks: stacks() });
    expect(refused.runs).toEqual([]);
    expect(refused.said).toContain(
      "  region: ap-southeast-3 → ap-southeast-1 (the stack is another one: its register is empty",
    );
    await account?.close();
    expect(await deployTo({ stacks: stacks(), change: ["region"] })).toMatchObject({ stands: true });
  });

  it("is not looked for in a region that the account has not enabled", async () => {
    const { stands } = await deployTo({
      stacks: { [region]: { CDKToolkit: bootstrap } },
      deniedRegion: "ap-southeast-3",
    });
    expect(stands).toBe(true);
  });

  it("may be the name: a stack of the same home unit and sender has no file any more", async () => {
    const stacks = () => ({ [region]: { CDKToolkit: bootstrap, "DungHan-daklak": standing({ name: "daklak" }) } });
    const refused = await deployTo({ stacks: stacks() });
    expect(refused.runs).toEqual([]);
    expect(refused.said).toContain("  name: daklak → dak-lak (");
    await account?.close();
    // A trial stage beside it has a file of its own.
    expect(await deployTo({ stacks: stacks(), names: ["dak-lak", "daklak"] })).toMatchObject({ stands: true });
  });

  it("is called by words of which there are seven", () => {
    expect(readAllowed(["sender, scan", "issuer"])).toEqual(new Set(["sender", "scan", "issuer"]));
    expect(() => readAllowed(["sendr,all"])).toThrow(
      '--change: got "sendr", "all"; allowed: name, region, homeUnit, sender, identity, issuer, scan',
    );
  });
});

describe("an account that does not answer", () => {
  it.each([
    [
      "InvalidClientTokenId",
      403,
      "ap-southeast-1 does not know these credentials: the account has not enabled the region",
    ],
    ["ExpiredToken", 403, "the credentials have expired: sign in again"],
    ["AccessDenied", 403, "these credentials may not ask this (no reason)"],
    ["Throttling", 400, "Throttling: no reason"],
  ])("by %s is no account without a stack: nothing is deployed", async (code, status, why) => {
    account = await recordedAccount(() => xmlFault(code, "no reason", status));
    const { clientIn } = account;
    await expect(
      deploy({
        deployment: deploymentOf(),
        names: [],
        allowed: new Set(),
        regions: [],
        cloudFormationIn: (where) => new CloudFormationClient(clientIn(where)),
        cdk: () => expect.unreachable(),
        attended: false,
        say: () => {},
      }),
    ).rejects.toThrow(`CloudFormation in ap-southeast-1 was not asked: ${why}`);
  });
});
