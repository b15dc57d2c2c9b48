import type { Breach, Rule } from "../rule.ts";

const quotas = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html";
const updateReplace =
  "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html";

export const rules: readonly Rule[] = [
  {
    id: "template-fits",
    policy: "A template has up to 500 resources, 200 parameters, 200 outputs, 1,024 bytes of description and 1 MB.",
    source: quotas,
    breaches: ({ template }) =>
      [
        { of: "resources", has: Object.keys(template.Resources).length, most: 500 },
        { of: "parameters", has: Object.keys(template.Parameters).length, most: 200 },
        { of: "outputs", has: Object.keys(template.Outputs).length, most: 200 },
        { of: "bytes of description", has: Buffer.byteLength(template.Description), most: 1024 },
        { of: "bytes", has: Buffer.byteLength(JSON.stringify(template)), most: 1_000_000 },
      ]
        .filter(({ has, most }) => has > most)
        .map(({ of, has, most }) => ofStack(`has ${has} ${of}; allowed: ${most}`)),
  },
  {
    id: "stack-has-a-name",
    policy: "A stack's name is letters, digits and -, begins with a letter, and has 128 characters at most.",
    source: quotas,
    breaches: ({ name }) =>
      /^[a-zA-Z][a-zA-Z0-9-]{0,127}$/.test(name) ? [] : [ofStack(`is called ${JSON.stringify(name)}`)],
  },
  {
    id: "what-stays-on-replacement",
    policy: "What is replaced is deleted, retained or kept as a snapshot: the policy has no other words.",
    source: updateReplace,
    breaches: ({ resources }) =>
      resources
        .filter(({ updateReplacePolicy }) => updateReplacePolicy === "RetainExceptOnCreate")
        .map(({ id }) => ({ resource: id, says: "has UpdateReplacePolicy RetainExceptOnCreate" })),
  },
  {
    id: "protected-once-it-stands",
    policy:
      "The stack is protected from being deleted once it stands; before, a failed creation could not be repeated.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html",
    breaches: ({ stands, terminationProtection }) =>
      stands && !terminationProtection ? [ofStack("stands, and anybody may delete it by one command")] : [],
  },
];

function ofStack(says: string): Breach {
  return { resource: "the stack", says };
}
