import * as z from "zod/mini";

/** The lists of an obligation that can be had as files. */
export const LIST_NAMES = ["escalations", "duties", "letters", "history", "figures", "totals", "numbers"] as const;
export type ListName = (typeof LIST_NAMES)[number];

const EVIDENCE = "evidence.zip";

/** A file that is made of an obligation, by its name in the address. */
export type ExportedFile = typeof EVIDENCE | "report.docx" | `${ListName}.${"csv" | "xlsx"}`;

/** Read from an address, or a message. */
export const ExportedFileSchema = z.enum<readonly ExportedFile[]>([
  "report.docx",
  EVIDENCE,
  ...LIST_NAMES.flatMap((list) => [`${list}.csv`, `${list}.xlsx`] as const),
]);

/** Reads a file's name; nothing where there is no such file. */
export const exportedFileIn = (name: string | undefined): ExportedFile | undefined =>
  z.safeParse(ExportedFileSchema, name).data;

/** A file's name as a mail's tag, which has no full stop: `evidence-zip`. */
export const fileAsTag = (file: ExportedFile): string => file.replace(".", "-");

/** Read from such a tag. */
export const FileTagSchema = z.pipe(
  z.pipe(
    z.string(),
    z.transform((tag: string) => tag.replace("-", ".")),
  ),
  ExportedFileSchema,
);
