/** Whether a text is what a pattern says: `*` stands for any characters or none, `?` for any one. */
export function textPattern(pattern: string): (text: string) => boolean {
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  const expression = new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
  return (text) => expression.test(text);
}

/**
 * Whether an ARN is what a pattern says. A wildcard stays within its part, of the six that colons divide; the last one
 * may have colons of its own. Parts that are left out at the end are any, and `*` alone is every resource, also that of
 * a call that is about none.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnPattern(pattern: string): (arn: string) => boolean {
  if (pattern === "*") return () => true;
  if (!/[*?]/.test(pattern) && partsOf(pattern).length === 6) return (arn) => arn === pattern;
  const parts = partsOf(pattern).map(textPattern);
  return (arn) => {
    const given = partsOf(arn);
    return given.length === 6 && parts.every((fits, at) => fits(given[at] ?? ""));
  };
}

/** Whether an action, such as `sqs:SendMessage`, is what a pattern says; capital letters do not count. */
export function actionPattern(pattern: string): (action: string) => boolean {
  const fits = textPattern(pattern.toLowerCase());
  return (action) => fits(action.toLowerCase());
}

function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
