import type { FileType } from "../documents/formats/file-types.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { ReadingEffects } from "./effects.ts";
import type { FoundObligation } from "./find-duty.ts";

/** A file that was made of an obligation, or is being made while it is read. */
export type MadeFile = {
  readonly found: FoundObligation;
  readonly name: string;
  readonly type: FileType;
  readonly content: Content;
};

/** Of what a file is made, as things stand when; and what was asked besides, as it came: the day that a letter is to name. */
export type MadeOf = {
  readonly found: FoundObligation;
  readonly now: EpochMs;
  readonly query: Readonly<Record<string, string>>;
};

/** Makes a file for somebody who may have it: that was looked at before. */
export type FileMaker = (of: MadeOf, effects: Pick<ReadingEffects, "register">) => Promise<MadeFile | Refusal>;

/** A file whole, or piece by piece, so that it need not be held. */
export type Content = Uint8Array | AsyncIterable<Uint8Array>;

/** Made of ids and words of ours alone: nothing that was typed stands in a file's name. */
export function fileNameOf({ name, type, found: { record, obligation } }: Omit<MadeFile, "content">): string {
  return `${name}-${record.directive.id}-${obligation.id}.${type}`;
}
