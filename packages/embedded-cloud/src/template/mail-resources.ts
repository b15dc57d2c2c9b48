import * as z from "zod/mini";
import { mailEventKinds } from "../mail/mail-events.ts";
import type { MailEventKind } from "../mail/mail-events.ts";
import { readProperties } from "./read-properties.ts";
import type { Template } from "./template.ts";

export type MailResources = {
  /** Addresses or domains that may be written from. */
  readonly identities: readonly string[];
  readonly configurationSets: readonly { readonly name: string; readonly publishes: readonly MailEventKind[] }[];
};

const DestinationSchema = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: z.literal(true),
    EventBridgeDestination: z.object({ EventBusArn: z.string().check(z.endsWith(":event-bus/default")) }),
    MatchingEventTypes: z.array(z.string()),
  }),
});

/** What the template says of mail. Kinds of events that the stand-in never has to tell of are left away. */
export function readMailResources(template: Template): MailResources {
  const destinations = template
    .ofType("AWS::SES::ConfigurationSetEventDestination")
    .map((resource) => readProperties(DestinationSchema, resource));
  return {
    identities: template.ofType("AWS::SES::EmailIdentity").map(({ ref }) => ref),
    configurationSets: template.ofType("AWS::SES::ConfigurationSet").map(({ ref: name }) => ({
      name,
      publishes: destinations
        .filter(({ ConfigurationSetName }) => ConfigurationSetName === name)
        .flatMap(({ EventDestination }) => EventDestination.MatchingEventTypes)
        .filter(isTold),
    })),
  };
}

function isTold(kind: string): kind is MailEventKind {
  return Object.hasOwn(mailEventKinds, kind);
}
