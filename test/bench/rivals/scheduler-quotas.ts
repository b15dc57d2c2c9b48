/**
 * What EventBridge Scheduler allows an account by default, in the regions where it allows most, as its documentation
 * said in 2026: https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html
 */
export const schedulerQuotas = { requestsPerSecond: 5_000, schedules: 10_000_000 } as const;
