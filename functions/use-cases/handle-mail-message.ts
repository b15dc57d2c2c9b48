import type { Effects } from "./effects.ts";
import type { MailMessage } from "../queue/messages.ts";
import { enterReceipt } from "./enter-receipt.ts";
import { sendLetter } from "./send-letter.ts";
import { sendSupervisorLetter } from "./send-supervisor-letter.ts";
import type { Handled } from "./send-once.ts";

type Uses = Pick<Effects, "clock" | "register" | "mailer" | "sendRateLimiter" | "letters" | "newAttempt"> & {
  readonly siteUrl: string;
};

/**
 * One message of the post queue. Where no letter has its turn any more, letters go back unread, but for those that the next
 * look asks for anyway; receipts are entered.
 */
export async function handleMailMessage(message: MailMessage, effects: Uses): Promise<Handled> {
  if (message.kind !== "enter-receipt" && !effects.sendRateLimiter.isOpen()) return message.waited ? "done" : "again";
  switch (message.kind) {
    case "letter":
      return sendLetter(message, effects);
    case "supervisor-letter":
      return sendSupervisorLetter(message, effects);
    case "enter-receipt":
      return enterReceipt(message, effects);
    default:
      return message satisfies never;
  }
}
