import { quote } from "../domain/parsing.ts";
import { invalid, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { json } from "../http/exchange.ts";
import type { Handler, Request } from "../http/exchange.ts";
import { CursorSchema, cursorText, readPaging } from "../http/read-request.ts";
import { findObligation, obligationRefOf } from "./find-duty.ts";
import type { ReadingEffects, ReportsEffects } from "./effects.ts";
import { giving } from "./made-file.ts";
import type { FileMaker } from "./made-file.ts";
import { obligationLists } from "./obligation-lists.ts";
import type { ListName } from "./obligation-lists.ts";

const LIST_FORMATS = ["json", "csv", "xlsx"] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** A list of an obligation as a file, whole. */
export function listFile(name: ListName, format: Exclude<ListFormat, "json">): FileMaker {
  return async (request, effects) => {
    const found = await findObligation(request, effects);
    if (isRefusal(found)) return found;
    const { file, [format]: made } = obligationLists[name];
    return { found, name: file, type: format, content: made({ found, effects, now: request.receivedAt }) };
  };
}

/** A list that is paged as JSON by a handler of its own, and given whole as a file in another format. */
export function listInFormats(name: ListName, asJson: Handler<ReadingEffects>): Handler<ReportsEffects> {
  return async (request, effects) => {
    const format = readFormat(request);
    if (isRefusal(format)) return format;
    return format === "json" ? asJson(request, effects) : giving(listFile(name, format))(request, effects);
  };
}

/** The rows of a page of duties; a duty may have any number of rows, or none. */
export function listedByDuty(name: Exclude<ListName, "escalations" | "totals">): Handler<ReadingEffects> {
  return async (request, effects) => {
    const found = await findObligation(request, effects);
    if (isRefusal(found)) return found;
    const paging = readPaging(request, CursorSchema);
    if (isRefusal(paging)) return paging;
    const page = await effects.register.duties.dutiesOf({ ...obligationRefOf(found), shards: found.shards }, paging);
    const items = await obligationLists[name].records(
      { found, effects, now: request.receivedAt },
      { duties: page.items, toTheEnd: page.next === undefined },
    );
    return json({ items, cursor: cursorText(page.next) });
  };
}

function readFormat({ query }: Request): ListFormat | Refusal {
  const asked = query["format"] ?? "json";
  const format = LIST_FORMATS.find((one) => one === asked);
  if (format) return format;
  return invalid("The list cannot be given so.", "Không xuất được danh sách như vậy.", [
    {
      path: "format",
      message: `allowed are ${LIST_FORMATS.join(", ")}; got ${quote(asked)}`,
      vi: `Định dạng chỉ nhận ${LIST_FORMATS.join(", ")}; nhận được ${quote(asked)}.`,
    },
  ]);
}
