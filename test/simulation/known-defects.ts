/**
 * What the simulation has found and the program does not hold yet. The situations that show it are left out of a
 * history unless they are asked for (`--with NAME`), so that others can be found; a defect that is mended is struck here.
 */
export const KNOWN_DEFECTS = {
  "acts-sent-again":
    "An act is carried out, its function dies before the answer is kept, and the request is sent again with its Idempotency-Key: it is carried out once more where the duty's state allows it. A filing is, when somebody else has filed since.",
  "filed-between-two-askings":
    "A filing turns the duty, the answer is lost, somebody else files the next revision, and only then the SDK asks again: the duty now names the other filing, and the first one's body is taken back.",
  "count-on-its-way":
    "A duty turns, and before its count is taken from the queue (behind the letters of a milestone, say) a watched milestone counts the obligation afresh: the count is added to what has counted it already, and stays wrong after the last milestone.",
  "watch-longer-than-a-function":
    "An obligation has so many duties that one function cannot look them all over: the look goes on in a second function, never counts as a whole one, and is begun again every twenty minutes for ever.",
  "plan-of-an-act-that-never-was":
    "An act gives a duty a later date, plans its ladder and loses to another; the next act gives the same ladder another date, on which a milestone does not stand any more: the first act's plan of it is run.",
  "escalation-at-midnight":
    "A ladder's time of day is 00:00, so that it escalates at the very instant of the deadline: by a clock that is slow nobody is late yet, and the letters are skipped for good.",
} as const;

export type Defect = keyof typeof KNOWN_DEFECTS;

export const ALL_DEFECTS: ReadonlySet<Defect> = new Set(Object.keys(KNOWN_DEFECTS) as Defect[]);
