import { ArnFormat, Aws, CfnOutput, Duration, Stack, Validations } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { IMetric } from "aws-cdk-lib/aws-cloudwatch";
import { Grant } from "aws-cdk-lib/aws-iam";
import { ConfigurationSet, ConfigurationSetTlsPolicy, EmailIdentity, Identity } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";

import { DungHanFunction } from "./dung-han-function.ts";
import type { Register } from "./register.ts";
import { sendingPlan, sharedRate } from "./sending-plan.ts";
import type { Settings } from "./settings.ts";
import { WorkQueue } from "./work-queue.ts";

export interface MailProps {
  readonly register: Register;
  /** The address that letters come from. */
  readonly sender: string;
  /**
   * Whether the stack makes the mail service's identity of the sender's domain. A domain has one in an account and
   * region: two deployments that write from one domain have one that makes it, and one that adopts it.
   */
  readonly identity: Settings["identity"];
  /** Letters a second that the account may send. */
  readonly mailRate: number;
  /**
   * How many workers share the rate of each queue.
   * @default - as many as use it up (lib/sending-plan.ts)
   */
  readonly mailWorkers?: number | undefined;
  readonly siteUrl: string;
}

/** Sends letters, each once, no faster than the account may. */
export class Mail extends Construct {
  /** Letters of milestones and moved dates, and lists for supervisors: many at once. */
  readonly letters: WorkQueue;
  /** Receipts, and letters that answer another act: each is waited for. */
  readonly answers: WorkQueue;
  readonly post: DungHanFunction;
  readonly configurationSet: ConfigurationSet;

  constructor(scope: Construct, id: string, props: MailProps) {
    super(scope, id);
    const { register, sender } = props;
    const rates = sharedRate(props.mailRate);
    const letters = sendingPlan(rates.letters, props.mailWorkers);
    const answers = sendingPlan(rates.answers, props.mailWorkers);
    const queue = {
      workTime: Duration.seconds(60),
      // The least that the service asks of batches above ten; a long queue fills them at once.
      batchingWindow: Duration.seconds(1),
    };
    this.letters = new WorkQueue(this, "Letters", queue);
    this.answers = new WorkQueue(this, "Answers", queue);
    this.configurationSet = new ConfigurationSet(this, "Tracking", {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // The register keeps what came back, and an office can say that its mailbox takes mail again; a second list would not hear of it.
      disableSuppressionList: true,
    });
    if (props.identity === "make") this.#makeIdentity(sender);

    this.post = new DungHanFunction(this, "SendMail", {
      entry: "send-mail",
      timeout: this.letters.workTime,
      memorySize: 512,
      environment: {
        TABLE_NAME: register.tableName,
        POST_QUEUE_URL: this.letters.queueUrl,
        SENDER: sender,
        CONFIGURATION_SET: this.configurationSet.configurationSetName,
        SITE_URL: props.siteUrl,
        SEND_RATE: String(letters.perWorker),
        ANSWER_QUEUE_ARN: this.answers.queueArn,
        ANSWER_RATE: String(answers.perWorker),
      },
    });
    // What the account's rate rests on: never more invocations at once than each share of it was shared among.
    this.post.worksOff(this.letters, { batchSize: letters.batchSize, maxConcurrency: letters.workers });
    this.post.worksOff(this.answers, { batchSize: answers.batchSize, maxConcurrency: answers.workers });
    register.grantReadWrite(this.post);
    // What a mended address has missed it asks for, letter by letter.
    this.letters.grants.sendMessages(this.post);
    this.#grantSending(this.post, sender);
  }

  /** The mail service's own word on how much comes back of what was sent in the last hours: SES reviews an account at 0.05. */
  get bounceRate(): IMetric {
    return this.#reputation("Reputation.BounceRate");
  }

  /** The same of how much is complained of: SES reviews an account at 0.001. */
  get complaintRate(): IMetric {
    return this.#reputation("Reputation.ComplaintRate");
  }

  #makeIdentity(sender: string): void {
    const identity = new EmailIdentity(this, "Sender", { identity: Identity.domain(domainOf(sender)) });
    identity.dkimRecords.forEach(({ name, value }, i) => {
      new CfnOutput(this, `Dkim${i + 1}`, {
        value: `${name} CNAME ${value}`,
        description: "To be entered in the DNS of the sender's domain",
      });
    });
  }

  /**
   * The one address may be written from; a stolen role cannot write as the chairman. By the condition and not by the
   * resource: the mail service asks about every identity of the account that has to do with a letter, and in the
   * sandbox that is the recipient's, too (D82).
   */
  #grantSending(post: DungHanFunction, sender: string): void {
    const arnOf = (resource: string, resourceName: string): string =>
      Stack.of(this).formatArn({
        partition: Aws.PARTITION,
        region: Aws.REGION,
        service: "ses",
        resource,
        resourceName,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      });
    Grant.addToPrincipal({
      grantee: post,
      actions: ["ses:SendRawEmail"],
      resourceArns: [arnOf("identity", "*"), arnOf("configuration-set", this.configurationSet.configurationSetName)],
      conditions: { StringEquals: { "ses:FromAddress": sender } },
    });
    Validations.of(post.role ?? post).acknowledge({
      id: "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]",
      reason: "In the sandbox the recipients' identities are asked about, too; the sender's address is the condition.",
    });
  }

  #reputation(metricName: string): Metric {
    return new Metric({
      namespace: "AWS/SES",
      metricName,
      dimensionsMap: { "ses:configuration-set": this.configurationSet.configurationSetName },
      period: Duration.hours(1),
      statistic: "Maximum",
    });
  }
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);
