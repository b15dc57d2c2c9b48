import type { Duty } from "../../domain/duty.ts";
import type { Submission } from "../../store/filings.ts";

/** A duty, and the filing that stands for it, if there is one. */
export type ReadReport = { readonly duty: Duty; readonly filed?: Submission | undefined };
