import * as z from "zod/mini";

import type { EpochMs } from "../domain/instant.ts";
import { readEnvironment, setting } from "./environment.ts";

const env = readEnvironment(z.object({ METRICS_NAMESPACE: setting, AWS_LAMBDA_FUNCTION_NAME: setting }));

/**
 * Counts that CloudWatch reads out of a line of the log (its embedded metric format), to be logged with whatever
 * says who is affected: an alarm on a count leads to lines that name them. By deployment and function, since an account
 * may hold more than one Đúng Hạn.
 */
export function counted(counts: Readonly<Record<string, number>>, at: EpochMs): Readonly<Record<string, unknown>> {
  return {
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: env.METRICS_NAMESPACE,
          Dimensions: [["FunctionName"]],
          Metrics: Object.keys(counts).map((name) => ({ Name: name, Unit: "Count" })),
        },
      ],
    },
    FunctionName: env.AWS_LAMBDA_FUNCTION_NAME,
    ...counts,
  };
}
