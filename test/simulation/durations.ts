export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Between its last look and its claim a worker may be frozen for forty minutes, and its clock be off by two. */
export const FROZEN_MS = 45 * MINUTE_MS;
