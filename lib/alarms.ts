import { Aws } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { IMetric } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";

export interface AlarmBellProps {
  /**
   * Who hears the alarms.
   * @default - nobody yet: subscribe to the topic later
   */
  readonly operatorEmail?: string | undefined;
}

export interface RingOptions {
  readonly metric: IMetric;
  /** The alarms rings when the metric reaches this. */
  readonly threshold: number;
  /**
   * In how many of how many periods on end it has to.
   * @default - in one
   */
  readonly within?: { readonly reached: number; readonly periods: number };
  /** Who is affected, and how: what the operator reads first. */
  readonly impact: string;
  /** What the operator does about it. */
  readonly remedy: string;
}

/** Tells the operator what is wrong, for whom, and what to do. */
export class Alarms extends Construct {
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, props: AlarmBellProps) {
    super(scope, id);
    // The service takes ASCII only here; it is whom the operator's mail comes from.
    const topic = new Topic(this, "Topic", { displayName: "Dung Han", enforceSSL: true });
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
  add(id: string, { metric, threshold, within, impact, remedy }: RingOptions): void {
    this.#watch(
      new Alarm(this, id, {
        metric,
        threshold,
        alarmDescription: descriptionOf(impact, remedy),
        evaluationPeriods: within?.periods ?? 1,
        ...(within && { datapointsToAlarm: within.reached }),
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
    );
  }

  /**
   * Rings when what should happen all the time no longer does: when the metric is below 1 for three periods on end, or
   * says nothing any more. A new alarm begins without data, and only a change of state rings: so it is quiet until
   * the first data has come, and rings when they cease. Were missing data counted as bad, every first deployment would
   * ring it (D81).
   */
  addWhenSilent(id: string, { metric, impact, remedy }: Pick<RingOptions, "metric" | "impact" | "remedy">): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold: 1,
      alarmDescription: descriptionOf(impact, remedy),
      evaluationPeriods: 3,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.MISSING,
    });
    alarm.addInsufficientDataAction(this.#action);
    this.#watch(alarm);
  }

  #watch(alarm: Alarm): void {
    alarm.addAlarmAction(this.#action);
    alarm.addOkAction(this.#action);
  }
}

const descriptionOf = (impact: string, remedy: string): string => `${impact} What to do: ${remedy}`;
