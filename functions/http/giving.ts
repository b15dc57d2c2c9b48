import { isRefusal } from "../domain/refusal.ts";
import { download } from "../use-cases/download.ts";
import type { ReportsEffects } from "../use-cases/effects.ts";
import type { FileMaker } from "../use-cases/made-file.ts";
import { seeOther } from "./exchange.ts";
import type { Handler } from "./exchange.ts";

/** Answers with the file that is made, or leads to it. */
export function giving(make: FileMaker): Handler<ReportsEffects> {
  return async (request, effects) => {
    const made = await make(request, effects);
    if (isRefusal(made)) return made;
    const given = await download(made, request, effects.shelf);
    if ("link" in given) return seeOther(given.link);
    const { bytes, contentType, fileName } = given;
    const headers = { "content-type": contentType, "content-disposition": `attachment; filename="${fileName}"` };
    return { status: 200, headers, body: "", bytes };
  };
}
