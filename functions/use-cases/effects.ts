import type { Staff } from "../domain/access.ts";
import type { Clients } from "../domain/clients.ts";
import type { UnitId } from "../domain/ids.ts";
import type { SessionRules } from "../domain/session.ts";
import type { Letters } from "../domain/letter-text.ts";
import type { Schedules } from "../schedules/schedules.ts";
import type { Clock } from "../runtime/clock.ts";
import type { SendRateLimiter } from "../mail/send-rate-limiter.ts";
import type { Mailer } from "../mail/mailer.ts";
import type { Archive } from "../objects/archive.ts";
import type { ExportQueue, Queues } from "../queue/queues.ts";
import type { Desk } from "../store/desk.ts";
import type { ExportJobs } from "../store/export-jobs.ts";
import type { Register, SiteRegister } from "../store/register.ts";

/** Every side effect the program has. A use case takes the part that it needs. */
export type Effects = {
  readonly clock: Clock;
  readonly register: Register;
  readonly queues: Queues;
  readonly schedules: Schedules;
  readonly mailer: Mailer;
  /** The turns in which letters are handed over to the mailer: no letter goes out but in one. */
  readonly sendRateLimiter: SendRateLimiter;
  readonly letters: Letters;
  /** A name for one attempt, never given twice. */
  readonly newAttempt: () => string;
};

/** What may be touched by whoever only reads, for people and systems. */
export type ReadingEffects = Pick<Effects, "clock" | "newAttempt"> & {
  readonly register: SiteRegister;
  readonly homeUnit: UnitId;
  /** Who keeps the register from the first day, until a contact of the home unit has signed in. */
  readonly firstKeeper: Staff;
  readonly sessionRules: SessionRules;
  /** Whose tokens count. */
  readonly clients: Clients;
  readonly siteUrl: string;
  /** Which version of the style sheet and the script the pages name. */
  readonly assets: string;
};

/** What may be touched by whoever acts, too. */
export type WebEffects = ReadingEffects &
  Pick<Effects, "queues"> & {
    /** Where letters are shown before they go out: the three pages that do so have them alone, since they are 30 KB of code. */
    readonly letters?: Letters | undefined;
  };

/** What is read for starts, dashboards and lists of obligations. */
export type DeskEffects = ReadingEffects & {
  readonly register: SiteRegister & { readonly desk: Desk };
};

/** What supervisors and leaders act with: they have files made, too. */
export type OfficeEffects = WebEffects & {
  readonly register: { readonly exportJobs: ExportJobs; readonly desk: Desk };
  readonly askExport: ExportQueue;
};

/** Where files lie that do not fit into an answer. */
export type Shelf = Pick<Archive, "put" | "link">;

/** What documents are made with: nothing in the register is changed by them (D48). */
export type ReportsEffects = ReadingEffects & {
  readonly register: { readonly exportJobs: Pick<ExportJobs, "read">; readonly desk: Desk };
  readonly shelf: Shelf;
};

/** What files are received and handed out with. */
export type FilesEffects = WebEffects & { readonly archive: Archive };
