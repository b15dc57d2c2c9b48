import { expect } from "vitest";

import { ref } from "../stacks.ts";
import type { RuleCases } from "./rule-case.ts";

const table = (properties: object, attributes: object) => ({
  Table: { Type: "AWS::DynamoDB::GlobalTable", Properties: { ...properties }, ...attributes },
});
const retained = { DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" };
const role = (Service: string) => ({
  Type: "AWS::IAM::Role",
  Properties: { AssumeRolePolicyDocument: trust(Service) },
});
const trust = (Service: string) => ({
  Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service } }],
});
const policy = (Statement: unknown[]) => ({
  Type: "AWS::IAM::Policy",
  Properties: { PolicyName: "p", Roles: [ref("Role")], PolicyDocument: { Statement } },
});
const statement = (Action: string | string[], Resource: unknown = "*") => ({ Effect: "Allow", Action, Resource });

/** What holds for any stack, and for roles. */
export const accountRules: RuleCases = {
  "known-type": {
    keeps: [{ title: "a queue", resources: { A: { Type: "AWS::SQS::Queue" } } }],
    breaks: [
      {
        title: "a type without an entry",
        resources: { A: { Type: "AWS::EC2::Volume" } },
        says: ["A: is of type AWS::EC2::Volume, of which the rehearsal knows nothing"],
      },
    ],
  },
  "kept-whatever-happens": {
    keeps: [
      { title: "a table that is retained but on creation", resources: table({}, retained) },
      { title: "a queue that is not", resources: { A: { Type: "AWS::SQS::Queue" } } },
    ],
    breaks: [
      {
        title: "a table that goes with its stack",
        resources: table({}, {}),
        says: ["Table: has DeletionPolicy Delete", "Table: has UpdateReplacePolicy Delete"],
      },
    ],
  },
  "data-protected-once-it-stands": {
    keeps: [
      { title: "before it stands", resources: table({}, retained) },
      {
        title: "afterwards, protected",
        resources: table({ Replicas: [{ DeletionProtectionEnabled: true }] }, retained),
        others: { stands: true },
      },
    ],
    breaks: [
      {
        title: "afterwards, not protected",
        resources: table({ Replicas: [{ DeletionProtectionEnabled: false }] }, retained),
        others: { stands: true },
        says: ["Table: stands, and its Replicas[].DeletionProtectionEnabled is off"],
      },
    ],
  },
  "protected-once-it-stands": {
    keeps: [
      { title: "before it stands", resources: {} },
      { title: "afterwards, protected", resources: {}, others: { stands: true, terminationProtection: true } },
    ],
    breaks: [
      {
        title: "afterwards, not protected",
        resources: {},
        others: { stands: true },
        says: ["the stack: stands, and anybody may delete it by one command"],
      },
    ],
  },
  "template-fits": {
    keeps: [{ title: "an empty one", resources: {} }],
    breaks: [
      {
        title: "more resources than there may be",
        resources: Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`Q${i}`, { Type: "AWS::SQS::Queue" }])),
        says: ["the stack: has 501 resources; allowed: 500"],
      },
      {
        title: "a description of more bytes than letters",
        resources: {},
        others: { template: { Description: "ạ".repeat(342), Resources: {} } },
        says: ["the stack: has 1026 bytes of description; allowed: 1024"],
      },
      {
        title: "a template of more than a megabyte",
        resources: { Q: { Type: "AWS::SQS::Queue", Properties: { Tags: "x".repeat(1_000_000) } } },
        says: [expect.stringMatching(/^the stack: has 1000\d+ bytes; allowed: 1000000$/)],
      },
    ],
  },
  "stack-has-a-name": {
    keeps: [{ title: "a usual one", resources: {} }],
    breaks: [
      {
        title: "one with an underscore",
        resources: {},
        others: { name: "dak_lak" },
        says: ['the stack: is called "dak_lak"'],
      },
    ],
  },
  "what-stays-on-replacement": {
    keeps: [{ title: "Retain", resources: table({}, retained) }],
    breaks: [
      {
        title: "a word that is for deletion only",
        resources: table({}, { UpdateReplacePolicy: "RetainExceptOnCreate" }),
        says: ["Table: has UpdateReplacePolicy RetainExceptOnCreate"],
      },
    ],
  },
  "inline-policies-fit": {
    keeps: [{ title: "one short policy", resources: { Role: role("s"), P: policy([statement("a:B")]) } }],
    breaks: [
      {
        title: "two that are too long together",
        resources: {
          Role: role("s"),
          P: policy([statement("a:B", "x".repeat(6000))]),
          Q: policy([statement("a:B", "x".repeat(5000))]),
        },
        says: [expect.stringMatching(/^Role: Maximum policy size of 10240 bytes exceeded: its policies have 111\d\d$/)],
      },
    ],
  },
  "letters-that-iam-knows": {
    keeps: [{ title: "letters of western Europe", resources: { Role: { ...role("é") } } }],
    breaks: [
      {
        title: "a description in Vietnamese",
        resources: { Role: { Type: "AWS::IAM::Role", Properties: { Description: "Đúng Hạn" } } },
        says: ["Role: its Description has letters that IAM refuses"],
      },
      {
        title: "a condition in Vietnamese",
        resources: {
          Role: role("s"),
          P: policy([{ ...statement("a:B"), Condition: { StringEquals: { a: "Đắk Lắk" } } }]),
        },
        says: ["P: its PolicyDocument has letters that IAM refuses"],
      },
    ],
  },
};
