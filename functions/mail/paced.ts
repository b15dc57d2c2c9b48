import type { Mailer } from "./mailer.ts";

/** A mailer that begins at most so many letters a second: the account's rate, shared among its workers. */
export function paced(mailer: Mailer, perSecond: number): Mailer {
  const apartMs = 1000 / perSecond;
  let free = 0;
  return {
    async send(mail) {
      const now = performance.now();
      const start = Math.max(now, free);
      free = start + apartMs;
      if (start > now) await new Promise((resolve) => setTimeout(resolve, start - now));
      return mailer.send(mail);
    },
  };
}
