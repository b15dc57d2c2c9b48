import { SESClient, SESServiceException, SendRawEmailCommand } from "@aws-sdk/client-ses";

import { composeMime } from "./mime.ts";
import type { Mailer, SendOutcome } from "./mailer.ts";
import { meaningOfAnswer, meaningOfFailure } from "./ses-answers.ts";
import type { Envelope } from "./ses-answers.ts";

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
        return outcomeOf(error, { from: sender, to });
      }
    },
  };
}

function outcomeOf(error: unknown, envelope: Envelope): SendOutcome {
  if (!(error instanceof Error)) return { outcome: "unknown", why: String(error) };
  const { name, message } = error;
  const why = `${name}: ${message}`;
  if (error instanceof SESServiceException) {
    const status = error.$metadata.httpStatusCode ?? 500;
    return { outcome: meaningOfAnswer({ name, message, status, ...envelope }), why };
  }
  return { outcome: meaningOfFailure("code" in error ? String(error.code) : ""), why };
}
