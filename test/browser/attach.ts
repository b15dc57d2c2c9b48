import { attemptOf } from "../../functions/http/idempotency.ts";
import { pdfOf } from "../functions/objects/files.ts";
import { PEOPLE, dutyOf } from "./site.ts";
import type { Site } from "./site.ts";

export const pdf = pdfOf([["SỞ TƯ PHÁP", "BÁO CÁO"]]);

/** The id of the attachment that Sở Tư pháp announces with this Idempotency-Key. */
export const attachmentOf = (key: string): string => attemptOf({ principal: PEOPLE.unit, units: [] }, key);

/** Sở Tư pháp announces a file, and sends it unless it is told to leave it at that. */
export async function attachByApi({ deployment }: Pick<Site, "deployment">, key: string, send: boolean): Promise<void> {
  const answer = await deployment.call("POST", `/api${dutyOf("stp")}/attachments`, {
    email: PEOPLE.unit,
    headers: { "idempotency-key": key },
    body: { fileName: "Báo cáo 215.pdf", contentType: "application/pdf", size: 26_214_400, noStateSecret: true },
  });
  const { upload } = answer.body as { upload: { url: string; fields: Record<string, string> } };
  if (!send) return;
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append("file", new Blob([new Uint8Array(pdf)]), "a.pdf");
  await fetch(upload.url, { method: "POST", body: form });
  await deployment.settle();
}
