import { isRefusal } from "../domain/refusal.ts";
import { download } from "../use-cases/download.ts";
import type { ReportsEffects } from "../use-cases/effects.ts";
import { findObligation } from "../use-cases/find-duty.ts";
import type { FileMaker } from "../use-cases/made-file.ts";
import { seeOther } from "./exchange.ts";
import type { Handler } from "./exchange.ts";

/** Answers with the file that is made, or leads to it. @param find what it is made of, for those who may have it */
export function giving(make: FileMaker, find: typeof findObligation = findObligation): Handler<ReportsEffects> {
  return async (request, effects) => {
    const found = await find(request, effects);
    if (isRefusal(found)) return found;
    const made = await make({ found, now: request.receivedAt, query: request.query }, effects);
    if (isRefusal(made)) return made;
    const given = await download(made, request, effects.shelf);
    if ("link" in given) return seeOther(given.link);
    const { bytes, contentType, fileName } = given;
    const headers = { "content-type": contentType, "content-disposition": `attachment; filename="${fileName}"` };
    return { status: 200, headers, body: "", bytes };
  };
}
