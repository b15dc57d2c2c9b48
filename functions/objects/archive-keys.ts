import type { FilesRef, ObligationRef } from "../domain/ids.ts";
import type { ArchiveKey } from "./archive.ts";

/**
 * Every key of the archive. No other file spells one.
 *
 * | what                                                     | key                                          | kept                    |
 * |----------------------------------------------------------|----------------------------------------------|-------------------------|
 * | a file that came in, not looked at yet                   | incoming/directive/obligation/unit/id        | a day or two            |
 * | an attachment: looked at, and what it says it is         | attachments/directive/obligation/unit/id     | for good                |
 * | the same of a directive                                  | incoming/directive/id, attachments/directive/id | as above             |
 * | a paper made for somebody to fetch: lists, letters, ZIPs | exports/directive/obligation/export          | a week                  |
 */
export const PREFIXES = { incoming: "incoming/", attachments: "attachments/", exports: "exports/" } as const;

const under = ({ directiveId, obligationId }: ObligationRef): string => `${directiveId}/${obligationId}`;

const filesOf = (ref: FilesRef): string => ("unitId" in ref ? `${under(ref)}/${ref.unitId}` : ref.directiveId);

export const archiveKeys = {
  incoming: (ref: FilesRef, id: string): ArchiveKey => `${PREFIXES.incoming}${filesOf(ref)}/${id}`,
  attachment: (ref: FilesRef, id: string): ArchiveKey => `${PREFIXES.attachments}${filesOf(ref)}/${id}`,
  /** @param name of one export, such as an attempt's */
  export: (ref: ObligationRef, name: string): ArchiveKey => `${PREFIXES.exports}${under(ref)}/${name}`,
};
