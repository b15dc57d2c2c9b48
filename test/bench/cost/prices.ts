/**
 * List prices in US dollars of the region us-east-1, as of June 2026; without free tiers, which a new account's season
 * of some hundred units lies within altogether. Other regions of Asia cost up to a third more. To price a season
 * elsewhere, change the figures here: nothing else knows them.
 */
export const priceList = { region: "us-east-1", asOf: "June 2026", currency: "US$" } as const;

type Price = {
  readonly service: string;
  readonly what: string;
  readonly dollars: number;
  readonly per: number;
  /** Where the vendor publishes it. */
  readonly source: string;
};

export const prices = {
  letters: price("SES", "letters sent", 0.1, 1_000, "ses/pricing"),
  writeUnits: price("DynamoDB", "write request units", 0.625, 1e6, "dynamodb/pricing/on-demand"),
  readUnits: price("DynamoDB", "read request units", 0.125, 1e6, "dynamodb/pricing/on-demand"),
  storedGigabyteMonths: price(
    "DynamoDB",
    "GB-months stored, with point-in-time recovery",
    0.45,
    1,
    "dynamodb/pricing/on-demand",
  ),
  invocations: price("Lambda", "requests", 0.2, 1e6, "lambda/pricing"),
  gigabyteSeconds: price("Lambda", "GB-seconds (Arm)", 13.3334, 1e6, "lambda/pricing"),
  queueRequests: price("SQS", "requests", 0.4, 1e6, "sqs/pricing"),
  events: price("EventBridge", "events of the mail service", 1, 1e6, "eventbridge/pricing"),
  schedulesFired: price("Scheduler", "schedules fired", 1, 1e6, "eventbridge/pricing"),
  apiRequests: price("API Gateway", "HTTP API requests", 1, 1e6, "api-gateway/pricing"),
  gigabytesOut: price("API Gateway", "GB to the internet", 0.09, 1, "ec2/pricing/on-demand"),
  gigabytesLogged: price("CloudWatch", "GB of logs", 0.5, 1, "cloudwatch/pricing"),
  alarmMonths: price("CloudWatch", "alarm-months, by metric", 0.1, 1, "cloudwatch/pricing"),
} as const satisfies Record<string, Price>;

/** What a season uses of each thing that has a price. */
export type Usage = Readonly<Record<keyof typeof prices, number>>;

function price(service: string, what: string, dollars: number, per: number, page: string): Price {
  return { service, what, dollars, per, source: `https://aws.amazon.com/${page}/` };
}
