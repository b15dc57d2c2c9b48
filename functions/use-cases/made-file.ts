import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Handler, Request } from "../http/exchange.ts";
import type { ReadingEffects, ReportsEffects } from "./effects.ts";
import type { FileType } from "../http/file-types.ts";
import type { FoundObligation } from "./find-duty.ts";
import { download } from "./download.ts";
import type { Content } from "./download.ts";

/** A file that was made of an obligation, or is being made while it is read. */
export type MadeFile = {
  readonly found: FoundObligation;
  readonly name: string;
  readonly type: FileType;
  readonly content: Content;
};

export type FileMaker = (request: Request, effects: ReadingEffects) => Promise<MadeFile | Refusal>;

/** Answers with what is made: the file itself, or the way to it. */
export function giving(make: FileMaker): Handler<ReportsEffects> {
  return async (request, effects) => {
    const made = await make(request, effects);
    return isRefusal(made) ? made : download(made.content, made, { request, found: made.found, shelf: effects.shelf });
  };
}
