import type { FaultOf } from "../fault.ts";
import { ServiceRefusal } from "../service-refusal.ts";

export type ThrottledOperation = "read" | "write";
type ThrottlingError = FaultOf<"throttle-table">["error"];

/**
 * A request that comes too fast for its table, or for an index.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ThrottlingReason.html
 */
export class Throttled extends ServiceRefusal {
  /** What the service's own answer has besides code and message. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    error: ThrottlingError,
    {
      operation,
      index,
      arn,
    }: { readonly operation: ThrottledOperation; readonly index: string | undefined; readonly arn: string },
  ) {
    const [ofTable, ofIndex] = messages[error];
    super(error, index === undefined ? ofTable : ofIndex);
    const reason = `${index === undefined ? "Table" : "Index"}${operation === "read" ? "Read" : "Write"}KeyRangeThroughputExceeded`;
    const reasons = [{ reason, resource: arn }];
    this.more = error === "ThrottlingException" ? { throttlingReasons: reasons } : { ThrottlingReasons: reasons };
  }

  /** The service's name for the error, with where it comes from. */
  get type(): string {
    const origin =
      this.code === "ThrottlingException" ? "com.amazon.coral.availability" : "com.amazonaws.dynamodb.v20120810";
    return `${origin}#${this.code}`;
  }
}

/**
 * Of a table; of an index.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors
 */
const messages: Readonly<Record<ThrottlingError, readonly [string, string]>> = {
  ThrottlingException: [
    "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly. If exceptions persist, check if you have a hot key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html",
    "Throughput exceeds the current capacity for one or more global secondary indexes. DynamoDB is automatically scaling your index so please try again shortly.",
  ],
  ProvisionedThroughputExceededException: [
    "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.",
    "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API.",
  ],
};
