/** The five colours that staff know: not started, in progress, done on time, done late, overdue. */
export const TONES = ["grey", "blue", "green", "orange", "red"] as const;
export type Tone = (typeof TONES)[number];
