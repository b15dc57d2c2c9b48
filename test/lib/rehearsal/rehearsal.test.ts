import { readdirSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { besideEachOther, rehearse } from "../../../lib/rehearsal/rehearsal.ts";
import { readReleased } from "../../../lib/rehearsal/released.ts";
import type { StackSource } from "../../../lib/rehearsal/stack.ts";
import { synthesize, variants } from "../../../lib/rehearsal/variants.ts";
import { changed, ofType } from "./stacks.ts";
import type { Given, Resources } from "./stacks.ts";

const kept = join(import.meta.dirname, "released");

const sourcesOf = Object.fromEntries(
  Object.entries(variants).map(([variant, settings]) => [
    variant,
    { first: synthesize(settings, { stands: false }), standing: synthesize(settings, { stands: true }) },
  ]),
);
const rehearsed = Object.entries(sourcesOf).map(([variant, sources]) => ({
  variant,
  rehearsal: rehearse({ variant, ...sources, released: readReleased(kept, variant) }),
}));
const pool = sourcesOf["pool"]!;
const scanner = sourcesOf["scanner"]!;

describe("every variant of the template", () => {
  it.each(rehearsed)("is created, fails anywhere and is repeated, updated and destroyed: $variant", ({ rehearsal }) => {
    expect(rehearsal.findings).toEqual([]);
    expect(rehearsal.failures.map(({ at }) => at)).toEqual(rehearsal.first.resources.map(({ id }) => id));
  });

  it.each(rehearsed)("is protected in place, once it stands: $variant", ({ rehearsal: { standing } }) => {
    expect(new Set(standing.changes.map(({ kind }) => kind))).toEqual(new Set(["update"]));
  });

  it("stands beside the others in one account", () => {
    expect(besideEachOther(Object.values(sourcesOf).map(({ standing }) => standing))).toEqual([]);
  });

  it("has a template that was released last, and no other has", () => {
    expect(readdirSync(kept).toSorted()).toEqual(
      Object.keys(variants)
        .map((name) => `${name}.template.json`)
        .toSorted(),
    );
  });

  it("tells of a register that is called otherwise, and of what is in it", () => {
    const released = changed(pool.standing, (resources) => {
      const [id = "", table] =
        Object.entries(resources).find(([, { Type }]) => Type === "AWS::DynamoDB::GlobalTable") ?? [];
      if (table) resources["RegisterBefore"] = table;
      for (const resource of Object.values(resources)) {
        resource.Properties = JSON.parse(
          JSON.stringify(resource.Properties ?? {}).replaceAll(`"${id}"`, '"RegisterBefore"'),
        );
      }
      delete resources[id];
    });
    const { findings } = rehearse({ variant: "pool", ...pool, released });
    expect(findings.filter(({ rule }) => rule === "updated")).toContainEqual(
      expect.objectContaining({
        resource: "RegisterBefore",
        says: expect.stringContaining("the register: units, duties, filings and every letter's record"),
      }),
    );
  });
});

type Change = (resources: Resources) => void;

/** What is found when something is changed in both steps of a deployment. */
function foundWith(change: Change, { first, standing } = pool): string[] {
  return foundIn({ first: changed(first, change), standing: changed(standing, change) });
}

function foundIn({ first, standing }: { first: StackSource; standing: StackSource }): string[] {
  const { findings } = rehearse({ variant: "pool", first, standing, released: undefined });
  return findings
    .filter(({ rule }) => rule !== "released-template")
    .map(({ rule, resource, says }) => `${rule} ${resource}: ${says}`);
}

const adopted = sourcesOf["adopted"]!.standing;

const idsOf = ({ first }: typeof pool, type: string): string[] =>
  Object.entries((first.template as { Resources: Resources }).Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id]) => id);

const set =
  (type: string, properties: Record<string, unknown>, at = 0): Change =>
  (resources) => {
    const resource = ofType(resources, type)[at] as Given;
    resource.Properties = { ...resource.Properties, ...properties };
  };

describe("taken back, each mend is found missing:", () => {
  it("a stage that does not wait for its routes names every one that it slows", () => {
    const found = foundWith((resources) => {
      for (const stage of ofType(resources, "AWS::ApiGatewayV2::Stage")) delete stage["DependsOn"];
    });
    const [stage] = ofType((pool.first.template as { Resources: Resources }).Resources, "AWS::ApiGatewayV2::Stage");
    const slowed = Object.keys(stage?.Properties?.["RouteSettings"] as object);
    expect(slowed.length).toBeGreaterThanOrEqual(20);
    expect(found.map((line) => /^stage-after-its-routes .* by key (.*) within/.exec(line)?.[1])).toEqual(slowed);
  });

  it("a pool that requires the address which nobody may write refuses its client", () => {
    const Schema = [{ Name: "email", AttributeDataType: "String", Required: true }];
    expect(foundWith(set("AWS::Cognito::UserPool", { Schema }))).toContainEqual(
      expect.stringMatching(/^required-attributes-are-writable .*InvalidParameterException.*email is required/),
    );
  });

  it("a pool whose schema names no data type could never be protected", () => {
    expect(foundWith(set("AWS::Cognito::UserPool", { Schema: [{ Name: "email" }] }))).toEqual([
      expect.stringMatching(/^pool-can-be-changed-later /),
    ]);
  });

  it.each(["AWS::DynamoDB::GlobalTable", "AWS::Cognito::UserPool", "AWS::S3::Bucket", "AWS::Logs::LogGroup"])(
    "what is kept whatever happens is left behind by a failed creation: %s",
    (type) => {
      const found = foundWith((resources) => {
        for (const resource of ofType(resources, type)) resource["DeletionPolicy"] = "Retain";
      });
      expect(idsOf(pool, type).length).toBeGreaterThan(0);
      expect(found.map((line) => line.split(": its DeletionPolicy is Retain (when ")[0]).toSorted()).toEqual(
        idsOf(pool, type)
          .map((id) => `rolled-back ${id}`)
          .toSorted(),
      );
    },
  );

  it.each(["AWS::DynamoDB::GlobalTable", "AWS::Cognito::UserPool", "AWS::S3::Bucket"])(
    "what holds data and is not kept would go with the stack: %s",
    (type) => {
      const found = foundWith((resources) => {
        for (const resource of ofType(resources, type)) resource["DeletionPolicy"] = "Delete";
      });
      expect(found).toContainEqual(expect.stringMatching(/^kept-whatever-happens .* has DeletionPolicy Delete$/));
    },
  );

  it("a schedule group that is retained under a name of its own cannot be created twice", () => {
    const found = foundWith((resources) => {
      set("AWS::Scheduler::ScheduleGroup", { Name: "DungHan-Milestones" })(resources);
      for (const group of ofType(resources, "AWS::Scheduler::ScheduleGroup")) group["DeletionPolicy"] = "Retain";
    });
    const [id = ""] = idsOf(pool, "AWS::Scheduler::ScheduleGroup");
    expect(found).toEqual([
      expect.stringContaining(`rolled-back ${id}: its DeletionPolicy is Retain`),
      expect.stringContaining(`tried-again ${id}: already exists`),
      expect.stringContaining(`created-anew ${id}: already exists`),
    ]);
  });

  it("a stack that is protected from the beginning cannot be deleted after it failed", () => {
    const first = { ...pool.first, terminationProtection: true };
    expect(foundIn({ ...pool, first })).toEqual([
      expect.stringMatching(
        /^tried-again the stack: Stack \[DungHan-dak-lak\] cannot be deleted while TerminationProtection/,
      ),
    ]);
  });

  it.each(["AWS::DynamoDB::GlobalTable", "AWS::Cognito::UserPool"])(
    "what is protected from the beginning cannot be rolled back: %s",
    (type) => {
      const [id = ""] = idsOf(pool, type);
      const first = changed(pool.first, (resources) => {
        const { Resources } = pool.standing.template as { Resources: Resources };
        resources[id] = Resources[id]!;
      });
      expect(foundIn({ ...pool, first })).toEqual([
        expect.stringMatching(new RegExp(`^rolled-back ${id}: .*DeletionProtection`)),
        expect.stringMatching(new RegExp(`^tried-again ${id}: the failed stack cannot be deleted`)),
      ]);
    },
  );

  it("what stands is protected: the stack, the register and people's accounts", () => {
    const standing = { ...pool.first, stands: true };
    expect(foundIn({ ...pool, standing }).map((line) => line.split(" ")[0])).toEqual([
      "data-protected-once-it-stands",
      "data-protected-once-it-stands",
      "protected-once-it-stands",
    ]);
  });

  const sources = idsOf(pool, "AWS::Lambda::EventSourceMapping");
  it.each(sources.map((id, at) => [id, at] as const))(
    "an event source without a cap may take every execution: %s",
    (id, at) => {
      const uncapped = set("AWS::Lambda::EventSourceMapping", { ScalingConfig: undefined }, at);
      expect(foundWith(uncapped)).toEqual([
        `event-source-has-a-cap ${id}: has no ScalingConfig.MaximumConcurrency, and may take all of them`,
      ]);
    },
  );

  it("a cap of one is less than the service takes", () => {
    const one = set("AWS::Lambda::EventSourceMapping", { ScalingConfig: { MaximumConcurrency: 1 } });
    expect(foundWith(one)).toEqual([
      expect.stringContaining("ScalingConfig.MaximumConcurrency: 1; allowed: from 2 to 1000"),
    ]);
  });

  it("a queue that shows its messages again too soon is named with its function's time-out", () => {
    const found = foundWith((resources) => {
      for (const queue of ofType(resources, "AWS::SQS::Queue"))
        queue.Properties = { ...queue.Properties, VisibilityTimeout: 60 };
    });
    expect(found.length).toBeGreaterThan(0);
    for (const line of found) expect(line).toMatch(/^messages-hidden-while-worked-on .*hides messages for 60 s/);
  });

  it("a display name with the marks of Vietnamese is refused", () => {
    expect(foundWith(set("AWS::SNS::Topic", { DisplayName: "Đúng Hạn" }))).toEqual([
      expect.stringMatching(/^display-name-in-ascii .*"Đúng Hạn"$/),
    ]);
  });

  it("a second deployment that makes the sender's identity again meets the first one's", () => {
    expect(besideEachOther([pool.standing, adopted])).toEqual([]);
    const made = changed(adopted, (resources) => {
      resources["Sender"] = { Type: "AWS::SES::EmailIdentity", Properties: { EmailIdentity: "daklak.test" } };
    });
    expect(besideEachOther([pool.standing, made])).toEqual([
      expect.objectContaining({ resource: "Sender", says: expect.stringContaining("daklak.test") }),
    ]);
  });

  it("a name that is the same in every deployment is met by the second", () => {
    const named = (source: StackSource) =>
      changed(source, set("AWS::DynamoDB::GlobalTable", { TableName: "register" }));
    expect(besideEachOther([named(pool.standing), named(adopted)])).toEqual([
      expect.objectContaining({ says: expect.stringContaining("AWS::DynamoDB::GlobalTable register") }),
    ]);
  });

  it("a scanner that is made before anything else keeps its bucket from being rolled back", () => {
    const found = foundWith((resources) => {
      for (const plan of ofType(resources, "AWS::GuardDuty::MalwareProtectionPlan")) {
        // What its own role needs, and no more.
        plan["DependsOn"] = (plan["DependsOn"] as string[]).filter((id) => id.includes("ScannerRole"));
      }
    }, scanner);
    const full = "is not empty: it holds malware-protection-resource-validation-object";
    expect(found).toEqual([
      expect.stringMatching(new RegExp(`^rolled-back \\w+: ${full} .*or one of \\d+ others`)),
      expect.stringMatching(/^tried-again \w+: the failed stack cannot be deleted/),
    ]);
  });

  it("a scanner whose permissions may come later is refused", () => {
    const found = foundWith((resources) => {
      for (const plan of ofType(resources, "AWS::GuardDuty::MalwareProtectionPlan")) delete plan["DependsOn"];
    }, scanner);
    expect(found).toContainEqual(expect.stringMatching(/^scanner-may-look .*does not have the required permissions/));
  });
});

describe("what nobody has thought of", () => {
  it("fails: a type of resource of which the rehearsal knows nothing", () => {
    expect(foundWith((resources) => (resources["New"] = { Type: "AWS::EC2::Volume" }))).toEqual([
      "known-type New: is of type AWS::EC2::Volume, of which the rehearsal knows nothing",
    ]);
  });
});
