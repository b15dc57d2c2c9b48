import { RemovalPolicy } from "aws-cdk-lib";

/**
 * What is kept whatever happens to the stack, but goes again when the very deployment that made it fails: else what a
 * failed first deployment left behind would stand in the way of the next, or lie about for ever (D76). In the template:
 * `RetainExceptOnCreate`, and `Retain` when it is replaced
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html).
 */
export const KEPT = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
