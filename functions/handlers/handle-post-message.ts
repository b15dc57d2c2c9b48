import type { Effects } from "../effects.ts";
import type { PostMessage } from "../queue/messages.ts";
import { postLetter } from "./post-letter.ts";
import { postSupervisorLetter } from "./post-supervisor-letter.ts";
import type { Handled } from "./send-once.ts";

type Uses = Pick<Effects, "clock" | "register" | "mailer" | "lane" | "newAttempt"> & { readonly siteUrl: string };

/** One message of the post queue. Where no letter has its turn any more, it goes back unread. */
export async function handlePostMessage(message: PostMessage, effects: Uses): Promise<Handled> {
  if (!effects.lane.isOpen()) return "again";
  switch (message.kind) {
    case "letter":
      return postLetter(message, effects);
    case "supervisor-letter":
      return postSupervisorLetter(message, effects);
    default:
      return message satisfies never;
  }
}
