import type { Effects } from "../effects.ts";
import type { PostMessage } from "../queue/messages.ts";
import { enterReceipt } from "./enter-receipt.ts";
import { postLetter } from "./post-letter.ts";
import { postSupervisorLetter } from "./post-supervisor-letter.ts";
import type { Handled } from "./send-once.ts";

type Uses = Pick<Effects, "clock" | "register" | "mailer" | "newAttempt"> & { readonly siteUrl: string };

/** One message of the post queue. */
export async function handlePostMessage(message: PostMessage, effects: Uses): Promise<Handled> {
  switch (message.kind) {
    case "letter":
      return postLetter(message, effects);
    case "supervisor-letter":
      return postSupervisorLetter(message, effects);
    case "count":
      await effects.register.tallies.add(message, message.change);
      return "done";
    case "enter-receipt":
      return enterReceipt(message, effects);
    default:
      return message satisfies never;
  }
}
