import type { Effects } from "../effects.ts";
import type { PostMessage } from "../queue/messages.ts";
import { enterReceipt } from "./enter-receipt.ts";
import { postLetter } from "./post-letter.ts";
import { postSupervisorLetter } from "./post-supervisor-letter.ts";
import type { Handled } from "./send-once.ts";

type Uses = Pick<Effects, "clock" | "register" | "mailer" | "lane" | "newAttempt"> & { readonly siteUrl: string };

/**
 * One message of the post queue. Where no letter has its turn any more, letters go back unread, but for those that the next
 * look asks for anyway; receipts are entered.
 */
export async function handlePostMessage(message: PostMessage, effects: Uses): Promise<Handled> {
  if (message.kind !== "enter-receipt" && !effects.lane.isOpen()) return message.waited ? "done" : "again";
  switch (message.kind) {
    case "letter":
      return postLetter(message, effects);
    case "supervisor-letter":
      return postSupervisorLetter(message, effects);
    case "enter-receipt":
      return enterReceipt(message, effects);
    default:
      return message satisfies never;
  }
}
