import type { Effects } from "./effects.ts";
import type { MailMessage } from "../queue/messages.ts";
import { askForMissedLetters } from "./ask-for-missed-letters.ts";
import { enterReceipt } from "./enter-receipt.ts";
import { sendExportLetter } from "./send-export-letter.ts";
import { sendLetter } from "./send-letter.ts";
import { sendSupervisorLetter } from "./send-supervisor-letter.ts";
import type { Handled } from "./send-once.ts";

type Uses = Pick<Effects, "clock" | "register" | "queues" | "mailer" | "sendRateLimiter" | "letters" | "newAttempt"> & {
  readonly siteUrl: string;
};

/**
 * One message of the post queue. Where no letter has its turn any more, letters go back unread, but for those that the next
 * look asks for anyway. Past the day's quota each is written down as one that waits: it need not lie on the queue (D158).
 * What sends nothing is done at any time.
 */
export async function handleMailMessage(message: MailMessage, effects: Uses): Promise<Handled> {
  switch (message.kind) {
    case "enter-receipt":
      return enterReceipt(message, effects);
    case "missed-letters":
      return askForMissedLetters(message, effects);
    case "export-letter":
      return sendExportLetter(message, effects);
    default: {
      const { sendRateLimiter } = effects;
      const goesBack = !sendRateLimiter.isOpen() && (message.waited || !sendRateLimiter.isPastQuota());
      if (goesBack) return message.waited ? "done" : "again";
      if (message.kind === "supervisor-letter") return sendSupervisorLetter(message, effects);
      return sendLetter(message, effects);
    }
  }
}
