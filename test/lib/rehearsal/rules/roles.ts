import { ref } from "../stacks.ts";
import type { Given } from "../stacks.ts";

export const allowed = (Action: string | string[], Resource: unknown) => ({ Effect: "Allow", Action, Resource });
export const role = (Service = "lambda.amazonaws.com", others: object = {}): Given => ({
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: { Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service } }] },
    ...others,
  },
});
export const policy = (...Statement: unknown[]): Given => ({
  Type: "AWS::IAM::Policy",
  Properties: { PolicyName: "p", Roles: [ref("Role")], PolicyDocument: { Statement } },
});
