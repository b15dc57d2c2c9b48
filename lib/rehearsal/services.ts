import type { Limit } from "./limit.ts";
import { isProtected } from "./resource-type.ts";
import type { ResourceTypes } from "./resource-type.ts";
import type { Rule } from "./rule.ts";
import * as apiGateway from "./services/api-gateway.ts";
import * as cloudFormation from "./services/cloudformation.ts";
import * as cognitoClients from "./services/cognito-clients.ts";
import * as cognito from "./services/cognito.ts";
import * as eventSources from "./services/event-sources.ts";
import * as events from "./services/events.ts";
import * as iam from "./services/iam.ts";
import * as lambda from "./services/lambda.ts";
import * as mail from "./services/mail.ts";
import * as messages from "./services/messages.ts";
import * as scanner from "./services/scanner.ts";
import * as storage from "./services/storage.ts";
import * as watching from "./services/watching.ts";

const deletionPolicy =
  "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html";

type Service = {
  readonly types?: ResourceTypes;
  readonly rules?: readonly Rule[];
  readonly limits?: readonly Limit[];
};
const services: readonly Service[] = [
  cloudFormation,
  apiGateway,
  cognito,
  cognitoClients,
  eventSources,
  events,
  iam,
  lambda,
  mail,
  messages,
  scanner,
  storage,
  watching,
];

/** Every type of resource that a template may have; one that is missing here fails the rehearsal by name. */
export const resourceTypes: ResourceTypes = Object.fromEntries(
  services.flatMap(({ types = {} }) => Object.entries(types)),
);

/** What the services count. */
export const limits: readonly Limit[] = services.flatMap((service) => service.limits ?? []);

/** What has to hold, for any stack and by each service. */
export const rules: readonly Rule[] = [
  {
    id: "known-type",
    policy: "What is not known of a type cannot be rehearsed: each has an entry in lib/rehearsal/services.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/introduction.html",
    breaches: ({ resources }) =>
      resources
        .filter(({ type }) => !Object.hasOwn(resourceTypes, type))
        .map(({ id, type }) => ({ resource: id, says: `is of type ${type}, of which the rehearsal knows nothing` })),
  },
  {
    id: "kept-whatever-happens",
    policy: "The register, people's accounts and what was filed outlive the stack, and their own replacement.",
    source: deletionPolicy,
    breaches: ({ resources }) =>
      resources
        .filter(({ type }) => resourceTypes[type]?.kept === true)
        .flatMap(({ id, deletionPolicy: removed, updateReplacePolicy: replaced }) => [
          ...(removed.startsWith("Retain") ? [] : [{ resource: id, says: `has DeletionPolicy ${removed}` }]),
          ...(replaced === "Retain" ? [] : [{ resource: id, says: `has UpdateReplacePolicy ${replaced}` }]),
        ]),
  },
  {
    id: "data-protected-once-it-stands",
    policy: "What can be protected from being deleted is, once its stack stands.",
    source: deletionPolicy,
    breaches: ({ resources, stands }) =>
      resources
        .map(({ id, type, properties }) => ({ id, properties, type: resourceTypes[type] }))
        .filter(({ type, properties }) => stands && type?.protection !== undefined && !isProtected(type, properties))
        .map(({ id, type }) => ({ resource: id, says: `stands, and its ${type?.protection?.at} is off` })),
  },
  ...services.flatMap((service) => service.rules ?? []),
];
