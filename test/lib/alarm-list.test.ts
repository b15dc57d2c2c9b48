import { describe, expect, it } from "vitest";

import { laptopStackName } from "../../lib/stack-name.ts";
import { deployedFunctions, only, resourcesOf, synthesize } from "./synthesized.ts";
import type { Properties } from "./synthesized.ts";

const template = synthesize({ operatorEmail: "truc@daklak.example" });
const alarms = resourcesOf(template, "AWS::CloudWatch::Alarm");
const topic = only(resourcesOf(template, "AWS::SNS::Topic")).id;
const functions = deployedFunctions(template);

/** What a metric is of: its name, and the function, queue or log that it belongs to. */
function watchedBy({ properties }: { properties: Properties }): string[] {
  const stats: Properties[] =
    properties["Metrics"]?.flatMap((metric: Properties) => metric["MetricStat"]?.Metric ?? []) ?? [];
  return (stats.length > 0 ? stats : [properties]).map((metric) => {
    const owner = metric["Dimensions"]?.[0]?.Value;
    const id = owner?.Ref ?? owner?.["Fn::GetAtt"]?.[0] ?? owner;
    const entry = functions.find((fn) => fn.id === id)?.entry;
    return [metric["MetricName"], entry ?? id].filter((part) => part !== undefined).join(" ");
  });
}

const alarmNamed = (name: string) => only(alarms.filter(({ id }) => new RegExp(`Bell${name}[0-9A-F]{8}$`).test(id)));
const queuesWith = (deadLetters: boolean) =>
  resourcesOf(template, "AWS::SQS::Queue")
    .filter(({ properties }) => (properties["RedrivePolicy"] === undefined) === deadLetters)
    .map(({ id }) => id);
const everything = alarms.flatMap(watchedBy);

describe("the alarms", () => {
  it.each(alarms)(
    "says of $id who is affected and what to do, in words that any mail takes, and tells the operator, of its end too",
    ({ properties }) => {
      const [impact = "", remedy = ""] = properties["AlarmDescription"].split(" What to do: ");
      expect(impact).toMatch(/\b(units?|officers|supervisors|everybody|nobody)\b/i);
      expect(remedy.length).toBeGreaterThan(40);
      expect(properties["AlarmDescription"]).toMatch(/^[\x20-\x7e]{1,1024}$/);
      expect(properties["AlarmActions"]).toEqual([{ Ref: topic }]);
      expect(properties["OKActions"]).toEqual([{ Ref: topic }]);
    },
  );

  it("has a dozen alarms, and pays for each metric once", () => {
    expect(alarms).toHaveLength(12);
    expect(everything.toSorted()).toEqual([...new Set(everything)].toSorted());
  });

  it("rings for work that fails again and again, of every function that works a queue off, and not for a moment's trouble", () => {
    const workers = resourcesOf(template, "AWS::Lambda::EventSourceMapping").map(
      ({ properties }) => functions.find(({ id }) => id === properties["FunctionName"].Ref)?.entry,
    );
    for (const entry of workers) {
      const failing = only(alarms.filter((alarm) => watchedBy(alarm).includes(`MessagesFailed ${entry}`)));
      expect(watchedBy(failing)).toContain(`Errors ${entry}`);
      expect(failing.properties).toMatchObject({ DatapointsToAlarm: 3, EvaluationPeriods: 4 });
      for (const { MetricStat } of failing.properties["Metrics"].filter((one: Properties) => one["MetricStat"]))
        expect(MetricStat.Period).toBe(300);
    }
  });

  it("rings for one message of a letter, a milestone or a report that always fails: its tries fall into three of four periods", () => {
    // A file that is not made rings by how long it waits: one try may take two minutes.
    const ringsByAge = (id: string) => id.startsWith("ExportsAsked");
    for (const { id, properties } of resourcesOf(template, "AWS::SQS::Queue"))
      if (properties["RedrivePolicy"] && !ringsByAge(id))
        expect(2 * properties["VisibilityTimeout"], id).toBeLessThanOrEqual(3 * 300);
    expect(alarmNamed("LettersFailing").properties["Threshold"]).toBe(1);
  });

  it("rings when work is left lying, in every queue of work, each by its own measure", () => {
    for (const id of queuesWith(false)) expect(everything).toContain(`ApproximateAgeOfOldestMessage ${id}`);
    expect(expressionOf("LettersBehind")).toBe(
      "MAX([FILL(m0, 0) / 1800, FILL(m1, 0) / 3600, FILL(m2, 0) / 1800, FILL(m3, 0) / 600])",
    );
  });

  it("rings when anything was given up; of files, when three were, for one may have been made to fail", () => {
    for (const id of queuesWith(true)) expect(everything).toContain(`ApproximateNumberOfMessagesVisible ${id}`);
    expect(alarmNamed("GivenUp").properties["Threshold"]).toBe(1);
    expect(watchedBy(alarmNamed("GivenUp")).join()).not.toContain("Arrivals");
    expect(expressionOf("FilesStuck")).toBe(
      "MAX([SUM([FILL(m0, 0), FILL(m1, 0)]) / 3, FILL(m2, 0) / 900, FILL(m3, 0) / 3])",
    );
  });

  it("rings when the site fails for longer than one request, or some, that fail", () => {
    expect(alarmNamed("SiteFailing").properties).toMatchObject({
      MetricName: "5xx",
      Threshold: 5,
      DatapointsToAlarm: 2,
      EvaluationPeriods: 3,
    });
  });

  it("rings when the mail account sends nothing, a letter is held or given up, or a unit is reached by none", () => {
    expect(watchedBy(alarmNamed("MailClosed")).toSorted()).toEqual([
      "LettersClosed send-mail",
      "LettersPastQuota send-mail",
    ]);
    expect(watchedBy(alarmNamed("UnitsNotWritten")).toSorted()).toEqual([
      "LettersHeld send-mail",
      "LettersRejected mail-events",
      "UnitsUnreachable send-mail",
    ]);
  });

  it("rings when mail bounces or is complained of at the rates at which the mail service looks into it", () => {
    expect(expressionOf("MailReputation")).toBe("MAX([FILL(m0, 0) / 0.05, FILL(m1, 0) / 0.001])");
  });

  const expressionOf = (name: string): unknown =>
    only(alarmNamed(name).properties["Metrics"].filter((one: Properties) => one["Expression"]) as Properties[])[
      "Expression"
    ];

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

describe("at a first deployment", () => {
  it("no alarm rings for want of data: a new alarm has none, and only a change of state rings", () => {
    expect(alarms.filter(({ properties }) => properties["TreatMissingData"] === "breaching")).toEqual([]);
  });

  it("the watch's alarm alone rings when its data cease, and when rounds fail for three periods on end", () => {
    const told = alarms.filter(({ properties }) => properties["InsufficientDataActions"]);
    expect(only(told)).toBe(alarmNamed("WatchAsleep"));
    expect(only(told).properties).toMatchObject({
      TreatMissingData: "missing",
      InsufficientDataActions: [{ Ref: topic }],
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
      EvaluationPeriods: 3,
    });
    expect(expressionOfWatch()).toBe("begun - failed");
  });

  const expressionOfWatch = (): unknown =>
    only(
      alarmNamed("WatchAsleep").properties["Metrics"].filter((one: Properties) => one["Expression"]) as Properties[],
    )["Expression"];
});

describe("who is turned away", () => {
  const filters = resourcesOf(template, "AWS::Logs::MetricFilter").map(({ properties }) => properties);
  const patternOf = (name: string): string =>
    only(filters.filter((filter) => filter["MetricTransformations"][0].MetricName === name))["FilterPattern"];

  it("is counted in the log of all requests, by the deployment's own name", () => {
    const stage = only(resourcesOf(template, "AWS::ApiGatewayV2::Stage")).properties;
    const log = stage["AccessLogSettings"].DestinationArn["Fn::GetAtt"][0];
    expect(filters.map(({ LogGroupName }) => LogGroupName)).toEqual([{ Ref: log }, { Ref: log }]);
    expect(filters.map((filter) => filter["MetricTransformations"][0].MetricNamespace)).toEqual([
      laptopStackName,
      laptopStackName,
    ]);
    expect(JSON.parse(stage["AccessLogSettings"].Format)).toMatchObject({
      status: "$context.status",
      routeKey: "$context.routeKey",
    });
  });

  it("is told at once of whoever files or reads, not of routes whose limit one caller can use up", () => {
    const pattern = patternOf("TurnedAwayFromSite");
    expect(pattern.length).toBeLessThanOrEqual(1024);
    expect(pattern).toBe(
      '{ ($.status = "429") && (($.routeKey = "PUT /api/duties/*") || ($.routeKey = "POST /api/duties/*") || ($.routeKey = "DELETE /api/duties/*") || ($.routeKey = "POST /duties/*") || (($.routeKey = "GET *") && ($.routeKey != "GET /receipts") && ($.routeKey != "GET /sign-in") && ($.routeKey != "GET /signed-in"))) }',
    );
    expect(watchedBy(alarmNamed("TurnedAway"))).toEqual(["TurnedAwayFromSite", "Throttles unit-site"]);
    expect(alarmNamed("TurnedAway").properties).toMatchObject({ Threshold: 10, EvaluationPeriods: 1 });
  });

  it("is told of the sign-in when it lasts for a quarter of an hour, for one caller keeps others out there", () => {
    expect(patternOf("TurnedAwayFromSignIn")).toContain("/sign-in");
    expect(alarmNamed("SignInTurnedAway").properties).toMatchObject({
      Threshold: 100,
      DatapointsToAlarm: 3,
      EvaluationPeriods: 3,
      Period: 300,
    });
  });
});
