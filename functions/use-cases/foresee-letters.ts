import { deadlineIn } from "../domain/deadline.ts";
import type { Directive, Obligation } from "../domain/directive.ts";
import { newDuty } from "../domain/duty.ts";
import { lateUnit } from "../domain/escalation.ts";
import type { Email } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { isEscalation, ladderFor } from "../domain/ladder.ts";
import type { LetterText, Letters } from "../domain/letter-text.ts";
import { addresseesAt } from "../domain/owed.ts";
import { addressesOf, reachableAddress, reachableHead } from "../domain/unit.ts";
import type { Unit } from "../domain/unit.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";

/** A letter as it would go out if its unit never filed. */
export type ForeseenLetter = {
  readonly milestone: string;
  readonly at: EpochMs;
  readonly whom: "unit" | "head" | "supervisor";
  /** Nothing where no address takes mail. */
  readonly to: Email | undefined;
  readonly letter: LetterText;
};

/**
 * Every letter that a directive issued at a moment would bring to one unit, to its head, and because of it to the supervisor,
 * word for word, milestone by milestone. What is past by then is not sent.
 */
export function foreseeLetters({
  letters,
  directive,
  obligation,
  unit,
  receiver,
  siteUrl,
  calendar,
  issueAt,
}: {
  readonly letters: Letters;
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly unit: Unit;
  readonly receiver: Unit;
  readonly siteUrl: string;
  readonly calendar: WorkingCalendar;
  readonly issueAt: EpochMs;
}): ForeseenLetter[] {
  const deadline = deadlineIn(obligation);
  const ref = { directiveId: directive.id, obligationId: obligation.id, unitId: unit.id };
  const duty = newDuty(ref, unit, deadline);
  const about = { directive, obligation, siteUrl, calendar };
  const from = { receiverName: receiver.name, receiverAddress: addressesOf(receiver)[0] };
  // What seals the true address is made when the directive is issued.
  const receivedUrl = `${siteUrl}/received/[tạo khi gửi thư]`;
  const addresses = { unit: reachableAddress(unit), head: reachableHead(unit), supervisor: reachableAddress(receiver) };

  return [
    { name: "issue", at: issueAt },
    ...ladderFor(calendar, { directive, obligation, deadline }).filter(({ at }) => at >= issueAt),
  ].flatMap(({ name, at }): ForeseenLetter[] => {
    const when = { milestone: name, at };
    const toUnit = addresseesAt(name)
      // Whoever is both is written to once.
      .filter((whom) => whom === "unit" || (addresses.head !== undefined && addresses.head !== addresses.unit))
      .map((addressee): ForeseenLetter => {
        const letter = { ladder: 0, milestone: name, addressee };
        const asked = isEscalation(name) ? {} : { receivedUrl };
        const input = { ...about, ...from, ...asked, letter, duty, unit, now: at };
        return { ...when, whom: addressee, to: addresses[addressee], letter: letters.toUnit(input) };
      });
    if (!isEscalation(name)) return toUnit;
    const late = [lateUnit({ ...duty, unreachable: addresses.unit === undefined }, calendar, at)];
    const list = letters.toSupervisor({ ...about, milestone: name, receiver, late, unreachable: [], now: at });
    return [...toUnit, { ...when, whom: "supervisor", to: addresses.supervisor, letter: list }];
  });
}
