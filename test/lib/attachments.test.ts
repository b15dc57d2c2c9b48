import { describe, expect, it } from "vitest";

import { arnOf, deployedFunctions, only, resourcesOf, synthesize } from "./synthesized.ts";
import type { Deployed } from "./synthesized.ts";

const template = synthesize({ siteUrl: "https://baocao.daklak.example" });
const bucket = only(resourcesOf(template, "AWS::S3::Bucket"));
const deployed = deployedFunctions(template);
const functionNamed = (entry: string) => only(deployed.filter((fn) => fn.entry === entry));

/** What a function may do with the bucket: each action with the places that it may do it in. */
function allowed({ statements }: Deployed): Record<string, string[]> {
  const places: Record<string, string[]> = {};
  for (const { actions, resources } of statements) {
    for (const action of actions.filter((name) => name.startsWith("s3:"))) {
      (places[action] ??= []).push(...resources.map(placeOf));
    }
  }
  return Object.fromEntries(Object.entries(places).map(([action, all]) => [action, [...new Set(all)].toSorted()]));
}

function placeOf(resource: unknown): string {
  if (JSON.stringify(resource) === JSON.stringify(arnOf(bucket.id))) return "the bucket";
  return /"\/([^"]+)"/.exec(JSON.stringify(resource))?.[1] ?? JSON.stringify(resource);
}

describe("the archive's bucket", () => {
  it("is private, versioned and encrypted, and outlives the stack", () => {
    expect(bucket.properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      VersioningConfiguration: { Status: "Enabled" },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    });
    expect(template.findResources("AWS::S3::Bucket")[bucket.id]).toMatchObject({
      DeletionPolicy: "RetainExceptOnCreate",
      UpdateReplacePolicy: "Retain",
    });
  });

  it("turns everybody away who does not come by TLS", () => {
    const { Statement } = only(resourcesOf(template, "AWS::S3::BucketPolicy")).properties["PolicyDocument"];
    expect(Statement).toContainEqual(
      expect.objectContaining({
        Effect: "Deny",
        Action: "s3:*",
        Principal: { AWS: "*" },
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    );
    expect(Statement.filter(({ Effect }: { Effect: string }) => Effect !== "Deny")).toEqual([]);
  });

  it("lets pages of the site send, and those of no other", () => {
    expect(bucket.properties["CorsConfiguration"].CorsRules).toEqual([
      { AllowedHeaders: ["content-type"], AllowedMethods: ["POST"], AllowedOrigins: ["https://baocao.daklak.example"] },
    ]);
  });

  it("throws away what was not taken, what was made to be fetched, and what broke off", () => {
    expect(bucket.properties["LifecycleConfiguration"].Rules).toEqual([
      expect.objectContaining({
        Prefix: "incoming/",
        ExpirationInDays: 2,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      }),
      expect.objectContaining({
        Prefix: "exports/",
        ExpirationInDays: 7,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      }),
      expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
    ]);
  });

  it("ends no version of an attachment by any rule, for the one that was filed need not be the latest", () => {
    const rules: Record<string, unknown>[] = bucket.properties["LifecycleConfiguration"].Rules;
    const ending = rules.filter((rule) =>
      Object.keys(rule).some((name) => name.startsWith("Expiration") || name.startsWith("NoncurrentVersion")),
    );
    expect(ending.map((rule) => rule["Prefix"])).toEqual(["incoming/", "exports/"]);
  });

  it("is touched by four functions only, each in the places of its work; none destroys a version", () => {
    expect(deployed.filter((fn) => Object.keys(allowed(fn)).length > 0).map(({ entry }) => entry)).toEqual([
      "uploads",
      "exports",
      "reports",
      "files",
    ]);
    expect(allowed(functionNamed("exports"))).toEqual(allowed(functionNamed("reports")));
    expect(allowed(functionNamed("reports"))).toEqual({
      "s3:PutObject": ["exports/*"],
      "s3:AbortMultipartUpload": ["exports/*"],
      "s3:GetObject": ["exports/*"],
      "s3:GetObjectVersion": ["exports/*"],
      "s3:ListBucket": ["the bucket"],
    });
    expect(allowed(functionNamed("files"))).toEqual({
      "s3:PutObject": ["incoming/*"],
      "s3:AbortMultipartUpload": ["incoming/*"],
      "s3:GetObject": ["attachments/*", "incoming/*"],
      "s3:GetObjectVersion": ["attachments/*", "incoming/*"],
      "s3:DeleteObject": ["attachments/*"],
      "s3:ListBucket": ["the bucket"],
    });
    expect(allowed(functionNamed("uploads"))).toEqual({
      "s3:GetObject": ["attachments/*", "incoming/*"],
      "s3:GetObjectVersion": ["attachments/*", "incoming/*"],
      "s3:DeleteObject": ["incoming/*"],
      "s3:PutObject": ["attachments/*"],
      "s3:AbortMultipartUpload": ["attachments/*"],
      "s3:ListBucket": ["the bucket"],
    });
  });
});

describe("with a scanner", () => {
  const scanned = synthesize({ scan: "guardduty" });
  const plan = only(resourcesOf(scanned, "AWS::GuardDuty::MalwareProtectionPlan"));

  it("what comes in is looked through, and looked at only when that is done", () => {
    expect(plan.properties["ProtectedResource"].S3Bucket.ObjectPrefixes).toEqual(["incoming/"]);
    const uploads = only(deployedFunctions(scanned).filter(({ entry }) => entry === "uploads"));
    expect(uploads.environment["SCAN"]).toBe("guardduty");
    const rules = resourcesOf(scanned, "AWS::Events::Rule").map(({ properties }) => properties["EventPattern"]);
    expect(rules.filter(({ source }) => source[0] === "aws.s3")).toEqual([]);
    expect(rules).toContainEqual(
      expect.objectContaining({
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Malware Protection Object Scan Result"],
        detail: { s3ObjectDetails: { bucketName: [{ Ref: bucket.id }], objectKey: [{ prefix: "incoming/" }] } },
      }),
    );
  });

  it("the scanner's plan is made last, for it leaves an object in the bucket, which then cannot be rolled back", () => {
    const first: string[] = scanned.findResources("AWS::GuardDuty::MalwareProtectionPlan")[plan.id]?.["DependsOn"];
    expect([...first, plan.id].toSorted()).toEqual(Object.keys(scanned.toJSON()["Resources"]).toSorted());
  });

  it("is a thing of the template only when it is asked for", () => {
    expect(resourcesOf(template, "AWS::GuardDuty::MalwareProtectionPlan")).toEqual([]);
  });
});
