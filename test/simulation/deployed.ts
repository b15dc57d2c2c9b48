import { handlePostMessage } from "../../functions/handlers/handle-post-message.ts";
import type { Deployed } from "./cloud.ts";

/** The program as it is. */
export const theProgram: Deployed = {
  post: handlePostMessage,
  alter: (effects) => effects,
  hears: true,
  watches: true,
};
