/**
 * Instead of the SDK's writing and reading of JSON by schemas (40 KB): what DynamoDB and SQS are sent, and what they
 * answer, is JSON as it stands, but for the bytes of an item, which are base64 under `B` and `BS`. Schemas are for timestamps, of
 * which neither has any in our commands, and for tokens that the SDK would make up, as for transactions.
 */
export class AwsJsonRpcProtocol {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** The context is for schemas. */
  setSerdeContext(): void {}

  async serializeRequest({ name }: Operation, input: unknown, { endpoint }: RequestContext): Promise<Request> {
    const { protocol, hostname, port, path } = await endpoint();
    return {
      method: "POST",
      protocol,
      hostname,
      port,
      path: path.endsWith("/") ? path : `${path}/`,
      query: {},
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `${this.#settings.serviceTarget}.${name}`,
        ...(this.#settings.awsQueryCompatible && { "x-amzn-query-mode": "true" }),
      },
      body: JSON.stringify(input, bytesWritten),
    };
  }

  async deserializeResponse(_: Operation, context: ResponseContext, response: Response): Promise<object> {
    const { statusCode, headers, body } = response;
    const text = Buffer.from(await context.streamCollector(body)).toString();
    const answer: Answer = text === "" ? {} : readJson(text);
    const $metadata = { httpStatusCode: statusCode, requestId: headers["x-amzn-requestid"] };
    if (statusCode < 300) return { ...answer, $metadata };

    const name = nameOfError(answer.__type ?? headers["x-amzn-errortype"] ?? answer.code ?? "Unknown");
    const message = answer.message ?? answer.Message ?? "UnknownError";
    const $fault = statusCode < 500 ? "client" : "server";
    const error = this.#newError(name, { name, message, $fault, $metadata });
    throw Object.assign(error, { ...answer, name, message, $fault, $metadata });
  }

  /** Of its own class if that is registered, else of the service's base exception. */
  #newError(name: string, given: { name: string; message: string; $fault: string; $metadata: object }): Error {
    const registered = this.#settings.errorTypeRegistries.flatMap(({ exceptions }) => [...exceptions]);
    const [, Exception] =
      registered.find(([[, , own]]) => own === name) ??
      registered.find(([[, namespace]]) => namespace.startsWith("smithy.ts.sdk.synthetic.")) ??
      [];
    return Exception ? new Exception(given) : new Error(given.message);
  }
}

/** What the client of DynamoDB would write and read its items by. */
export function DynamoDBJsonCodec2(): void {}

type Operation = { name: string };
type RequestContext = {
  endpoint: () => Promise<{ protocol: string; hostname: string; port?: number | undefined; path: string }>;
};
type Request = Awaited<ReturnType<RequestContext["endpoint"]>> & {
  method: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
};
type ResponseContext = { streamCollector: (body: unknown) => Promise<Uint8Array> };
type Response = { statusCode: number; headers: Record<string, string>; body: unknown };
type Answer = { __type?: string; code?: string; message?: string; Message?: string };
type ErrorSchema = readonly [type: number, namespace: string, name: string, ...rest: unknown[]];
type Settings = {
  serviceTarget: string;
  awsQueryCompatible?: boolean;
  errorTypeRegistries: readonly { exceptions: Map<ErrorSchema, new (given: object) => Error> }[];
};

/** `com.amazonaws.dynamodb.v20120810#ThrottlingException:http://…` is a ThrottlingException. */
function nameOfError(type: string): string {
  return type.replace(/^.*#/, "").replace(/[:,].*$/, "");
}

function bytesWritten(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  const given = this[key];
  return given instanceof Uint8Array ? Buffer.from(given).toString("base64") : value;
}

/** Most answers have no bytes, and are read in a tenth of the time. */
function readJson(text: string): Answer {
  return /"BS?":\s*["[]/.test(text) ? JSON.parse(text, bytesRead) : JSON.parse(text);
}

/** An attribute that is called `B` is a value itself, never a text. */
function bytesRead(key: string, value: unknown): unknown {
  if (key === "B" && typeof value === "string") return bytesIn(value);
  return key === "BS" && Array.isArray(value) ? value.map(bytesIn) : value;
}

const bytesIn = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));
