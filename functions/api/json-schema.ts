import * as z from "zod/mini";

export type Json = Record<string, unknown>;

/** The schema of what may be sent: before defaults are filled in and texts are turned into values. */
export function jsonSchema(schema: z.core.$ZodType): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema: made }) => {
      if (made.pattern !== undefined) made.pattern = withoutClasses(made.pattern);
    },
  });
  return rest;
}

/** Many who read a schema know no classes of Unicode: control characters are written out. */
function withoutClasses(pattern: string): string {
  return pattern.replaceAll(String.raw`\P{Cc}`, String.raw`[^\u0000-\u001f\u007f-\u009f]`);
}
