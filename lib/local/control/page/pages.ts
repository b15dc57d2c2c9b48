import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod/mini";
import { instantOf, LocalDateSchema, TimeOfDaySchema } from "../../../../functions/domain/instant.ts";
import { quote } from "../../../../functions/domain/parsing.ts";
import { html } from "../../../../functions/runtime/html.ts";
import { CannotGoBack } from "embedded-cloud";
import type { OpenedLetter } from "embedded-cloud";
import type { Deployment } from "../../stood-up.ts";
import { readForm } from "../local-request.ts";
import { whyNotBack } from "../../zone-instants.ts";
import { clockSection } from "./clock.ts";
import type { LastMove } from "./clock.ts";
import { frame, sendDownload, sendLetterHtml, sendPage } from "./frame.ts";
import { letterPage } from "./letter.ts";
import { mailboxSection } from "./mailbox.ts";
import { logSection, resourcesSection } from "./resources.ts";
import { tokenSection } from "./token.ts";
import type { TokenView } from "./token.ts";

/** Answers a request; false where no page is meant. */
export type Pages = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

type Extras = { readonly complaint?: string; readonly token?: TokenView["token"] };

/** A wall time of the zone, as a form has it. */
const WallSchema = z.tuple([LocalDateSchema, TimeOfDaySchema]);

/** The pages under `/local`, for people; all they do can be done by the control API too. */
export function localPages(deployment: Deployment): Pages {
  let lastMove: LastMove | undefined;

  return async (request, response, url) => {
    const [, , collection = "", id = "", part = "", index = ""] = url.pathname.split("/");
    switch (`${request.method} ${collection}`) {
      case "GET ":
        await deployment.settle();
        sendHome(response, 200, url);
        return true;
      case "POST move":
        await move(response, url, (await readForm(request)).get("to") ?? "");
        return true;
      case "POST issue-token": {
        const email = (await readForm(request)).get("email") ?? "";
        sendHome(response, 200, url, { token: { email, token: await deployment.token({ email }) } });
        return true;
      }
      case "GET letters": {
        const letter = deployment.mailbox().find((one) => String(one.id) === id);
        return letter !== undefined && sendLetter(response, { letter: await deployment.open(letter), part, index });
      }
      default:
        return false;
    }
  };

  async function move(response: ServerResponse, url: URL, to: string): Promise<void> {
    const before = deployment.letters();
    const toMs = to === "next" ? deployment.nextFiring()?.atMs : wallTime(to);
    if (toMs === undefined) {
      const wanted = to === "next" ? "Không còn mốc nào phía trước." : `Ngày giờ không đọc được: ${quote(to)}.`;
      return sendHome(response, 400, url, { complaint: wanted });
    }
    try {
      const moved = await deployment.moveTo(Math.max(toMs, to === "next" ? deployment.now() : toMs));
      lastMove = { moved, letters: deployment.letters() - before };
    } catch (error) {
      if (!(error instanceof CannotGoBack)) throw error;
      return sendHome(response, 400, url, { complaint: `Đồng hồ chỉ chạy tới, không lùi. ${whyNotBack(error)}.` });
    }
    response.writeHead(303, { location: "/local" }).end();
  }

  function sendHome(response: ServerResponse, status: number, url: URL, { complaint, token }: Extras = {}): void {
    const letters = deployment.mailbox();
    const people = [...new Set([deployment.keeper, ...letters.flatMap(({ recipients }) => recipients).toSorted()])];
    const unit = url.searchParams.get("unit") || undefined;
    const before = Number(url.searchParams.get("before")) || undefined;
    const next = deployment.nextFiring();
    const main = html`<div class="columns">
      <div>
        ${clockSection({ nowMs: deployment.now(), next, lastMove, complaint })}
        ${mailboxSection({ letters, unit, before })}
      </div>
      <aside>
        ${tokenSection({ url: deployment.url, people, token })} ${resourcesSection(deployment.resources())}
        ${logSection(deployment.log())}
      </aside>
    </div>`;
    sendPage(response, status, frame("Đúng Hạn trên máy này", main));
  }

  function sendLetter(
    response: ServerResponse,
    { letter, part, index }: { readonly letter: OpenedLetter; readonly part: string; readonly index: string },
  ): boolean {
    const attachment = letter.attachments[Number(index)];
    const raw = deployment.source(letter);
    if (part === "") sendPage(response, 200, frame(letter.subject, letterPage(letter)));
    else if (part === "html" && letter.html !== null) sendLetterHtml(response, letter.html);
    else if (part === "raw" && raw)
      sendDownload(response, { name: `${letter.id}.eml`, type: "message/rfc822", bytes: raw });
    else if (part === "attachments" && attachment?.text) {
      const { filename, contentType, text } = attachment;
      sendDownload(response, { name: filename ?? "attachment", type: contentType, bytes: Buffer.from(text) });
    } else return false;
    return true;
  }
}

/** Epoch milliseconds. */
function wallTime(text: string): number | undefined {
  const wall = z.safeParse(WallSchema, text.split("T"));
  return wall.success ? instantOf(...wall.data) : undefined;
}
