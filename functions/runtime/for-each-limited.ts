/** Does the same with each of many, so many at once: the next few begin when those before them are done. */
export async function forEachLimited<T>(
  many: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < many.length; start += atOnce)
    await Promise.all(many.slice(start, start + atOnce).map(work));
}
