/**
 * Instead of the SDK's chain of credential providers: Lambda hands a function its credentials in the environment,
 * so profiles, sign-on, processes and web identities are only weight (130 KB) and start-up time there.
 */
export const defaultProvider = () => async (): Promise<Credentials> => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (!accessKeyId || !secretAccessKey) {
    throw new Error("No AWS credentials in the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are needed");
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
};

/** A function's credentials have no date: the process ends before they do. */
export const credentialsWillNeedRefresh = (): boolean => false;
export const credentialsTreatedAsExpired = (): boolean => false;

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
