import * as z from "zod/mini";

/** A setting that must be given: there are no defaults. */
export const setting = z.string().check(z.minLength(1));

/** A setting that counts something. */
export const wholeNumber = z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number));

/**
 * The settings of a function, read once through a schema. All that is missing or wrong is named at once, so
 * that a function which lacks something never starts half-way.
 */
export function readEnvironment<S extends z.core.$ZodType>(
  schema: S,
  source: Record<string, string | undefined> = process.env,
): z.output<S> {
  const result = z.safeParse(schema, source);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join(".")} (${message})`);
  throw new Error(`The function's environment is not complete: ${faults.join(", ")}.`);
}
