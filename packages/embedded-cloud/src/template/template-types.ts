import { arnIn } from "../aws-environment.ts";
import { stableId } from "../stable-id.ts";
import type { AwsEnvironment } from "../aws-environment.ts";

/** Below the site, whose tokens count: an issuer, and user pools. */
export const issuerPath = "/local/issuer";

/** Where things are reached on this machine; no slash at the end. */
export type Origins = { readonly site: string; readonly queues: string };

/** What other parts of a template see of a resource. */
export type Identity = {
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives, by attribute. */
  readonly attributes?: Readonly<Record<string, string>>;
};

export type Naming = {
  /** Its logical id. */
  readonly id: string;
  /** The name that the deployment makes for it. */
  readonly made: string;
  /** A property that is a string, resolved; undefined where the template gives none. */
  readonly given: (property: string) => string | undefined;
  readonly awsEnvironment: AwsEnvironment;
  readonly origins: Origins;
};

/** The resource types that the embedded deployment stands up, and what each is called by the others. */
export const stoodUp: Readonly<Record<string, (naming: Naming) => Identity>> = {
  "AWS::ApiGatewayV2::Api": ({ id, origins }) => ({ ref: id, attributes: { ApiEndpoint: origins.site } }),
  "AWS::ApiGatewayV2::Authorizer": ({ id }) => ({ ref: id }),
  "AWS::ApiGatewayV2::Integration": ({ id }) => ({ ref: id }),
  "AWS::ApiGatewayV2::Route": ({ id }) => ({ ref: id }),
  "AWS::ApiGatewayV2::Stage": (naming) => ({ ref: naming.given("StageName") ?? naming.made }),
  "AWS::Cognito::ManagedLoginBranding": ({ id }) => ({ ref: id }),
  "AWS::Cognito::UserPool": ({ made, awsEnvironment, origins }) => {
    const id = `${awsEnvironment.region}_${stableId(`user pool ${made}`, 9)}`;
    const issuer = `${origins.site}${issuerPath}/${id}`;
    return {
      ref: id,
      attributes: {
        Arn: arnIn(awsEnvironment, "cognito-idp", `userpool/${id}`),
        ProviderName: `cognito-idp.${awsEnvironment.region}.amazonaws.com/${id}`,
        ProviderURL: issuer,
        UserPoolId: id,
      },
    };
  },
  "AWS::Cognito::UserPoolClient": (naming) => {
    const id = stableId(`user pool client ${naming.made}`, 26);
    return { ref: id, attributes: { ClientId: id, Name: naming.given("ClientName") ?? naming.made } };
  },
  "AWS::Cognito::UserPoolDomain": (naming) => ({ ref: naming.given("Domain") ?? naming.made }),
  "AWS::Cognito::UserPoolResourceServer": (naming) => ({ ref: naming.given("Identifier") ?? naming.made }),
  "AWS::DynamoDB::GlobalTable": table,
  "AWS::DynamoDB::Table": table,
  "AWS::Events::Rule": (naming) => {
    const name = naming.given("Name") ?? naming.made;
    return { ref: name, attributes: { Arn: arnIn(naming.awsEnvironment, "events", `rule/${name}`) } };
  },
  "AWS::GuardDuty::MalwareProtectionPlan": (naming) => ({
    ref: naming.made,
    attributes: { Arn: arnIn(naming.awsEnvironment, "guardduty", `malware-protection-plan/${naming.made}`) },
  }),
  "AWS::Lambda::EventSourceMapping": ({ id }) => ({ ref: id }),
  "AWS::Lambda::Function": (naming) => {
    const name = naming.given("FunctionName") ?? naming.made;
    return { ref: name, attributes: { Arn: arnIn(naming.awsEnvironment, "lambda", `function:${name}`) } };
  },
  "AWS::Lambda::Permission": ({ id }) => ({ ref: id }),
  "AWS::S3::Bucket": (naming) => {
    // A bucket's name has no capital letters.
    const name = naming.given("BucketName") ?? naming.made.toLowerCase();
    return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
  },
  "AWS::S3::BucketPolicy": ({ id }) => ({ ref: id }),
  "AWS::SES::ConfigurationSet": (naming) => ({ ref: naming.given("Name") ?? naming.made }),
  "AWS::SES::ConfigurationSetEventDestination": ({ id }) => ({ ref: id }),
  "AWS::SES::EmailIdentity": (naming) => ({ ref: naming.given("EmailIdentity") ?? naming.made }),
  "AWS::SQS::Queue": (naming) => {
    const name = naming.given("QueueName") ?? naming.made;
    const { account } = naming.awsEnvironment;
    return {
      ref: `${naming.origins.queues}/${account}/${name}`,
      attributes: { Arn: arnIn(naming.awsEnvironment, "sqs", name), QueueName: name },
    };
  },
  "AWS::SQS::QueuePolicy": ({ id }) => ({ ref: id }),
  "AWS::Scheduler::Schedule": (naming) => ({ ref: naming.given("Name") ?? naming.made }),
  "AWS::Scheduler::ScheduleGroup": (naming) => {
    const name = naming.given("Name") ?? naming.made;
    return { ref: name, attributes: { Arn: arnIn(naming.awsEnvironment, "scheduler", `schedule-group/${name}`) } };
  },
  "AWS::IAM::ManagedPolicy": (naming) => {
    const name = naming.given("ManagedPolicyName") ?? naming.made;
    return { ref: `arn:aws:iam::${naming.awsEnvironment.account}:policy/${name}` };
  },
  "AWS::IAM::Policy": ({ id }) => ({ ref: id }),
  "AWS::IAM::Role": (naming) => {
    const name = naming.given("RoleName") ?? naming.made;
    return { ref: name, attributes: { Arn: `arn:aws:iam::${naming.awsEnvironment.account}:role/${name}` } };
  },
  // Only named: what functions write is kept by the host of the functions.
  "AWS::Logs::LogGroup": (naming) => {
    const name = naming.given("LogGroupName") ?? naming.made;
    return { ref: name, attributes: { Arn: `${arnIn(naming.awsEnvironment, "logs", `log-group:${name}`)}:*` } };
  },
};

/** The resource types that nothing stands for here, each with the reason; nothing that is stood up may name them. */
export const leftOut: Readonly<Record<string, string>> = {
  "AWS::CDK::Metadata": "it only tells AWS which constructs are in use",
  "AWS::CloudWatch::Alarm": "who runs it locally sees the faults",
  "AWS::Logs::MetricFilter": "who runs it locally sees the answers",
  "AWS::SNS::Subscription": "nobody is told of alarms",
  "AWS::SNS::Topic": "nobody is told of alarms",
  "AWS::SNS::TopicPolicy": "nobody is told of alarms",
};

function table(naming: Naming): Identity {
  const name = naming.given("TableName") ?? naming.made;
  return { ref: name, attributes: { Arn: arnIn(naming.awsEnvironment, "dynamodb", `table/${name}`) } };
}
