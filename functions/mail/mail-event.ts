import * as z from "zod/mini";

import { FileTagSchema } from "../domain/exported-file.ts";
import { DirectiveIdSchema, EmailSchema, ObligationIdSchema, UnitIdSchema } from "../domain/ids.ts";
import { parseInstant } from "../domain/instant.ts";
import { ADDRESSEES } from "../domain/letter.ts";
import { MilestoneNameSchema } from "../domain/ladder.ts";

/** The tags that every letter carries; the mail service gives each back as a list. */
const tag = <S extends z.core.$ZodType<unknown, string>>(schema: S) =>
  z.pipe(
    z.pipe(
      z.array(z.string()).check(z.minLength(1)),
      z.transform((values: string[]) => values[0] ?? ""),
    ),
    schema,
  );

const number = z.pipe(z.pipe(z.string(), z.transform(Number)), z.int());
const common = {
  directive: tag(DirectiveIdSchema),
  obligation: tag(ObligationIdSchema),
  unit: tag(UnitIdSchema),
  ladder: tag(number),
  attempt: tag(z.string()),
};

const TagsSchema = z.union([
  z.object({
    ...common,
    kind: tag(z.literal("letter")),
    milestone: tag(z.string()),
    addressee: tag(z.enum(ADDRESSEES)),
  }),
  z.object({
    ...common,
    kind: tag(z.literal("supervisor-letter")),
    milestone: tag(MilestoneNameSchema),
    of: z.optional(tag(UnitIdSchema)),
  }),
  // Tells that a file is there, to whom of the receiver's has asked for it.
  z.object({
    ...common,
    kind: tag(z.literal("export-letter")),
    milestone: tag(z.string()),
    of: tag(FileTagSchema),
  }),
]);
export type EventTags = z.infer<typeof TagsSchema>;

const instant = z.pipe(z.pipe(z.string(), z.transform(parseInstant)), z.number());

/** What the receiving server said of an address; nothing of it where it was not a server that spoke. */
const BouncedRecipientSchema = z.object({
  action: z.optional(z.string()),
  status: z.optional(z.string()),
  diagnosticCode: z.optional(z.string()),
});

const BounceSchema = z.object({
  bounceType: z.string(),
  bounceSubType: z.optional(z.string()),
  bouncedRecipients: z._default(z.array(BouncedRecipientSchema), []),
});

/** What Amazon SES publishes to EventBridge of a mail, as far as it is read here. */
export const MailEventSchema = z.object({
  time: instant,
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      destination: z.array(z.string()).check(z.minLength(1)),
      tags: z.record(z.string(), z.array(z.string())),
    }),
    bounce: z.optional(BounceSchema),
  }),
});

type Bounce = z.infer<typeof BounceSchema>;

export type MailEvent = {
  readonly what: "sent" | "delivered" | "delayed" | "bounced" | "bounced-for-now" | "complained" | "rejected";
  readonly to: z.infer<typeof EmailSchema>;
  readonly at: number;
  readonly letter: EventTags;
};

/** Reads an event; nothing when it is of a mail that is none of our letters, or of a kind that tells nothing. */
export function readMailEvent(event: unknown): MailEvent | undefined {
  const { time, detail } = MailEventSchema.parse(event);
  const letter = z.safeParse(TagsSchema, detail.mail.tags);
  const what = whatHappened(detail.eventType, detail.bounce);
  if (!letter.success || !what) return undefined;
  return { what, to: EmailSchema.parse(detail.mail.destination[0]), at: time, letter: letter.data };
}

function whatHappened(eventType: string, bounce: Bounce | undefined): MailEvent["what"] | undefined {
  switch (eventType) {
    case "Send":
      return "sent";
    case "Delivery":
      return "delivered";
    case "DeliveryDelay":
      return "delayed";
    case "Bounce":
      if (bounce?.bounceType === "Permanent") return "bounced";
      return bounce && isAutomaticReply(bounce) ? undefined : "bounced-for-now";
    case "Complaint":
      return "complained";
    case "Reject":
    case "Rendering Failure":
      return "rejected";
    default:
      return undefined;
  }
}

/**
 * Of a bounce that is not for good: somebody who is away has answered by a machine, and the letter did arrive. Amazon SES
 * tells of it as a bounce that may pass, of no kind in particular; of a true one it gives what the receiving server said,
 * which no such answer has. Of a bounce whose very type it cannot tell it may have nothing to give: the letter came back.
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types
 */
function isAutomaticReply({ bounceType, bounceSubType = "General", bouncedRecipients }: Bounce): boolean {
  const told = bouncedRecipients.some(({ action, status, diagnosticCode }) => action ?? status ?? diagnosticCode);
  return bounceType === "Transient" && bounceSubType === "General" && !told;
}
