import type { Subscription } from "@aws-sdk/client-sns";

import type { Finding } from "./finding.ts";

export type AlarmNeed = { readonly topicArn: string; readonly operatorEmail: string; readonly region: string };

/** Whether the operator will be told when an alarm rings: only who has confirmed the subscription is. */
export function judgeAlarms(subscriptions: readonly Subscription[], need: AlarmNeed): Finding {
  const about = "alarms";
  const { topicArn, operatorEmail, region } = need;
  const mine = subscriptions.filter(
    ({ Protocol, Endpoint }) => Protocol === "email" && Endpoint?.toLowerCase() === operatorEmail,
  );
  if (mine.some(({ SubscriptionArn }) => SubscriptionArn?.startsWith("arn:"))) {
    return { about, state: "there", says: `${operatorEmail} is told` };
  }
  const anew = `aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint ${operatorEmail} --region ${region}`;
  return mine.some(({ SubscriptionArn }) => SubscriptionArn === "PendingConfirmation")
    ? {
        about,
        state: "missing",
        says: `${operatorEmail} has not confirmed that it wants to be told`,
        todo: `open the link in the mail “AWS Notification - Subscription Confirmation”; it is good for two days, and comes again by: ${anew}`,
      }
    : { about, state: "missing", says: `${operatorEmail} is not told, or not any more`, todo: anew };
}
