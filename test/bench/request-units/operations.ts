import { fileReport, saveDraft } from "../../functions/api/operations.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import type { Refusal } from "../../../functions/domain/refusal.ts";
import { countsOfDuties } from "../../../functions/domain/counts.ts";
import { countMoves } from "../../../functions/use-cases/count-moves.ts";
import { handleMailMessage } from "../../../functions/use-cases/handle-mail-message.ts";
import { recordMailEvent } from "../../../functions/use-cases/record-mail-event.ts";
import { callerNamed } from "../../../functions/http/caller.ts";
import * as examples from "../../../functions/http/examples.ts";
import type { Answer } from "../../../functions/http/exchange.ts";
import { readMailEvent } from "../../../functions/mail/mail-event.ts";
import type { EnterReceiptMessage, UnitLetterMessage } from "../../../functions/queue/messages.ts";
import { dutyOf, ref, reporters, unitId, unitNamed, lying } from "../../functions/season.ts";
import type { Cost } from "../../functions/store/engines.ts";
import type { OperationName } from "../cost/request-units.ts";
import { EARLIER, NOW, delivered } from "../far-side/made-up-season.ts";
import { requestOf } from "./office.ts";
import type { Office } from "./office.ts";

const UNIT = "stc";

/** What each operation costs, done by the program's own handlers in the order of a duty's life. */
export async function costsOfOperations(office: Office): Promise<Record<OperationName, Cost>> {
  const { register, costOf } = office;
  const others = reporters.filter(({ id }) => id !== UNIT).map(({ id }) => dutyOf(id));
  const duty = dutyOf(UNIT, delivered(unitNamed(UNIT), EARLIER));
  await register.counts.replace(ref, countsOfDuties([...others, duty]), { made: 0, counted: 0 });
  await register.roll.noting(ref, 1)([...others, duty]);
  const knowCaller = await costOf(() => callerNamed(`vanthu@${UNIT}.daklak.example`, office));
  const layOut = await costOf(() => register.duties.layOut([duty], lying()));

  // Made once in a deployment's life, and read once in a function's.
  await register.linkKey.made();
  const sendLetter = await costOf(() => handleMailMessage(letterOf("remind-0"), office));
  const hearOfSending = await costOf(() => hear(office, "Send"));
  const hearOfArrival = await costOf(() => hear(office, "Delivery"));

  const first = requestOf(office, UNIT, examples.draft);
  const beginDraft = await costOf(() => granted(saveDraft(first, office)));
  const again = requestOf(office, UNIT, { ...examples.draft, basedOn: 1 });
  const keepDraft = await costOf(() => granted(saveDraft(again, office)));

  const filing = requestOf(office, UNIT, examples.report);
  const file = await costOf(() => granted(fileReport(filing, office)));
  const other = { ...filing, attempt: "another1" };
  const fileInVain = await costOf(() => refused(fileReport(other, office)));
  const move = { ...ref, change: { "state.so-ban-nganh.submitted": 1 }, moved: { unitId: duty.unitId, shards: 1 } };
  const count = await costOf(() => countMoves([move], office));
  const postReceipt = await costOf(() => handleMailMessage(letterOf("receipt-1"), office));
  const enterReceipt = await costOf(() => handleMailMessage(RECEIPT, office));
  return {
    layOut,
    knowCaller,
    beginDraft,
    keepDraft,
    file,
    fileInVain,
    count,
    sendLetter,
    postReceipt,
    enterReceipt,
    hearOfSending,
    hearOfArrival,
  };
}

const RECEIPT: EnterReceiptMessage = { kind: "enter-receipt", ...ref, unitId: unitId(UNIT), revision: 1 };

function letterOf(milestone: string): UnitLetterMessage {
  return { kind: "letter", ...ref, unitId: unitId(UNIT), ladder: 0, milestone, addressee: "unit" };
}

/** The mail service tells what became of the last letter. */
async function hear(office: Office, eventType: "Send" | "Delivery"): Promise<void> {
  const mail = office.mailer.mails.at(-1);
  if (!mail) throw new Error("No letter has gone out.");
  const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]));
  const event = readMailEvent({
    time: new Date(NOW).toISOString(),
    detail: { eventType, mail: { destination: [mail.to], tags } },
  });
  if (!event) throw new Error("The event was not of a letter.");
  await recordMailEvent(event, office);
}

async function granted(answer: Promise<Answer | Refusal>): Promise<void> {
  const given = await answer;
  if (isRefusal(given)) throw new Error(`It was refused: ${given.detail}`);
}

async function refused(answer: Promise<Answer | Refusal>): Promise<void> {
  if (!isRefusal(await answer)) throw new Error("It should have been refused.");
}
