import { deadlineGiven, deadlineIn, isPast, laterOf } from "../../../functions/domain/deadline.ts";
import type { Deadline } from "../../../functions/domain/deadline.ts";
import type { Standing } from "../../../functions/domain/duty.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { PlacedAct } from "./season-acts.ts";

/** One unit's duty as the acts alone make it, by the rules as people know them: nothing here asks the product. */
export type DutyLife = {
  readonly state: "awaiting" | "submitted" | "accepted" | "returned" | "exempt" | "withdrawn";
  /** What it was before it was exempted. */
  readonly freedFrom: "awaiting" | "returned";
  /** The date in force. */
  readonly deadline: Deadline;
  /** Set once it has dates of its own: the number of the last. */
  readonly ownLadder: number;
  /** A date of its own that is no extension, and that holds until the obligation's is later. */
  readonly given?: Deadline | undefined;
  /** The later date that it was given, and the one that this stands instead of. */
  readonly extension?: { readonly to: Deadline; readonly insteadOf: Deadline } | undefined;
  readonly standing: Standing | null;
};

/** A duty as it begins: by the obligation's date, unless it is given one of its own. */
export function newLife(date: Deadline, own: Deadline | undefined = date): DutyLife {
  const life = { state: "awaiting", freedFrom: "awaiting", deadline: date, ownLadder: 0, standing: null } as const;
  return own === date ? life : { ...ownDate(life, own), given: own };
}

export function isOwed({ state }: DutyLife): boolean {
  return state === "awaiting" || state === "returned";
}

/** The duty after an act that touches it. */
export function lifeAfter(life: DutyLife, act: PlacedAct): DutyLife {
  switch (act.act) {
    case "submit":
      return filed(life, act.at);
    case "paper":
      return filed(life, act.receivedAt ?? act.at);
    case "accept":
      return { ...life, state: "accepted" };
    case "return":
      return ownDate({ ...life, state: "returned" }, deadlineGiven(act));
    case "extend": {
      const to = deadlineIn(act);
      const insteadOf = life.extension?.to === life.deadline ? life.extension.insteadOf : life.deadline;
      return { ...ownDate(life, to), extension: { to, insteadOf } };
    }
    case "exempt":
    case "release":
      return isOwed(life) ? { ...life, state: "exempt", freedFrom: freedFrom(life) } : life;
    case "reinstate": {
      const own = ownDate({ ...life, state: life.freedFrom }, deadlineGiven(act));
      const isGiven = own.deadline !== life.deadline && own.state !== "returned";
      const again = isGiven ? { ...own, given: own.deadline } : own;
      // Who was free on the old date did not miss it: the first filing is measured by the new one.
      return again.deadline !== life.deadline && life.standing === null ? { ...again, extension: undefined } : again;
    }
    case "move-date":
      return moved(life, deadlineIn(act));
    case "withdraw":
      return isOwed(life) ? { ...life, state: "withdrawn" } : life;
    case "add":
    case "draft":
    case "reason":
    case "bounce":
    case "mend":
    case "acknowledge":
    case "remind":
    case "final-year":
      return life;
    default:
      return act satisfies never;
  }
}

function filed(life: DutyLife, receivedAt: EpochMs): DutyLife {
  return { ...life, state: "submitted", standing: life.standing ?? standingOf(life, receivedAt) };
}

function standingOf({ deadline, extension }: DutyLife, receivedAt: EpochMs): Standing {
  if (!isPast(extension?.insteadOf ?? deadline, receivedAt)) return "on-time";
  return extension !== undefined && !isPast(extension.to, receivedAt) ? "within-extension" : "late";
}

const freedFrom = ({ state }: DutyLife) => (state === "returned" ? ("returned" as const) : ("awaiting" as const));

/** Another date than the one in force is the duty's own, with a ladder of its own. */
function ownDate(life: DutyLife, deadline: Deadline | undefined): DutyLife {
  if (deadline === undefined || deadline === life.deadline) return life;
  return { ...life, deadline, ownLadder: life.ownLadder + 1 };
}

/**
 * The obligation's date moves: who goes by it goes with it, a date of one's own is kept if it is the later, and what was returned
 * keeps the date that it is to be completed by, which is from now on its own.
 */
function moved(life: DutyLife, deadline: Deadline): DutyLife {
  if (life.state === "withdrawn") return life;
  if (life.state === "returned" || (life.state === "exempt" && life.freedFrom === "returned"))
    return life.ownLadder > 0 ? life : { ...life, ownLadder: 1 };
  if (life.ownLadder === 0) return { ...life, deadline };
  const given = life.given ?? (life.extension ? undefined : life.deadline);
  const insteadOf = given ? laterOf(given, deadline) : deadline;
  if (!life.extension) return { ...ownDate(life, insteadOf), given };
  return {
    ...ownDate(life, laterOf(life.extension.to, insteadOf)),
    given,
    extension: { ...life.extension, insteadOf },
  };
}
