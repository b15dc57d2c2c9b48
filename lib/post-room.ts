import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Grant } from "aws-cdk-lib/aws-iam";
import { ConfigurationSet, ConfigurationSetTlsPolicy, EmailIdentity, Identity } from "aws-cdk-lib/aws-ses";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

import type { AlarmBell } from "./alarm-bell.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { Register } from "./register.ts";
import { sendingPlan } from "./sending-plan.ts";
import { WorkQueue } from "./work-queue.ts";

export interface PostRoomProps {
  readonly bell: AlarmBell;
  readonly register: Register;
  /** The address that letters come from. */
  readonly sender: string;
  /** Letters a second that the account may send. */
  readonly mailRate: number;
  /**
   * How many workers share that rate.
   * @default - as many as use it up (lib/sending-plan.ts)
   */
  readonly mailWorkers?: number | undefined;
  readonly siteUrl: string;
}

/** Sends letters, each once, no faster than the account may. */
export class PostRoom extends Construct {
  readonly queue: Queue;
  readonly configurationSet: ConfigurationSet;

  constructor(scope: Construct, id: string, props: PostRoomProps) {
    super(scope, id);
    const { bell, register, sender } = props;
    const plan = sendingPlan(props.mailRate, props.mailWorkers);
    const letters = new WorkQueue(this, "Letters", {
      bell,
      visibilityTimeout: Duration.seconds(120),
      receives: 15,
      deadLettersImpact: "The units named in these letters: they were not reminded, or not told, and do not know it.",
      lateAfter: Duration.hours(1),
      lateImpact: "Every unit that is owed a letter: letters wait more than an hour to be sent.",
    });
    this.queue = letters;
    this.configurationSet = new ConfigurationSet(this, "Tracking", {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // The register keeps what came back, and an office can say that its mailbox takes mail again; a second list would not hear of it.
      disableSuppressionList: true,
    });
    const identity = new EmailIdentity(this, "Sender", { identity: Identity.domain(domainOf(sender)) });
    identity.dkimRecords.forEach(({ name, value }, i) => {
      new CfnOutput(this, `Dkim${i + 1}`, {
        value: `${name} CNAME ${value}`,
        description: "To be entered in the DNS of the sender's domain",
      });
    });

    const post = new DungHanFunction(this, "Post", {
      entry: "post",
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: {
        TABLE_NAME: register.tableName,
        SENDER: sender,
        CONFIGURATION_SET: this.configurationSet.configurationSetName,
        SITE_URL: props.siteUrl,
        SEND_RATE: String(plan.perWorker),
      },
      bell,
      impact: "The units that are owed a letter: reminders and receipts are sent late, or not at all.",
    });
    post.worksOff(letters, {
      batchSize: plan.batchSize,
      // The least that the service asks of batches above ten; a long queue fills them at once.
      maxBatchingWindow: Duration.seconds(1),
      // What the account's rate rests on: never more invocations at once than the rate was shared among.
      maxConcurrency: plan.workers,
    });
    register.grantReadWrite(post);
    this.#grantSending(post, identity, sender);
    this.#watchReputation(bell);
    this.#watchOutcomes(post, bell);
  }

  /** What an operator has to mend, or a supervisor to telephone about; the function's log names the units. */
  #watchOutcomes(post: DungHanFunction, bell: AlarmBell): void {
    bell.ringWhen(post, "Closed", {
      metric: post.countOf("LettersClosed"),
      threshold: 1,
      impact:
        "Every unit that is owed a letter: the account may send none for now (its day's quota is used up, sending is paused, or the sender is not verified). They wait on the queue for half an hour, then among the dead letters.",
    });
    bell.ringWhen(post, "Held", {
      metric: post.countOf("LettersHeld"),
      threshold: 1,
      impact:
        "The units that the function's log names: the mail service will not take their letters as they are, though their addresses may be right. They wait on the queue for half an hour, then among the dead letters.",
    });
    bell.ringWhen(post, "Unreachable", {
      metric: post.countOf("UnitsUnreachable"),
      threshold: 1,
      impact:
        "The units, or the supervisor, that the function's log names, and the dashboard too: no address of theirs takes mail, so they have to be telephoned.",
    });
  }

  /** The one address may be written from; a stolen role cannot write as the chairman. */
  #grantSending(post: DungHanFunction, identity: EmailIdentity, sender: string): void {
    const configurationSetArn = Stack.of(this).formatArn({
      service: "ses",
      resource: "configuration-set",
      resourceName: this.configurationSet.configurationSetName,
    });
    Grant.addToPrincipal({
      grantee: post,
      actions: ["ses:SendRawEmail"],
      resourceArns: [identity.emailIdentityArn, configurationSetArn],
      conditions: { StringEquals: { "ses:FromAddress": sender } },
    });
  }

  /** SES reviews an account at these rates, and then may stop it. */
  #watchReputation(bell: AlarmBell): void {
    const rate = (metricName: string) =>
      new Metric({
        namespace: "AWS/SES",
        metricName,
        dimensionsMap: { "ses:configuration-set": this.configurationSet.configurationSetName },
        period: Duration.hours(1),
        statistic: "Maximum",
      });
    bell.ringWhen(this, "Bouncing", {
      metric: rate("Reputation.BounceRate"),
      threshold: 0.05,
      impact:
        "Units whose address is wrong get no letters; above 10 % the account may be stopped, and then nobody gets any.",
    });
    bell.ringWhen(this, "ComplainedOf", {
      metric: rate("Reputation.ComplaintRate"),
      threshold: 0.001,
      impact:
        "Units that marked a letter as spam get no more; above 0.5 % the account may be stopped, and then nobody gets any.",
    });
  }
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);
