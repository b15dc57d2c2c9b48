import { Duration } from "aws-cdk-lib";
import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import type { IMetric } from "aws-cdk-lib/aws-cloudwatch";

/** How long a period of most alarms is. */
export const alarmPeriod = Duration.minutes(5);

/** A metric, and the value of it at which the alarms is to ring. */
export type Share = { readonly metrics: readonly IMetric[]; readonly of: number };

/** Metrics added up; one that says nothing counts as 0. Each costs what an alarm of its own costs. */
export function sumOf(...metrics: readonly IMetric[]): IMetric {
  return largestShareOf([{ metrics, of: 1 }]);
}

/** Of sums of metrics, each as a share of the value at which the alarms is to ring, the largest: it rings at 1. */
export function largestShareOf(shares: readonly Share[], period: Duration = alarmPeriod): IMetric {
  const usingMetrics: Record<string, IMetric> = {};
  const terms = shares.map(({ metrics, of }) => {
    const filled = metrics.map((metric) => {
      const name = `m${Object.keys(usingMetrics).length}`;
      usingMetrics[name] = metric;
      return `FILL(${name}, 0)`;
    });
    const sum = filled.length === 1 ? filled.join() : `SUM([${filled.join(", ")}])`;
    return of === 1 ? sum : `${sum} / ${of}`;
  });
  const expression = terms.length === 1 ? terms.join() : `MAX([${terms.join(", ")}])`;
  return new MathExpression({ expression, usingMetrics, period });
}
