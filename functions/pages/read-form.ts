import type { SentFile } from "./visit.ts";

export type SentForm = { readonly form: URLSearchParams; readonly files: ReadonlyMap<string, SentFile> };

/** The fields of a posted form, and its files; undefined for a body that no form of ours sends. */
export async function readForm(bytes: Buffer, contentType: string): Promise<SentForm | undefined> {
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return { form: new URLSearchParams(bytes.toString("utf8")), files: new Map() };
  }
  if (!/^multipart\/form-data\b/i.test(contentType)) return undefined;
  const form = new URLSearchParams();
  const files = new Map<string, SentFile>();
  try {
    const sent = await new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } }).formData();
    for (const [name, value] of sent) {
      if (typeof value === "string") form.append(name, value);
      else if (value.size > 0 || value.name !== "")
        files.set(name, sentFile(value.name, new Uint8Array(await value.arrayBuffer())));
    }
  } catch {
    return undefined;
  }
  return { form, files };
}

const sentFile = (name: string, bytes: Uint8Array): SentFile => ({ name, text: textOf(bytes), bytes });

/**
 * What a file says, without its byte-order mark. Spreadsheets write UTF-16 too, and mark it; of what is neither,
 * U+FFFD stands where it could not be read, and whoever reads on says so.
 */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
