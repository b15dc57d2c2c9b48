import { describe, expect, it } from "vitest";

import { deployedFunctions, entries, only, resourcesOf, synthesize } from "./synthesized.ts";

const template = synthesize();
const deployed = deployedFunctions(template);
const ruleFor = (source: string) =>
  only(
    resourcesOf(template, "AWS::Events::Rule")
      .map(({ properties }) => properties)
      .filter((rule) => rule["EventPattern"].source.includes(source)),
  );
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
      expect(log).toMatchObject({ DeletionPolicy: "RetainExceptOnCreate", Properties: { RetentionInDays: 365 } });
    },
  );

  it.each([
    ["unit-site", 20],
    ["milestone", 60],
    ["send-mail", 60],
    ["mail-events", 20],
    ["watchdog", 30],
  ])("give %s %i seconds", (entry, seconds) => {
    expect(settingsOf(entry)["Timeout"]).toBe(seconds);
  });

  it.each([
    ["milestone", "Allow"],
    ["send-mail", undefined],
    ["unit-site", undefined],
    ["mail-events", undefined],
    ["watchdog", undefined],
  ])("let %s send itself work without end: %s", (entry, loop) => {
    expect(settingsOf(entry)["RecursiveLoop"]).toBe(loop);
  });

  it("take files, exports and milestones one by one, letters by half a minute of sending, what became of them and moves by a hundred, a few batches at once, and answer for each message alone", () => {
    const sources = resourcesOf(template, "AWS::Lambda::EventSourceMapping").map(({ properties }) => ({
      batch: properties["BatchSize"],
      workers: properties["ScalingConfig"]?.MaximumConcurrency,
      each: properties["FunctionResponseTypes"],
    }));
    expect(sources).toEqual([
      { batch: 1, workers: 4, each: ["ReportBatchItemFailures"] },
      { batch: 150, workers: 2, each: ["ReportBatchItemFailures"] },
      { batch: 60, workers: 2, each: ["ReportBatchItemFailures"] },
      { batch: 100, workers: 2, each: ["ReportBatchItemFailures"] },
      { batch: 100, workers: 2, each: ["ReportBatchItemFailures"] },
      { batch: 1, workers: 2, each: ["ReportBatchItemFailures"] },
      { batch: 1, workers: 2, each: ["ReportBatchItemFailures"] },
    ]);
  });

  it("share the account's sending rate between the two workers of letters and the two of answers", () => {
    const { SEND_RATE, ANSWER_RATE } = settingsOf("send-mail")["Environment"].Variables;
    expect([SEND_RATE, ANSWER_RATE]).toEqual(["5", "2"]);
  });

  it("keep a report that could not even be put on its queue among the dead letters of that queue", () => {
    const rule = ruleFor("aws.ses");
    const [target] = rule["Targets"];
    const reports = only(
      resourcesOf(template, "AWS::SQS::Queue").filter(
        ({ id }) => JSON.stringify(target.Arn) === JSON.stringify({ "Fn::GetAtt": [id, "Arn"] }),
      ),
    );
    expect(target.DeadLetterConfig.Arn).toEqual(reports.properties["RedrivePolicy"].deadLetterTargetArn);
  });

  it("leave no dead letter that cannot be sent again: each queue of them belongs to a queue of work", () => {
    const queues = resourcesOf(template, "AWS::SQS::Queue");
    const homes = queues.flatMap(({ properties }) => properties["RedrivePolicy"]?.deadLetterTargetArn ?? []);
    expect(queues.length).toBe(2 * homes.length);
    expect(functionsWithDeadLettersOfTheirOwn()).toEqual([]);
  });

  const functionsWithDeadLettersOfTheirOwn = () =>
    deployed.filter(({ properties }) => properties["DeadLetterConfig"] !== undefined).map(({ entry }) => entry);

  it("take in only the files that came in", () => {
    const { Environment } = settingsOf("uploads");
    expect(ruleFor("aws.s3")["EventPattern"]).toEqual({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: { bucket: { name: [Environment.Variables.ARCHIVE] }, object: { key: [{ prefix: "incoming/" }] } },
    });
  });
});
