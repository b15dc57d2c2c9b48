/** How the letters that an account may send are shared among workers. */
export type SendingPlan = {
  /** How many invocations of the post function there may be at once. */
  readonly workers: number;
  /** Letters a second of each. */
  readonly perWorker: number;
  /** Messages that one is given at a time. */
  readonly batchSize: number;
};

/** A worker has a seventh of a second at least for each letter's claim, of which the slow ones cost the rate. */
const MOST_PER_WORKER = 7;
/** Fewer a queue's trigger cannot be told. */
export const FEWEST_WORKERS = 2;
/** More neither. */
export const MOST_WORKERS = 1_000;
/** What workers of whole letters a second may leave of the rate. */
const LEFT_OVER = 0.005;
/** A batch is so many seconds of sending, and half of what its function may take. */
const BATCH_SECONDS = 30;
/** The mail service tells of each letter that it was sent and delivered, or delayed, or came back: three times at most. */
const REPORTS_OF_LETTER = 3;
/** One that hears of them writes them down one after the other, some thirty milliseconds each. */
const REPORTS_PER_LISTENER = 30;
/** What a queue hands over at once: some kilobyte each, of six megabytes. */
const LARGEST_BATCH = 500;

/**
 * Shares `perSecond` letters a second among the fewest workers that use 99.5 % of it. Each sends a whole number a
 * second, so that no second, wherever it begins, sees more than the account may send: two workers of 7 for 14, ten
 * of 5 for 50, forty of 5 for 200. Below two letters a second there are still two workers, each with half: then
 * two letters may fall into one second, and the rate holds over every stretch of 2 ÷ perSecond seconds.
 *
 * What a batch costs beside its letters (the first waits a whole spacing; the last is still to be answered and
 * confirmed; the next batch to be fetched: half a second in all) is under 2 % of thirty seconds; claims that take longer than the
 * limiter has for them (functions/mail/send-rate-limiter.ts) cost about as much.
 * @param workers as many and no others, where machines are dear and latencies small.
 */
export function sendingPlan(perSecond: number, workers: number = workersFor(perSecond)): SendingPlan {
  const perWorker = Math.floor(perSecond / workers) || perSecond / workers;
  const batchSize = Math.min(LARGEST_BATCH, Math.max(2, Math.ceil(perWorker * BATCH_SECONDS)));
  return { workers, perWorker, batchSize };
}

/** What of the account's rate is kept for letters that answer an act, whatever else waits: a receipt is to come at once. */
const SHARE_OF_ANSWERS = 2 / 7;
/** From so many letters a second on the shares are whole numbers. */
const WHOLE_SHARES_FROM = 7;

/** How much less the answers may get, for shares that fewer workers can send. */
const SMALLEST_SHARE = 0.8;

type Shares = { readonly answers: number; readonly letters: number };

/**
 * The account's rate in two: for the letters that answer an act, and for all others (D159). Of shares that are about so
 * large those that take the fewest workers: 143 a second would take 143 of them, 144 take 24.
 */
export function sharedRate(perSecond: number): Shares {
  const share = perSecond * SHARE_OF_ANSWERS;
  const sharesFor = (answers: number): Shares => ({ answers, letters: perSecond - answers });
  if (perSecond < WHOLE_SHARES_FROM) return sharesFor(share);
  const most = Math.floor(share);
  const fewest = Math.min(most, Math.ceil(share * SMALLEST_SHARE));
  const candidates = Array.from({ length: most - fewest + 1 }, (_, less) => sharesFor(most - less));
  const workers = ({ answers, letters }: Shares): number => workersFor(answers) + workersFor(letters);
  return candidates.reduce((best, one) => (workers(one) < workers(best) ? one : best));
}

/** How many batches of the mail service's reports are worked on at once, so that they keep up with the letters. */
export function listenersFor(perSecond: number): number {
  const needed = Math.ceil((perSecond * REPORTS_OF_LETTER) / REPORTS_PER_LISTENER);
  return Math.min(MOST_WORKERS, Math.max(FEWEST_WORKERS, needed));
}

function workersFor(perSecond: number): number {
  const fewest = Math.max(FEWEST_WORKERS, Math.ceil(perSecond / MOST_PER_WORKER));
  const used = (workers: number): number => (Math.floor(perSecond / workers) * workers) / perSecond;
  let best = fewest;
  for (let workers = fewest; workers <= perSecond; workers++) {
    if (used(workers) > used(best)) best = workers;
    if (used(best) >= 1 - LEFT_OVER) break;
  }
  return best;
}
