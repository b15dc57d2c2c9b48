import * as z from "zod/mini";

import { ATTACHING, HashSchema } from "./attachment.ts";
import { FILE_KINDS, endsAs, fileKinds, kindOfType } from "./file-kind.ts";
import { said } from "./message.ts";
import { line } from "./text.ts";

/** A file that somebody wants to attach. The declaration is the uploader's word, by NĐ 09/2019: what is secret stays out. */
export const AnnouncedFileSchema = z
  .strictObject({
    fileName: line(150),
    contentType: z.enum(fileKinds.map((kind) => FILE_KINDS[kind].contentType)),
    size: z.int().check(
      z.gte(1),
      z.lte(ATTACHING.mostBytes, {
        error: said(
          `a file has at most ${ATTACHING.mostBytes} bytes`,
          `Mỗi tệp không quá ${ATTACHING.mostBytes / 1024 / 1024} MB`,
        ),
      }),
    ),
    sha256: z.optional(HashSchema),
    noStateSecret: z.literal(true, {
      error: said(
        "must be true: whoever sends a file declares that it is no state secret (NĐ 09/2019/NĐ-CP)",
        "Người gửi phải xác nhận tài liệu không thuộc bí mật nhà nước (Nghị định 09/2019/NĐ-CP)",
      ),
    }),
  })
  .check(
    z.refine(({ fileName, contentType }) => endsAs(fileName, kindOfType(contentType) ?? "pdf"), {
      path: ["fileName"],
      error: said("must end as files of its type do", "Tên tệp phải có phần mở rộng đúng với loại tệp"),
    }),
  );
export type AnnouncedFile = z.infer<typeof AnnouncedFileSchema>;
