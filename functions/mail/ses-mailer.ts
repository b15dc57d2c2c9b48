import { SESClient, SESServiceException, SendRawEmailCommand } from "@aws-sdk/client-ses";

import { composeMime } from "./mime.ts";
import type { Mailer, SendOutcome } from "./mailer.ts";

/** Answers that say “certainly not sent”, and may pass. */
const PASSING = new Set([
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "AccountSendingPausedException",
  "LimitExceededException",
  "RequestExpired",
]);
/** A connection that was never made carried nothing. */
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** Past its time a request is given up, not only warned of, as the client would do by itself. */
const TIMES = { requestTimeout: 5_000, connectionTimeout: 3_000, throwOnRequestTimeout: true };

/**
 * Sends by Amazon SES: the one module that imports its client. It never sends twice: the SDK's retries are
 * off, since a request whose answer was lost may well have been carried out.
 */
export function sesMailer(
  { sender, configurationSet }: { sender: string; configurationSet: string },
  client = new SESClient({ maxAttempts: 1, requestHandler: TIMES }),
): Mailer {
  return {
    async send({ to, letter, tags, at }) {
      const data = await composeMime({ from: sender, to, letter, messageDate: at });
      const command = new SendRawEmailCommand({
        Source: sender,
        Destinations: [to],
        RawMessage: { Data: data },
        ConfigurationSetName: configurationSet,
        Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
      });
      try {
        const { MessageId = "" } = await client.send(command);
        return { outcome: "sent", messageId: MessageId };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

function outcomeOf(error: unknown): SendOutcome {
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof SESServiceException) {
    if (PASSING.has(error.name)) return { outcome: "not-sent", why };
    const status = error.$metadata.httpStatusCode ?? 500;
    return status >= 400 && status < 500 ? { outcome: "refused", why } : { outcome: "unknown", why };
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return { outcome: NEVER_CONNECTED.has(code) ? "not-sent" : "unknown", why };
}
