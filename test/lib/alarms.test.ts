import { describe, expect, it } from "vitest";

import { deployedFunctions, only, resourcesOf, synthesize } from "./synthesized.ts";

const template = synthesize({ operatorEmail: "truc@daklak.example" });
const alarms = resourcesOf(template, "AWS::CloudWatch::Alarm");
const topic = only(resourcesOf(template, "AWS::SNS::Topic")).id;

const watched = alarms.map(({ properties }) => {
  const dimension = properties["Dimensions"]?.[0]?.Value;
  return `${properties["MetricName"]} ${dimension?.Ref ?? dimension?.["Fn::GetAtt"]?.[0] ?? dimension}`;
});

const byText = (a: unknown, b: unknown) => JSON.stringify(a).localeCompare(JSON.stringify(b));

describe("the alarm bell", () => {
  it.each(alarms)("says of $id who is affected, and tells the operator, of the end of it too", ({ properties }) => {
    expect(properties["AlarmDescription"]).toMatch(/\b(units?|officers|supervisors|everybody|nobody)\b/i);
    expect(properties["AlarmActions"]).toEqual([{ Ref: topic }]);
    expect(properties["OKActions"]).toEqual([{ Ref: topic }]);
  });

  it("rings when a function fails or is held back", () => {
    const expected = deployedFunctions(template).flatMap(({ id }) => [`Errors ${id}`, `Throttles ${id}`]);
    expect(watched).toEqual(expect.arrayContaining(expected));
  });

  it("rings when anything lies among dead letters, or work is left lying", () => {
    for (const { id, properties } of resourcesOf(template, "AWS::SQS::Queue")) {
      const metric = properties["RedrivePolicy"]
        ? "ApproximateAgeOfOldestMessage"
        : "ApproximateNumberOfMessagesVisible";
      expect(
        watched.some((name) => name.startsWith(metric) && name.includes(id)),
        `${metric} of ${id}`,
      ).toBe(true);
    }
  });

  it("rings when messages of a queue fail again and again, and not for a moment's trouble", () => {
    const workers = resourcesOf(template, "AWS::Lambda::EventSourceMapping").map(({ properties }) => properties);
    const failing = alarms.filter(({ properties }) => properties["MetricName"] === "MessagesFailed");
    expect(failing.map(({ properties }) => properties["Dimensions"][0].Value).toSorted(byText)).toEqual(
      workers.map(({ FunctionName }) => FunctionName).toSorted(byText),
    );
    for (const { properties } of failing)
      expect(properties).toMatchObject({ Threshold: 1, Period: 300, DatapointsToAlarm: 3, EvaluationPeriods: 4 });
    for (const { FunctionResponseTypes } of workers) expect(FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
  });

  it("rings for one message that always fails, too: three tries of it lie within four periods", () => {
    const queues = resourcesOf(template, "AWS::SQS::Queue").filter(({ properties }) => properties["RedrivePolicy"]);
    for (const { id, properties } of queues) {
      const tryEvery = properties["VisibilityTimeout"];
      expect(2 * tryEvery, id).toBeLessThanOrEqual(3 * 300);
    }
  });

  it("rings when the API answers with an error of ours, and when mail bounces or is complained of", () => {
    const metrics = alarms.map(({ properties }) => properties["MetricName"]);
    expect(metrics).toEqual(
      expect.arrayContaining(["5xx", "Reputation.BounceRate", "Reputation.ComplaintRate", "InvocationDroppedCount"]),
    );
  });

  it("rings when the mail account sends nothing, a letter is held or given up, or a unit is reached by none", () => {
    const counted = alarms.filter(
      ({ properties }) => properties["Namespace"] === "DungHan-laptop" && properties["MetricName"] !== "MessagesFailed",
    );
    const posts = only(deployedFunctions(template).filter(({ entry }) => entry === "post")).id;
    const hears = only(deployedFunctions(template).filter(({ entry }) => entry === "mail-events")).id;
    expect(
      counted.map(({ properties }) => [properties["MetricName"], properties["Dimensions"][0].Value.Ref]).toSorted(),
    ).toEqual([
      ["LettersClosed", posts],
      ["LettersHeld", posts],
      ["LettersRejected", hears],
      ["UnitsUnreachable", posts],
    ]);
  });

  it("rings when the watch is silent, for then no news is bad news", () => {
    const silent = only(alarms.filter(({ properties }) => properties["TreatMissingData"] === "breaching"));
    expect(silent.properties).toMatchObject({
      MetricName: "Invocations",
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
    });
  });

  it("may be rung by alarms of this account, and over TLS only", () => {
    const statements = only(resourcesOf(template, "AWS::SNS::TopicPolicy")).properties["PolicyDocument"].Statement;
    expect(statements).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      expect.objectContaining({
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
      }),
    ]);
  });

  it("is heard by the operator, if one is named", () => {
    const listeners = (of: typeof template) =>
      resourcesOf(of, "AWS::SNS::Subscription").map(({ properties }) => properties["Endpoint"]);
    expect(listeners(template)).toEqual(["truc@daklak.example"]);
    expect(listeners(synthesize())).toEqual([]);
  });
});
