/** What a measured process says at its end. */
export type Said = { readonly output: unknown } | { readonly failed: string };

const say = (said: Said): void => void process.send?.(said);

process.once("message", (message: { input: unknown }) => {
  measure(message.input).then(
    (output) => say({ output }),
    (error: unknown) => say({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

async function measure(input: unknown): Promise<unknown> {
  const module = (await import(process.argv[2] ?? "")) as { measure: (input: unknown) => Promise<unknown> };
  return module.measure(input);
}
