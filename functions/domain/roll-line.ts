import type { Deadline } from "./deadline.ts";
import { newDuty } from "./duty.ts";
import type { Duty, DutyState, Extension, Standing } from "./duty.ts";
import type { ObligationRef, UnitId } from "./ids.ts";
import type { EpochMs } from "./instant.ts";

/**
 * A duty in an obligation's roll, as short as it can be kept: what lists are filtered and ordered by, and what a move of the
 * obligation's date asks for. What is usual is left out.
 */
export type RollLine = readonly [
  unitId: UnitId,
  unitName: string,
  kind: string,
  state: DutyState,
  deadline: Deadline,
  moves: number,
  rest?: Rest | undefined,
];

type Rest = {
  readonly ladder?: number | undefined;
  readonly follows?: number | undefined;
  readonly revision?: number | undefined;
  readonly standing?: Standing | undefined;
  readonly filed?: EpochMs | undefined;
  /** When it was filed last, if that was not the first time. */
  readonly again?: EpochMs | undefined;
  /** Known to know of it, without having filed. */
  readonly knows?: 1 | undefined;
  readonly unreachable?: 1 | undefined;
  /** Has said why it will be late. */
  readonly reason?: 1 | undefined;
  /** The date of an extension, the one that it replaced, and the one that would be in force without it by now. */
  readonly extension?: readonly [Deadline, Deadline, Deadline?] | undefined;
  /** A date of its own that is no extension. */
  readonly own?: Deadline | undefined;
  readonly supplement?: Deadline | undefined;
};

export function rollLine(duty: Duty): RollLine {
  const { unitId, unitName, kind, state, deadline, moves, extension, supplement, revision } = duty;
  const rest: Rest = {
    ladder: duty.ladder || undefined,
    follows: duty.follows || undefined,
    revision: revision || undefined,
    standing: duty.standing,
    filed: duty.submittedAt,
    again: revision > 1 ? duty.filedAt : undefined,
    knows: duty.acknowledgedAt === undefined ? undefined : 1,
    unreachable: duty.unreachable ? 1 : undefined,
    reason: duty.reason ? 1 : undefined,
    extension: extension && extensionInLine(extension),
    own: duty.ownDate,
    supplement: supplement?.deadline,
  };
  const usual = Object.values(rest).every((value) => value === undefined);
  return usual
    ? [unitId, unitName, kind, state, deadline, moves]
    : [unitId, unitName, kind, state, deadline, moves, rest];
}

function extensionInLine({ deadline, previousDeadline, otherwise }: Extension): Rest["extension"] {
  return otherwise === undefined ? [deadline, previousDeadline] : [deadline, previousDeadline, otherwise];
}

/** The later of two lines of a duty: of as many moves, the one that was read later. Nothing when the known one stays. */
export function newerLine(known: RollLine | undefined, line: RollLine): RollLine | undefined {
  if (!known) return line;
  const [, , , , , movesKnown] = known;
  const [, , , , , moves] = line;
  return moves < movesKnown || JSON.stringify(line) === JSON.stringify(known) ? undefined : line;
}

/** The duty of a line: what the roll does not keep is blank. */
export function readRollLine(ref: ObligationRef, line: RollLine): Duty {
  const [unitId, unitName, kind, state, deadline, moves, rest = {}] = line;
  const {
    ladder = 0,
    follows = 0,
    revision = 0,
    standing,
    filed,
    again,
    knows,
    unreachable,
    reason,
    extension,
    own,
    supplement,
  } = rest;
  return {
    ...newDuty({ ...ref, unitId }, { name: unitName, kind, headTitle: "", phone: "" }, deadline, follows),
    state,
    ladder,
    revision,
    moves,
    standing,
    submittedAt: filed,
    filedAt: again,
    acknowledgedAt: knows,
    unreachable: unreachable === 1,
    reason: reason && { text: "", at: 0 },
    extension: extension && {
      deadline: extension[0],
      previousDeadline: extension[1],
      otherwise: extension[2],
      reason: "",
      approvedBy: "",
      documentNumber: "",
      at: 0,
    },
    ownDate: own,
    supplement: supplement === undefined ? undefined : { deadline: supplement, reason: "" },
  };
}
