import * as z from "zod/mini";

import { readMailEvent } from "../../functions/mail/mail-event.ts";
import type { MailEvent } from "../../functions/mail/mail-event.ts";
import {
  CountMessageSchema,
  ExportMessageSchema,
  PostMessageSchema,
  RunMessageSchema,
} from "../../functions/queue/messages.ts";
import type { MailMessage } from "../../functions/queue/messages.ts";

/** What a dead letter is about, in words; one that nobody can read is shown as it is. */
export function describeLetter(body: string): string {
  try {
    const content: unknown = JSON.parse(body);
    const post = z.safeParse(PostMessageSchema, content);
    if (post.success) return describePost(post.data);
    const run = z.safeParse(RunMessageSchema, content);
    if (run.success) return `the milestone ${run.data.run} of ${run.data.directiveId}, ${run.data.obligationId}`;
    const move = z.safeParse(CountMessageSchema, content);
    if (move.success) return `a count of ${move.data.directiveId}, ${move.data.obligationId}`;
    const asked = z.safeParse(ExportMessageSchema, content);
    if (asked.success)
      return `the making of ${asked.data.file} of ${asked.data.directiveId}, ${asked.data.obligationId}`;
    const event = readMailEvent(content);
    if (event) return describeEvent(event);
  } catch {
    // No JSON, or no event: shown as it is.
  }
  return body.length > 200 ? `${body.slice(0, 200)}…` : body;
}

function describePost(message: MailMessage): string {
  if (message.kind === "missed-letters") return `what ${message.unitId} missed while no letter reached it`;
  const { directiveId, obligationId } = message;
  switch (message.kind) {
    case "letter":
      return `the letter ${message.milestone} to ${message.unitId} (${message.addressee}) of ${directiveId}, ${obligationId}`;
    case "supervisor-letter":
      return `the supervisor's letter at ${message.run} of ${directiveId}, ${obligationId}`;
    case "enter-receipt":
      return `the entry of the receipt of ${message.unitId}'s revision ${message.revision} of ${directiveId}, ${obligationId}`;
    case "export-letter":
      return `the letter that ${message.file} of ${directiveId}, ${obligationId} is made`;
    default:
      return message satisfies never;
  }
}

function describeEvent({ what, to, letter }: MailEvent): string {
  return `the report that the letter ${letter.milestone} to ${letter.unit} (${to}) is ${what}`;
}
