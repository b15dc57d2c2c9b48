import { placeOf } from "../../functions/domain/directive-record.ts";
import { obligationOf } from "../../functions/domain/directive.ts";
import { ladderFor } from "../../functions/domain/ladder.ts";
import type { Email } from "../../functions/domain/ids.ts";
import { decideLetter } from "../../functions/domain/owed.ts";
import { workingDaysOfVietNam as calendar } from "../../functions/domain/working-days-vn.ts";
import { reminderOf } from "../../functions/use-cases/reminders.ts";
import { handleMailMessage } from "../../functions/use-cases/handle-mail-message.ts";
import type { Handled } from "../../functions/use-cases/send-once.ts";
import type { SendOutcome } from "../../functions/mail/mailer.ts";
import type { UnitLetterMessage } from "../../functions/queue/messages.ts";
import { dutyLedger } from "../../functions/store/letters.ts";
import type { Ledger } from "../../functions/store/letters.ts";
import type { Deployed } from "./cloud.ts";
import { theProgram } from "./deployed.ts";
import type { MachineEffects } from "./machine.ts";

type Letter = {
  readonly message: UnitLetterMessage;
  readonly ledger: Ledger;
  readonly to: Email;
  readonly attempt: string;
};
type SendOwed = (letter: Letter, effects: MachineEffects) => Promise<Handled>;

/** Looks whether the letter was sent; sends it; marks it as sent. A crash between the two sends it twice. */
const readSendMark: SendOwed = async (letter, effects) => {
  const sent = await hand(letter, effects);
  if (sent.outcome !== "sent" && sent.outcome !== "refused") return "again";
  await mark(letter, effects);
  return "done";
};

/** Marks the letter as sent, if nobody has; sends it. A crash between the two loses it. */
const markSend: SendOwed = async (letter, effects) => {
  if (!(await mark(letter, effects))) return "done";
  // Throttled, it tries at once again: what is marked is not looked at any more.
  for (let tries = 0; tries < 5; tries++) if ((await hand(letter, effects)).outcome !== "throttled") break;
  return "done";
};

/** How a unit's letter is sent: as the program does it, or in one of the two ways that it could have been done and must not. */
export const PROTOCOLS = {
  real: theProgram,
  "read-send-mark": sendingBy(readSendMark),
  "mark-send": sendingBy(markSend),
} as const satisfies Record<string, Deployed>;

export type ProtocolName = keyof typeof PROTOCOLS;

/** The program, but for the protocol of its letters to units: what is owed, and why not, is decided as ever. */
function sendingBy(send: SendOwed): Deployed {
  return {
    ...theProgram,
    async post(message, effects) {
      if (message.kind !== "letter") return handleMailMessage(message, effects);
      const { register, clock } = effects;
      const record = await register.directives.directive(message.directiveId);
      const obligation = record && obligationOf(record.directive, message.obligationId);
      if (!record || !obligation) return "done";
      const place = placeOf(record, obligation);
      const duty = await register.duties.duty(message, place);
      const unit = await register.units.unit(message.unitId);
      if (!duty || !unit) return "done";
      const ladder = ladderFor(calendar, { directive: record.directive, obligation, deadline: duty.deadline });
      const ledger = dutyLedger(message, place, duty);
      const reminder = await reminderOf(message, register);
      const byHand = reminder && { reminder, calendar };
      const decided = decideLetter(message, { duty, unit, ladder, now: clock.now(), byHand });
      if (decided.decision === "skip")
        await register.letters.skip(ledger, message, { reason: decided.reason, at: clock.now() });
      if (decided.decision !== "send") return "done";
      return send({ message, ledger, to: decided.to, attempt: effects.newAttempt() }, effects);
    },
  };
}

function mark({ message, ledger, to, attempt }: Letter, { register, clock }: MachineEffects): Promise<boolean> {
  return register.letters.claim(ledger, message, { status: "sent", at: clock.now(), to, attempt });
}

function hand({ message, to, attempt }: Letter, { mailer, clock }: MachineEffects): Promise<SendOutcome> {
  const { directiveId, obligationId, unitId, ladder, milestone, addressee } = message;
  return mailer.send({
    to,
    letter: { subject: milestone, text: "", html: "" },
    at: clock.now(),
    tags: {
      directive: directiveId,
      obligation: obligationId,
      unit: unitId,
      kind: "letter",
      ladder: String(ladder),
      milestone,
      addressee,
      attempt,
    },
  });
}
