/** What every function finds around it, wherever its code is run by a test or a measurement: loaded before the code. */
export const functionEnvironment = { METRICS_NAMESPACE: "DungHan-test", AWS_LAMBDA_FUNCTION_NAME: "tested" };

Object.assign(process.env, functionEnvironment);
