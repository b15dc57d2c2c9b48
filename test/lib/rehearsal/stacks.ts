import { judge } from "../../../lib/rehearsal/judge.ts";
import { Stack } from "../../../lib/rehearsal/stack.ts";
import type { StackSource } from "../../../lib/rehearsal/stack.ts";

export type Given = { Type: string; Properties?: Record<string, unknown>; [attribute: string]: unknown };
export type Resources = Record<string, Given>;

export const sourceOf = (Resources: Resources, others: Partial<StackSource> = {}): StackSource => ({
  name: "DungHan-dak-lak",
  region: "ap-southeast-1",
  terminationProtection: false,
  stands: false,
  template: { Resources },
  ...others,
});

export const stackOf = (resources: Resources, others: Partial<StackSource> = {}): Stack =>
  new Stack(sourceOf(resources, others));

/** What breaks one rule. */
export const breaking = (rule: string, stack: Stack): string[] =>
  judge(stack)
    .filter((finding) => finding.rule === rule)
    .map(({ resource, says }) => `${resource}: ${says}`);

/** A stack as it was, but for what is done to its resources. */
export function changed(source: StackSource, change: (resources: Resources) => void): StackSource {
  const template = structuredClone(source.template) as { Resources: Resources };
  change(template.Resources);
  return { ...source, template };
}

/** The resources of one type, to be changed. */
export const ofType = (resources: Resources, type: string): Given[] =>
  Object.values(resources).filter((resource) => resource.Type === type);

export const ref = (id: string): unknown => ({ Ref: id });
export const arnOf = (id: string): unknown => ({ "Fn::GetAtt": [id, "Arn"] });
