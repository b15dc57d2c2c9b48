import * as z from "zod/mini";

import { archiveIn } from "../objects/s3-archive.ts";
import { readEnvironment, setting } from "../runtime/environment.ts";
import { ofOfficesIn, registerReadingUnits } from "../store/register.ts";
import type { ReportsEffects } from "../use-cases/effects.ts";
import { readingEffects } from "./site-function.ts";
import { webApp } from "./web-app.ts";
import type { Answering } from "./web-app.ts";

/**
 * A function that makes documents of what the register holds, and changes nothing in it: its role lets it read only. Long
 * files it leaves in the archive, to be fetched.
 */
export function reportsFunction(answering: Answering<ReportsEffects>): ReturnType<typeof webApp> {
  const shelf = archiveIn(readEnvironment(z.object({ ARCHIVE: setting })).ARCHIVE);
  const { sessionRules, ...effects } = readingEffects((table) => ({
    ...registerReadingUnits(table),
    ...ofOfficesIn(table),
  }));
  return webApp({ ...effects, sessionRules: { ...sessionRules, notesUse: false }, shelf }, answering);
}
