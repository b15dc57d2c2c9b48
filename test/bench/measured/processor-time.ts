/** Processor time that an action took of this process, waiting left out, in microseconds. */
export async function processorMicros(action: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
