import * as z from "zod/mini";

import { ServiceRefusal } from "../service-refusal.ts";
import { check, signatureOfText } from "./object-signature.ts";

/** A file that a browser's form sends, after its policy was found to allow it. */
export type PostedFile = {
  readonly key: string;
  readonly contentType: string;
  readonly body: Buffer;
  /** Where the browser is led, or else the status that it is answered with. */
  readonly returnTo: string | undefined;
  readonly status: number;
  /** By whom it is signed. */
  readonly credential: string | undefined;
};

const ConditionSchema = z.union([
  z.tuple([z.literal("content-length-range"), z.int(), z.int()]),
  z.tuple([z.enum(["eq", "starts-with"]), z.string().check(z.startsWith("$")), z.string()]),
  z.record(z.string(), z.string()),
]);
const PolicySchema = z.object({ expiration: z.iso.datetime(), conditions: z.array(ConditionSchema) });
type Policy = z.infer<typeof PolicySchema>;

/** What a policy need not name: the policy itself, its signature, and what comes behind the fields. */
const unnamed: ReadonlySet<string> = new Set(["policy", "x-amz-signature", "file"]);

/**
 * Reads a form that sends a file to a bucket, and holds it to the policy that it carries, as S3 does: signature, time,
 * every field by a condition, and the length.
 *
 * @param nowMs epoch milliseconds
 * @throws ServiceRefusal
 */
export async function readPost(
  { bucket, body, contentType }: { readonly bucket: string; readonly body: Buffer; readonly contentType: string },
  nowMs: number,
): Promise<PostedFile> {
  const { fields, file } = await partsOf(body, contentType);
  const policy = signedPolicy(fields);
  if (Date.parse(policy.expiration) <= nowMs) throw against("Policy expired.");
  const given = new Map([...fields, ["bucket", bucket]]);
  for (const condition of policy.conditions) checkCondition(condition, given, file.length);
  const named = new Set(policy.conditions.flatMap(nameIn));
  const extra = [...fields.keys()].filter((name) => !unnamed.has(name) && !named.has(name) && !isIgnored(name));
  if (extra.length > 0) throw against(`Extra input fields: ${extra.join(", ")}`);
  const key = fields.get("key");
  if (!key) throw new ServiceRefusal("InvalidArgument", "Bucket POST must contain a field named 'key'.");
  const status = Number(fields.get("success_action_status") ?? 204);
  return {
    key,
    contentType: fields.get("content-type") ?? "binary/octet-stream",
    body: file,
    returnTo: fields.get("success_action_redirect"),
    status: [200, 201].includes(status) ? status : 204,
    credential: fields.get("x-amz-credential"),
  };
}

/** The fields before the file, by their names in small letters; what comes behind it, S3 does not read. */
async function partsOf(body: Buffer, contentType: string): Promise<{ fields: Map<string, string>; file: Buffer }> {
  const fields = new Map<string, string>();
  for (const [name, value] of await formIn(body, contentType)) {
    if (name.toLowerCase() === "file") {
      return { fields, file: typeof value === "string" ? Buffer.from(value) : Buffer.from(await value.arrayBuffer()) };
    }
    fields.set(name.toLowerCase(), typeof value === "string" ? value : await value.text());
  }
  throw new ServiceRefusal("InvalidArgument", "POST requires exactly one file upload per request.");
}

async function formIn(body: Buffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  } catch {
    throw new ServiceRefusal(
      "MalformedPOSTRequest",
      "The body of your POST request is not well-formed multipart/form-data.",
    );
  }
}

function signedPolicy(fields: ReadonlyMap<string, string>): Policy {
  const text = fields.get("policy");
  if (text === undefined) throw new ServiceRefusal("AccessDenied", "Access Denied", 403);
  const scope = (fields.get("x-amz-credential") ?? "").split("/").slice(1).join("/");
  check(fields.get("x-amz-signature") ?? "", signatureOfText(scope, text));
  const policy = z.safeParse(PolicySchema, jsonIn(text));
  if (policy.success) return policy.data;
  throw new ServiceRefusal("InvalidPolicyDocument", "Invalid Policy: Invalid JSON.");
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64").toString("utf8"));
  } catch {
    return undefined;
  }
}

function checkCondition(
  condition: z.infer<typeof ConditionSchema>,
  given: ReadonlyMap<string, string>,
  length: number,
): void {
  if (!Array.isArray(condition)) {
    for (const [name, value] of Object.entries(condition)) checkField("eq", name, value, given);
  } else if (condition[0] === "content-length-range") {
    const [, least, most] = condition;
    if (length < least) {
      throw new ServiceRefusal("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
    }
    if (length > most) {
      throw new ServiceRefusal("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
    }
  } else {
    const [how, field, value] = condition;
    checkField(how, field.slice(1), value, given);
  }
}

function checkField(how: "eq" | "starts-with", name: string, value: string, given: ReadonlyMap<string, string>): void {
  const found = given.get(name.toLowerCase());
  const holds = how === "eq" ? found === value : found?.startsWith(value) === true;
  if (!holds) throw against(`Policy Condition failed: ["${how}", "$${name}", "${value}"]`);
}

function nameIn(condition: z.infer<typeof ConditionSchema>): string[] {
  if (!Array.isArray(condition)) return Object.keys(condition).map((name) => name.toLowerCase());
  return condition[0] === "content-length-range" ? [] : [condition[1].slice(1).toLowerCase()];
}

function isIgnored(name: string): boolean {
  return name.startsWith("x-ignore-");
}

function against(what: string): ServiceRefusal {
  return new ServiceRefusal("AccessDenied", `Invalid according to Policy: ${what}`, 403);
}
