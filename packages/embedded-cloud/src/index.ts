export { standUp } from "./stand-up.ts";
export type { CloudAddresses, CloudOptions, EmbeddedCloud } from "./stand-up.ts";

export { CannotGoBack } from "./events/movement.ts";
export type { Firing, Moved } from "./events/movement.ts";
export type { Fault, FaultKind, FaultRequest } from "./fault.ts";
export type { Faults, Injection, WaitingFault } from "./faults.ts";
export type { Endpoints } from "./function/function-host.ts";
export { printLine } from "./function/function-log.ts";
export type { LogLine } from "./function/log-line.ts";
export { readableLine } from "./function/readable-line.ts";
export type { Bearer, SignIn, TokenOptions } from "./gateway/issuer.ts";
export type { SystemClient } from "./gateway/system-client.ts";
export { chooseFrom } from "./gateway/issuer/choose-from.ts";
export type { NamedPerson } from "./gateway/issuer/choose-from.ts";
export type { Person } from "./gateway/issuer/person.ts";
export type { ChooseView, Refusal, SignInPages } from "./gateway/issuer/sign-in-pages.ts";
export { readAtMost } from "./gateway/limited-body.ts";
export { whyNotLocal } from "./gateway/loopback-only.ts";
export type { MailboxLetter, OpenedLetter } from "./mail/local-mailbox.ts";
export type { AwsEnvironment } from "./aws-environment.ts";
export { refusalLine } from "./permissions/refusal.ts";
export type { Refusal as AccessRefusal } from "./permissions/refusal.ts";
export type { Resources } from "./resources.ts";
export type { SiteAnswer, SiteCall } from "./site-call.ts";

// Single services, without a template: for tests of what speaks to one of them.
export { dynamoDbClient } from "./dynamodb.ts";
export { Issuer } from "./gateway/issuer.ts";
export { issuerKey } from "./gateway/issuer-key.ts";
export { openStateDb } from "./state-db.ts";
export { mailEvent } from "./mail/mail-events.ts";
export type { Bucket } from "./objects/bucket.ts";
export { StandIns } from "./stand-ins.ts";
