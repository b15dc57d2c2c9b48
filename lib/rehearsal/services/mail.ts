import * as z from "zod/mini";

import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { Rule } from "../rule.ts";

const destinationPage = page("AWS::SES::ConfigurationSetEventDestination");

export const types: ResourceTypes = {
  "AWS::SES::EmailIdentity": {
    source: page("AWS::SES::EmailIdentity"),
    claims: [
      {
        by: ["EmailIdentity"],
        second: "refused",
        source: "https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html",
      },
    ],
    loss: "the sender's DKIM keys: new ones have to be entered in the DNS before a letter goes out again",
  },
  "AWS::SES::ConfigurationSet": {
    source: page("AWS::SES::ConfigurationSet"),
    claims: [{ by: ["Name"], second: "refused", source: page("AWS::SES::ConfigurationSet") }],
  },
  "AWS::SES::ConfigurationSetEventDestination": {
    source: destinationPage,
    claims: [{ by: ["ConfigurationSetName", "EventDestination.Name"], second: "refused", source: destinationPage }],
  },
};

export const rules: readonly Rule[] = [
  {
    id: "mail-events-on-the-default-bus",
    policy: "The mail service tells its events on an account's default bus, and on no other.",
    source: "https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-eventbridge.html",
    breaches: each(
      "AWS::SES::ConfigurationSetEventDestination",
      z.object({
        EventDestination: z.object({ EventBridgeDestination: z.optional(z.object({ EventBusArn: z.string() })) }),
      }),
      ({ EventDestination: { EventBridgeDestination: bus } }) =>
        bus === undefined || bus.EventBusArn.endsWith(":event-bus/default") ? [] : [`tells ${bus.EventBusArn}`],
    ),
  },
  {
    id: "sender-can-be-an-identity",
    policy: "An identity is a domain or one address, in ASCII.",
    source: "https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html",
    breaches: each("AWS::SES::EmailIdentity", z.object({ EmailIdentity: z.string() }), ({ EmailIdentity }) =>
      /^([\x21-\x3f\x41-\x7e]+@)?[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+$/.test(EmailIdentity)
        ? []
        : [`its identity is ${JSON.stringify(EmailIdentity)}`],
    ),
  },
];
