/**
 * Instead of a store of our own for what Lambda says of an invocation: the SDK wants its trace, by which Lambda
 * notices functions that call one another without end. The runtime's store has it, else the environment.
 */
export const InvokeStore = {
  async getInstanceAsync(): Promise<unknown> {
    const { awslambda: runtime }: { awslambda?: object } = globalThis;
    return runtime && "InvokeStore" in runtime ? runtime.InvokeStore : undefined;
  },
};

/** What a store of our own would be made of. */
export function InvokeStoreBase(): never {
  throw new Error("A store of its own is left out of the bundle");
}
