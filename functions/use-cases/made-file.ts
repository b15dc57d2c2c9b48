import type { FileType } from "../documents/formats/file-types.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { AskingFor } from "./asking.ts";
import type { ReadingEffects } from "./effects.ts";
import type { FoundObligation } from "./find-duty.ts";

/** A file that was made of an obligation, or is being made while it is read. */
export type MadeFile = {
  readonly found: FoundObligation;
  readonly name: string;
  readonly type: FileType;
  readonly content: Content;
};

export type FileMaker = (asking: AskingFor, effects: ReadingEffects) => Promise<MadeFile | Refusal>;

/** A file whole, or piece by piece, so that it need not be held. */
export type Content = Uint8Array | AsyncIterable<Uint8Array>;
