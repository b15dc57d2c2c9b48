/**
 * How many of the units still owed their report at each milestone: those of công văn 5500 in 2017, as
 * `npm run replay` tells it. Every season of the cost model goes like that one.
 */
export const unitsOpenAt = {
  issue: 34 / 34,
  "remind-20": 30 / 34,
  "remind-10": 25 / 34,
  "remind-5": 16 / 34,
  "remind-2": 11 / 34,
  "remind-0": 6 / 34,
  escalate: 3 / 34,
  "follow-up-2": 2 / 34,
  "follow-up-5": 2 / 34,
} as const;
