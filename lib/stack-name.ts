/**
 * What a deployment's stack is called. The names of whatever stands in it begin with it, its alarms' too, and its metrics
 * have it for their namespace: so that several deployments live side by side in one account.
 */
export const stackNameOf = (deployment: string): string => `DungHan-${deployment}`;

/** The deployment of a laptop: the only one of which addresses may be examples. */
export const LAPTOP = "laptop";

/** The stack of the laptop's own deployment. */
export const laptopStackName = stackNameOf(LAPTOP);
