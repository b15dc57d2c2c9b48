import type { GetAccountSettingsCommandOutput } from "@aws-sdk/client-lambda";

import type { ConcurrencyNeed } from "../concurrency.ts";
import type { Finding } from "./finding.ts";

/** Whether as many functions may run at once as queues and a rush need; a new account has ten. */
export function judgeConcurrency(
  { AccountLimit }: GetAccountSettingsCommandOutput,
  { queues, people, altogether }: ConcurrencyNeed,
  region: string,
): Finding {
  const about = "functions";
  const may = AccountLimit?.UnreservedConcurrentExecutions ?? 0;
  const need = `${altogether} (${queues} for the queues, ${people} for people in a rush)`;
  if (may >= altogether) return { about, state: "there", says: `${may} may run at once; needed are ${need}` };
  const desired = Math.max(1000, altogether);
  return {
    about,
    state: "missing",
    says: `${may} may run at once; needed are ${need}`,
    todo: `ask for ${desired}, which costs nothing: aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value ${desired} --region ${region}`,
  };
}
