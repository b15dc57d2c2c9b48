import type { Construct } from "constructs";

/** The CloudFormation resource behind a construct, for a property of its that the library has no word for. */
export function resourceOf<T>(construct: Construct, kind: new (...args: never[]) => T): T {
  const child = construct.node.defaultChild;
  if (child instanceof kind) return child;
  throw new Error(`${construct.node.path} has no ${kind.name} of its own`);
}
