import { Aws, Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { IMetric } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";

export interface AlarmBellProps {
  /**
   * Who hears the bell.
   * @default - nobody yet: subscribe to the topic later
   */
  readonly operatorEmail?: string | undefined;
}

export interface RingOptions {
  readonly metric: IMetric;
  /** The bell rings when the metric reaches this. */
  readonly threshold: number;
  /**
   * In how many of how many periods on end it has to.
   * @default - in one
   */
  readonly within?: { readonly reached: number; readonly periods: number };
  /** Who is affected, and how: what the operator reads first. */
  readonly impact: string;
}

/** Tells the operator what is wrong, and for whom. */
export class AlarmBell extends Construct {
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, props: AlarmBellProps) {
    super(scope, id);
    const topic = new Topic(this, "Topic", { displayName: "Đúng Hạn", enforceSSL: true });
    // Requiring TLS writes a policy, and a policy of its own takes away what a topic allows by default.
    topic.grants.publish(
      new ServicePrincipal("cloudwatch.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
      }),
    );
    if (props.operatorEmail !== undefined) topic.addSubscription(new EmailSubscription(props.operatorEmail));
    this.#action = new SnsAction(topic);
  }

  /** Rings when the metric reaches its threshold; no data is good news. */
  ringWhen(scope: Construct, id: string, { metric, threshold, within, impact }: RingOptions): void {
    this.#watch(
      new Alarm(scope, id, {
        metric,
        threshold,
        alarmDescription: impact,
        evaluationPeriods: within?.periods ?? 1,
        ...(within && { datapointsToAlarm: within.reached }),
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
    );
  }

  /** Rings when what should happen all the time no longer does; no data is bad news. */
  ringWhenSilent(scope: Construct, id: string, { metric, impact }: Pick<RingOptions, "metric" | "impact">): void {
    this.#watch(
      new Alarm(scope, id, {
        metric,
        threshold: 1,
        alarmDescription: impact,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      }),
    );
  }

  #watch(alarm: Alarm): void {
    alarm.addAlarmAction(this.#action);
    alarm.addOkAction(this.#action);
  }
}

/** How long most alarms look back. */
export const alarmPeriod = Duration.minutes(5);
