import { handleMailMessage } from "../../functions/use-cases/handle-mail-message.ts";
import type { Deployed } from "./cloud.ts";

/** The program as it is. */
export const theProgram: Deployed = {
  post: handleMailMessage,
  alter: (effects) => effects,
  hears: true,
  watches: true,
};
