import { log } from "../runtime/log.ts";

/**
 * Asks for what follows from a duty that has turned. The act is done, and nothing is lost if the queue cannot be
 * reached now: letters were asked for ahead of it, the watchdog runs milestones, and counts are taken afresh. So
 * a failure goes on record, and the asker hears of his act.
 */
export async function afterCommit(ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    log("warn", "What follows from an act could not be asked for at once.", { error: String(error) });
  }
}
