import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod/mini";

const ResourcesSchema = z.object({ region: z.string(), endpoints: z.object({ sqs: z.url() }) });

/**
 * A client of the queues of the embedded deployment that is reached at `site`, such as `http://127.0.0.1:4000`.
 *
 * @throws when nothing answers there, or something else does
 */
export async function localQueues(site: string): Promise<SQSClient> {
  const resources = new URL("/local/resources", site);
  let answer: unknown;
  try {
    answer = await (await fetch(resources)).json();
  } catch (cause) {
    throw new Error(`${resources.href} does not answer as an embedded deployment does: is npm start running?`, {
      cause,
    });
  }
  const { region, endpoints } = z.parse(ResourcesSchema, answer);
  // The stand-in asks for no credentials, but the client does.
  return new SQSClient({
    region,
    endpoint: endpoints.sqs,
    credentials: { accessKeyId: "local", secretAccessKey: "none" },
  });
}
