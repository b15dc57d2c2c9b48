/** What is read before it is known whether anybody will wait for it: whoever does is told what failed, and nobody else. */
export function ahead<T>(reading: Promise<T>): Promise<T> {
  reading.catch(() => {});
  return reading;
}
