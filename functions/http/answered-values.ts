import * as z from "zod/mini";

/** How the API writes a day, `2017-10-30`. */
export const date = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
/** How the API writes a moment, `2017-10-30T08:00:00+07:00`. */
export const instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+([+-]\d{2}:\d{2}|Z)$/));
export const count = z.int().check(z.gte(0));

/** A deadline as it was written, by one of the two. */
export const asWritten = { before: z.optional(z.string()), by: z.optional(date) };

/** The same, and the first instant that is late. */
export const deadline = { ...asWritten, deadline: instant };
