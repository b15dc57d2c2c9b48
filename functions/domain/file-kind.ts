/** What kinds of files may come with a report: what each is called by machines, and how its name ends. */
export const FILE_KINDS = {
  pdf: { contentType: "application/pdf", endings: ["pdf"] },
  docx: {
    contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    endings: ["docx"],
  },
  xlsx: { contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", endings: ["xlsx"] },
  jpeg: { contentType: "image/jpeg", endings: ["jpg", "jpeg"] },
  png: { contentType: "image/png", endings: ["png"] },
} as const;

export type FileKind = keyof typeof FILE_KINDS;

export const isFileKind = (name: string): name is FileKind => Object.hasOwn(FILE_KINDS, name);
export const fileKinds: readonly FileKind[] = Object.keys(FILE_KINDS).filter(isFileKind);

/** The kind that machines call so; undefined for any that may not come. */
export function kindOfType(contentType: string): FileKind | undefined {
  return fileKinds.find((kind) => FILE_KINDS[kind].contentType === contentType);
}

/** The kind that a name ends as; undefined for any that may not come. */
export const kindOfName = (fileName: string): FileKind | undefined => fileKinds.find((kind) => endsAs(fileName, kind));

/** Whether a name ends as those of its kind do. */
export function endsAs(fileName: string, kind: FileKind): boolean {
  const name = fileName.toLowerCase();
  return FILE_KINDS[kind].endings.some((ending) => name.endsWith(`.${ending}`));
}
