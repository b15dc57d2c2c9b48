import type { FieldFault } from "../form-kit/again.ts";
import type { Visit } from "../visit.ts";

/** What was given to be read: a file, or else what was pasted, or carried along from the preview. */
export function contentGiven({ files, form }: Pick<Visit, "files" | "form">): string {
  const file = files.get("file");
  if (file && file.text.trim() !== "") return file.text.replace(/^\uFEFF/, "");
  return form.get("content") ?? "";
}

/** What was given, to be corrected in the page. What was pasted is always there again; a long file is corrected where it is kept. */
export function contentShown({ files }: Pick<Visit, "files">, content: string): string {
  return files.has("file") && content.length > MOST_SHOWN ? "" : content;
}

/** Neither a file nor a text: told at the field of the file. */
export function nothingGiven({ say }: Pick<Visit, "say">): FieldFault {
  return {
    field: "file",
    text: say("Chưa chọn tệp và chưa dán nội dung.", "No file was chosen, and nothing pasted."),
  };
}

const MOST_SHOWN = 100_000;
