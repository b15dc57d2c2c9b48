import * as z from "zod/mini";

import type { Limit } from "../limit.ts";
import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { Rule } from "../rule.ts";

const putAlarm = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
const putFilter = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html";
const retention = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html";

const alarm = "AWS::CloudWatch::Alarm";
const allowedDays = new Set([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

export const types: ResourceTypes = {
  "AWS::Logs::LogGroup": {
    source: page("AWS::Logs::LogGroup"),
    claims: [{ by: ["LogGroupName"], second: "refused", source: page("AWS::Logs::LogGroup") }],
    loss: "who asked what of whom",
  },
  "AWS::Logs::MetricFilter": {
    source: page("AWS::Logs::MetricFilter"),
    claims: [{ by: ["LogGroupName", "FilterName"], second: "refused", source: putFilter }],
  },
  [alarm]: { source: page(alarm), claims: [{ by: ["AlarmName"], second: "refused", source: page(alarm) }] },
};

export const rules: readonly Rule[] = [
  {
    id: "log-is-kept-for-a-time-there-is",
    policy: "A log is kept for one of the spans that the service has.",
    source: retention,
    breaches: each(
      "AWS::Logs::LogGroup",
      z.object({ RetentionInDays: z.optional(z.number()) }),
      ({ RetentionInDays: days }) => (days === undefined || allowedDays.has(days) ? [] : [`is kept for ${days} days`]),
    ),
  },
  {
    id: "alarm-looks-back-a-day-at-most",
    policy: "An alarm's periods are 10 or 30 seconds or whole minutes, and a day together.",
    source: putAlarm,
    breaches: each(
      alarm,
      z.object({ Period: z.optional(z.number()), EvaluationPeriods: z.number() }),
      ({ Period: period = 60, EvaluationPeriods: periods }) =>
        ([10, 20, 30].includes(period) || period % 60 === 0) && period * periods <= Math.max(86_400, period)
          ? []
          : [`looks at ${periods} periods of ${period} s`],
    ),
  },
];

export const limits: readonly Limit[] = [
  { of: "AWS::Logs::MetricFilter", at: "FilterPattern", most: 1024, unit: "characters", source: putFilter },
  {
    of: "AWS::Logs::MetricFilter",
    at: "MetricTransformations",
    least: 1,
    most: 1,
    unit: "entries",
    source: putFilter,
  },
  { of: alarm, at: "AlarmDescription", most: 1024, unit: "characters", source: putAlarm },
  { of: alarm, at: "AlarmActions", most: 5, unit: "entries", source: putAlarm },
  { of: alarm, at: "OKActions", most: 5, unit: "entries", source: putAlarm },
  { of: alarm, at: "Dimensions", most: 30, unit: "entries", source: putAlarm },
  { of: alarm, at: "Metrics", most: 20, unit: "entries", source: putAlarm },
];
