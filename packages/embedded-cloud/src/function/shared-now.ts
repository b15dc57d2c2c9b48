/** Reads the virtual clock from the memory that a worker thread was given; epoch milliseconds. */
export function sharedNow(shared: SharedArrayBuffer): number {
  return Number(Atomics.load(new BigInt64Array(shared), 0));
}
