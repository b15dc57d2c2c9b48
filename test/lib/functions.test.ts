import { describe, expect, it } from "vitest";

import { arnOf, deployedFunctions, entries, only, resourcesOf, synthesize } from "./synthesized.ts";

const template = synthesize();
const deployed = deployedFunctions(template);
const ruleFor = (entry: string) => {
  const { id } = only(deployed.filter((fn) => fn.entry === entry));
  const rules = resourcesOf(template, "AWS::Events::Rule").map(({ properties }) => properties);
  return only(rules.filter((rule) => JSON.stringify(rule["Targets"][0].Arn) === JSON.stringify(arnOf(id))));
};
const settingsOf = (entry: string) => only(deployed.filter((fn) => fn.entry === entry)).properties;

describe("the functions of the stack", () => {
  it("are the files of functions/ that export a handler, each once", () => {
    expect(deployed.map(({ entry }) => entry).toSorted()).toEqual(entries);
  });

  it.each(deployed)(
    "run $entry on Node 24 and arm64, and log in JSON to a log of its own that is kept a year",
    ({ properties }) => {
      expect(properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        Handler: "index.handler",
        LoggingConfig: { LogFormat: "JSON" },
      });
      const log = template.findResources("AWS::Logs::LogGroup")[properties["LoggingConfig"].LogGroup.Ref];
      expect(log).toMatchObject({ DeletionPolicy: "Retain", Properties: { RetentionInDays: 365 } });
    },
  );

  it.each([
    ["web", 20],
    ["milestone", 60],
    ["post", 60],
    ["mail-events", 20],
    ["watch", 30],
  ])("give %s %i seconds", (entry, seconds) => {
    expect(settingsOf(entry)["Timeout"]).toBe(seconds);
  });

  it.each([
    ["milestone", "Allow"],
    ["post", undefined],
    ["web", undefined],
    ["mail-events", undefined],
    ["watch", undefined],
  ])("let %s send itself work without end: %s", (entry, loop) => {
    expect(settingsOf(entry)["RecursiveLoop"]).toBe(loop);
  });

  it("take milestones one by one, letters by ten and by two workers, and answer for each message alone", () => {
    const sources = resourcesOf(template, "AWS::Lambda::EventSourceMapping").map(({ properties }) => ({
      batch: properties["BatchSize"],
      workers: properties["ScalingConfig"]?.MaximumConcurrency,
      each: properties["FunctionResponseTypes"],
    }));
    expect(sources).toEqual([
      { batch: 10, workers: 2, each: ["ReportBatchItemFailures"] },
      { batch: 1, workers: undefined, each: ["ReportBatchItemFailures"] },
    ]);
  });

  it("share the account's sending rate between the two workers", () => {
    expect(settingsOf("post")["Environment"].Variables.SEND_RATE).toBe("7");
  });

  it("leave room for six tries of a milestone, and for two of a batch of letters, before a message shows again", () => {
    const redriven = resourcesOf(template, "AWS::SQS::Queue").flatMap(({ properties }) =>
      properties["RedrivePolicy"]
        ? [[properties["VisibilityTimeout"], properties["RedrivePolicy"].maxReceiveCount]]
        : [],
    );
    expect(redriven).toEqual([
      [120, 15],
      [360, 8],
    ]);
  });

  it("keep what mail-events failed on, since nobody waits for its answer", () => {
    const { DeadLetterConfig } = settingsOf("mail-events");
    const rule = ruleFor("mail-events");
    expect(rule["Targets"][0].DeadLetterConfig.Arn).toEqual(DeadLetterConfig.TargetArn);
    expect(rule["EventPattern"].source).toEqual(["aws.ses"]);
  });

  it("keep what uploads failed on, and take only what came in", () => {
    const { DeadLetterConfig, Environment } = settingsOf("uploads");
    const rule = ruleFor("uploads");
    expect(rule["Targets"][0].DeadLetterConfig.Arn).toEqual(DeadLetterConfig.TargetArn);
    expect(rule["EventPattern"]).toEqual({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: { bucket: { name: [Environment.Variables.ARCHIVE] }, object: { key: [{ prefix: "incoming/" }] } },
    });
  });
});
