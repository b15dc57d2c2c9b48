/**
 * Makes `Date` of this thread tell the virtual time. Timers and `performance.now` stay real: what waits for an answer
 * waits in the real world.
 *
 * @param now epoch milliseconds
 */
export function useVirtualDate(now: () => number): void {
  const RealDate = Date;
  const VirtualDate: DateConstructor = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget === VirtualDate ? target : newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, property) => (property === "now" ? now : Reflect.get(target, property)),
  });
  RealDate.prototype.constructor = VirtualDate;
  globalThis.Date = VirtualDate;
}
